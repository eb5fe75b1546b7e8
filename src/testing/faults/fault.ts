import { assertOptions } from '../../core/assert-options.js'
import { MonotableError } from '../../core/errors.js'
import type { OperationName } from '../../protocol/backend.js'

/**
 * What befalls a request: it is throttled (`throttle`); another transaction is on the item (`conflict`); a part of a batch is
 * left over (`unprocessed`); it is lost on its way, and nothing was done (`time-out`); it is carried out, and its answer is
 * lost (`lost-response`).
 */
export type FaultKind = 'conflict' | 'lost-response' | 'throttle' | 'time-out' | 'unprocessed'

/** A kind of fault, and the requests that it befalls: all of them, unless `probability` or `nth` say which. */
export interface Fault {
  readonly kind: FaultKind
  /** The operations that it befalls. Default: all that know this kind. */
  readonly operation?: OperationName | readonly OperationName[] | undefined
  /** How likely it is, from 0 to 1, for each request of these operations. */
  readonly probability?: number | undefined
  /** Which of the requests of these operations it befalls, counted from 1 since the plan was made. */
  readonly nth?: number | readonly number[] | undefined
}

/** A fault with everything filled in. */
export interface CheckedFault {
  readonly kind: FaultKind
  readonly operations: ReadonlySet<OperationName>
  readonly probability: number
  readonly nth: ReadonlySet<number> | undefined
}

const writes: readonly OperationName[] = ['PutItem', 'UpdateItem', 'DeleteItem']
const transactions: readonly OperationName[] = ['TransactGetItems', 'TransactWriteItems']
const batches: readonly OperationName[] = ['BatchGetItem', 'BatchWriteItem']
const onItems: readonly OperationName[] = [
  ...writes,
  ...transactions,
  ...batches,
  'GetItem',
  'Query',
  'Scan',
  'ExecuteStatement',
  'BatchExecuteStatement',
  'ExecuteTransaction',
]

const possible: Readonly<Record<FaultKind, readonly OperationName[]>> = {
  conflict: [...writes, ...transactions],
  'lost-response': onItems,
  throttle: onItems,
  'time-out': onItems,
  unprocessed: batches,
}

/** @throws MonotableError `testing.fault` for a fault that can never happen as it is described. */
export function checkedFault(fault: Fault): CheckedFault {
  assertOptions(fault, ['kind', 'operation', 'probability', 'nth'], 'testing.fault', 'Fault', { fault })
  const { kind, operation, probability = 1, nth } = fault
  const refuse = (problem: string): never => {
    throw new MonotableError('testing.fault', `Fault ${String(kind)}: ${problem}`, { fault })
  }
  if (!Object.hasOwn(possible, kind)) return refuse(`there are ${Object.keys(possible).join(', ')}`)
  const known = possible[kind]
  const operations = operation === undefined ? known : [operation].flat()
  for (const name of operations)
    if (!known.includes(name)) refuse(`it cannot befall ${name}, only ${known.join(', ')}`)
  if (!(probability >= 0 && probability <= 1)) refuse(`probability is from 0 to 1, not ${probability}`)
  const places = nth === undefined ? undefined : [nth].flat()
  for (const place of places ?? [])
    if (!Number.isInteger(place) || place < 1) refuse(`nth counts requests from 1, so it is not ${place}`)
  return {
    kind,
    operations: new Set(operations),
    probability,
    nth: places === undefined ? undefined : new Set(places),
  }
}
