import { MonotableError } from '../core/errors.js'
import type { Place } from './place.js'

/** How two places of an item lie to each other. */
export type Relation = 'apart' | 'same' | 'inside' | 'around' | 'conflict'

/**
 * How `left` lies to `right`: inside it, around it, the same, or apart; `conflict` where one takes for a list what the
 * other takes for an object.
 */
export function relationOf(left: Place, right: Place): Relation {
  if (left.root !== right.root) return 'apart'
  if (left.parent === undefined || right.parent === undefined)
    return left.parent !== undefined ? 'inside' : right.parent !== undefined ? 'around' : 'same'
  const leftSteps = stepsOf(left)
  const rightSteps = stepsOf(right)
  const shared = Math.min(leftSteps.length, rightSteps.length)
  for (let depth = 1; depth < shared; depth++) {
    const leftStep = leftSteps[depth]
    const rightStep = rightSteps[depth]
    if (typeof leftStep !== typeof rightStep) return 'conflict'
    if (leftStep !== rightStep) return 'apart'
  }
  if (leftSteps.length === rightSteps.length) return 'same'
  return leftSteps.length > rightSteps.length ? 'inside' : 'around'
}

function stepsOf(place: Place): readonly (string | number)[] {
  const steps: (string | number)[] = []
  for (let at: Place | undefined = place; at !== undefined; at = at.parent) steps.push(at.step)
  return steps.reverse()
}

/** Says which two places cannot stand in one expression. */
export function refuseOverlap(first: Place, second: Place): never {
  throw new MonotableError(
    'expressions.overlap',
    first.path === second.path
      ? `${first.title} is named twice in one expression: name it once.`
      : `${first.title} and ${second.title} overlap in one expression: name the whole or its parts, not both.`,
    { entity: first.source?.entityName ?? second.source?.entityName, paths: [first.path, second.path] },
  )
}
