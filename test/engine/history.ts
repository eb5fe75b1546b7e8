/**
 * What concurrent callers did and saw, and whether there is an order in which they could have done it one after the
 * other, each between its call and its answer.
 */

/** Values of items by name; absent where there is none. */
export type Values = ReadonlyMap<string, number>

export interface Event {
  /** Moments of the call and of the answer, on one scale for all callers. */
  readonly calledAt: number
  readonly answeredAt: number
  /** The values after the event, undefined where what the caller saw cannot have come from the values before it. */
  readonly replay: (values: Values) => Values | undefined
}

/** Whether the events could have happened one after the other, beginning with nothing. */
export function isSerializable(events: readonly Event[]): boolean {
  const seen = new Set<string>()
  const search = (left: readonly Event[], values: Values): boolean => {
    if (left.length === 0) return true
    const state = `${left.map((event) => events.indexOf(event)).join()}|${textOf(values)}`
    if (seen.has(state)) return false
    seen.add(state)
    // Nothing that was called after another's answer can come before that other.
    const firstAnswer = Math.min(...left.map(({ answeredAt }) => answeredAt))
    return left
      .filter(({ calledAt }) => calledAt <= firstAnswer)
      .some((event) => {
        const next = event.replay(values)
        return (
          next !== undefined &&
          search(
            left.filter((each) => each !== event),
            next,
          )
        )
      })
  }
  return search(events, new Map())
}

function textOf(values: Values): string {
  return [...values]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join()
}
