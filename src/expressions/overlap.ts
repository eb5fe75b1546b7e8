import { refuseOverlap, relationOf } from './place-relation.js'
import type { UpdateNode } from './update-node.js'

/** Refuses two actions on the same place, or on one inside the other, as DynamoDB would. */
export function assertNoOverlap(actions: readonly UpdateNode[]): void {
  for (let later = 1; later < actions.length; later++) {
    const place = actions[later]?.place
    for (let earlier = 0; earlier < later; earlier++) {
      const other = actions[earlier]?.place
      if (place === undefined || other === undefined || place.root !== other.root) continue
      if (relationOf(place, other) !== 'apart') refuseOverlap(other, place)
    }
  }
}
