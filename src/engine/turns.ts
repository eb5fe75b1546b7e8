import { nextTurn } from '../core/clock.js'
import { readInOneTurnBytesMax } from '../protocol/limits.js'

/** Goes on with a value, at once when it is there, as promises never do. */
export function after<TValue, TResult>(
  value: TValue | Promise<TValue>,
  act: (value: TValue) => TResult,
): TResult | Promise<TResult> {
  return value instanceof Promise ? value.then(act) : act(value)
}

/**
 * Does the same with each element, in their order. Where they are more work than one turn is good for, which is counted in
 * bytes of items, others have their turns in between; then it is a promise.
 */
export function mapInTurns<TElement, TResult>(
  elements: readonly TElement[],
  work: (element: TElement, result: TResult) => number,
  act: (element: TElement, index: number) => TResult,
): TResult[] | Promise<TResult[]> {
  const results: TResult[] = []
  const proceed = (): boolean => {
    for (let done = 0; done < readInOneTurnBytesMax && results.length < elements.length;) {
      const element = elements[results.length] as TElement
      const result = act(element, results.length)
      results.push(result)
      done += work(element, result)
    }
    return results.length === elements.length
  }
  return after(repeatInTurns(proceed), () => results)
}

/** Acts until there is nothing left to do, with turns for others in between; a promise when once was not enough. */
export function repeatInTurns(isDone: () => boolean): undefined | Promise<undefined> {
  return isDone() ? undefined : goOn(isDone)
}

async function goOn(isDone: () => boolean): Promise<undefined> {
  do await nextTurn()
  while (!isDone())
  return undefined
}
