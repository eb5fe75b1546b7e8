import { ServiceError } from '../../protocol/service-errors.js'
import type { CancellationReason } from '../../protocol/transactions.js'
import type { Engine } from '../engine.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import type { EntryKey } from '../storage/entry-key.js'
import { compareEntryKeys, keyOfEntry } from '../storage/entry-key.js'
import { OrderedMap } from '../storage/ordered-map.js'
import type { Table } from '../tables/table.js'
import type { PreparedWrite } from './prepared-write.js'
import { keyOfWrite, prepareWrite } from './prepared-write.js'
import type { WriteRequest } from './write-request.js'

/** A refusal of one action, as a reason for which the transaction is cancelled. */
type Outcome<TValue> = { readonly value: TValue } | { readonly reason: CancellationReason }

const reasonCodes: { readonly [name: string]: string } = {
  ConditionalCheckFailedException: 'ConditionalCheckFailed',
  ItemCollectionSizeLimitExceededException: 'ItemCollectionSizeLimitExceeded',
  ValidationException: 'ValidationError',
}

/**
 * Checks every write against the state before the transaction and computes its outcome; changes nothing. Throws when one
 * of them cannot be done, with a reason for each.
 */
export function prepareTransaction(engine: Engine, writes: readonly WriteRequest[]): PreparedWrite[] {
  const tables = writes.map((write) => engine.table(write.tableName))
  const keys = settle(writes, (write, index) => keyOfWrite(tables[index] as Table, write))
  assertDistinct(keys, tables)
  return settle(writes, (write, index) =>
    prepareWrite(tables[index] as Table, keys[index] as EntryKey, write),
  )
}

function settle<TValue>(
  writes: readonly WriteRequest[],
  attempt: (write: WriteRequest, index: number) => TValue,
): TValue[] {
  const outcomes = writes.map((write, index): Outcome<TValue> => {
    try {
      return { value: attempt(write, index) }
    } catch (error) {
      return { reason: reasonOf(error) }
    }
  })
  return outcomes.map((outcome) => {
    if ('reason' in outcome) throw cancelled(outcomes)
    return outcome.value
  })
}

function reasonOf(error: unknown): CancellationReason {
  const code = error instanceof ServiceError ? reasonCodes[error.name] : undefined
  if (!(error instanceof ServiceError) || code === undefined) throw error
  const reason: CancellationReason = { Code: code, Message: error.message }
  if (error.Item !== undefined) reason.Item = error.Item
  return reason
}

function cancelled(outcomes: readonly Outcome<unknown>[]): ServiceError {
  const reasons = outcomes.map((outcome) => ('reason' in outcome ? outcome.reason : { Code: 'None' }))
  const codes = reasons.map((reason) => reason.Code ?? 'None')
  return new ServiceError('TransactionCanceledException', messages.transactionCancelled(codes), {
    CancellationReasons: reasons,
  })
}

function assertDistinct(keys: readonly EntryKey[], tables: readonly Table[]): void {
  const seen = new Map<Table, OrderedMap<EntryKey, EntryKey>>()
  keys.forEach((key, index) => {
    const table = tables[index] as Table
    const ofTable = seen.get(table) ?? new OrderedMap<EntryKey, EntryKey>(compareEntryKeys, keyOfEntry)
    if (ofTable.set(key) !== undefined) throw invalidRequest(messages.duplicateAction)
    seen.set(table, ofTable)
  })
}
