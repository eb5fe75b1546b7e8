import { canonical } from '../canonical.js'
import type { Output } from '../contestant.js'
import type { WireMap } from '../generators/values.js'

/** Whether all that the part has is in the whole; elements that are missing leave no gaps in a list. */
export function isPartOf(part: unknown, whole: unknown): boolean {
  if (typeof part !== 'object' || part === null || typeof whole !== 'object' || whole === null)
    return part === whole
  if (Array.isArray(part)) {
    const rest = Array.isArray(whole) ? [...(whole as readonly unknown[])] : []
    return part.every((element) => {
      const place = rest.findIndex((other) => isPartOf(element, other))
      rest.splice(0, place + 1)
      return place >= 0
    })
  }
  return Object.entries(part).every(([name, member]) => isPartOf(member, (whole as Output)[name]))
}

/** An item of the engine in the form in which answers are compared. */
export function canonicalItem(item: WireMap | undefined): WireMap {
  const answer = canonical({ operation: 'GetItem', input: {} }, { output: { Item: item ?? {} } })
  return ('output' in answer ? answer.output['Item'] : {}) as WireMap
}
