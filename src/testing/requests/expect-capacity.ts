import { AssertionError } from 'node:assert'
import { assertOptions } from '../../core/assert-options.js'
import { MonotableError } from '../../core/errors.js'
import type { CapacityUnits } from './consumed-units.js'
import { isMetered } from './consumed-units.js'
import { metered } from './meter.js'
import type { SentRequest } from './sent-request.js'

/** Units of one kind or both, of which those not named are 0; or as a number, units of whichever kind. */
export type ExpectedCapacity = number | Partial<CapacityUnits>

/** What is expected of the capacity that something consumes. Each gives what was run gave. */
export interface CapacityExpectation<TResult> {
  /** It consumes exactly this. */
  toBe(expected: ExpectedCapacity): Promise<TResult>
  /** It consumes this or less. */
  toBeAtMost(expected: ExpectedCapacity): Promise<TResult>
}

/**
 * Runs something and asserts how many capacity units its requests consume, on all test databases. Needs no framework.
 *
 * @example
 * ```ts
 * await expectCapacity(() => db.orders.get(key)).toBe({ read: 0.5 })
 * await expectCapacity(() => db.orders.update(order, { set: { status: 'paid' } })).toBeAtMost(4)
 * ```
 *
 * Units are those that answers report (`ReturnConsumedCapacity`), indexes included. DynamoDB charges for writes that it
 * refuses, too, and reports nothing of it.
 *
 * @throws AssertionError of `node:assert`, which test frameworks show with both sides; MonotableError `testing.capacity`
 * where the backend does not report what it consumes, or statements are among the requests.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export function expectCapacity<TResult>(run: () => TResult | Promise<TResult>): CapacityExpectation<TResult> {
  const compare = async (
    expected: ExpectedCapacity,
    word: string,
    holds: (actual: number, expected: number) => boolean,
  ): Promise<TResult> => {
    if (typeof expected !== 'number')
      assertOptions(expected, ['read', 'write'], 'testing.option', 'expectCapacity')
    const { result, requests } = await metered(run)
    const actual = totalOf(requests)
    const isMet =
      typeof expected === 'number'
        ? holds(actual.read + actual.write, expected)
        : holds(actual.read, expected.read ?? 0) && holds(actual.write, expected.write ?? 0)
    if (isMet) return result
    throw new AssertionError({
      message: `Expected ${word} ${textOf(expected)}, and it consumed ${textOf(actual)}: ${requests.map(described).join(', ') || 'no requests'}`,
      actual: typeof expected === 'number' ? actual.read + actual.write : actual,
      expected: typeof expected === 'number' ? expected : { read: 0, write: 0, ...expected },
      operator: word,
    })
  }
  return {
    toBe: (expected) => compare(expected, 'a capacity of', (actual, limit) => actual === limit),
    toBeAtMost: (expected) => compare(expected, 'a capacity of at most', (actual, limit) => actual <= limit),
  }
}

function totalOf(requests: readonly SentRequest[]): CapacityUnits {
  let read = 0
  let write = 0
  for (const { operation, capacity, output } of requests) {
    read += capacity?.read ?? 0
    write += capacity?.write ?? 0
    if (capacity === undefined && output !== undefined) refuse(operation)
  }
  return { read, write }
}

function refuse(operation: SentRequest['operation']): void {
  // What works on tables consumes nothing.
  if (!isMetered(operation) && !operation.includes('Statement') && operation !== 'ExecuteTransaction') return
  throw new MonotableError(
    'testing.capacity',
    `${operation}: the backend does not report what it consumed, so nothing can be expected of it`,
    { operation },
  )
}

const described = ({ operation, capacity }: SentRequest): string =>
  capacity === undefined ? operation : `${operation} ${textOf(capacity)}`

function textOf(units: ExpectedCapacity): string {
  if (typeof units === 'number') return `${units} units`
  const { read = 0, write = 0 } = units
  if (write === 0) return `${read} read units`
  return read === 0 ? `${write} write units` : `${read} read and ${write} write units`
}
