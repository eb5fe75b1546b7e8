import { transactionSizeBytesMax } from '../../protocol/limits.js'
import type { ItemResponse, TransactGetItemsOutput } from '../../protocol/transactions.js'
import { TableMeters } from '../capacity/consumed.js'
import { readUnits, transactionFactor } from '../capacity/units.js'
import type { Engine } from '../engine.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import { assertKeyPathsScalar } from '../reads/key-paths.js'
import { returnedItem } from '../reads/returned-item.js'
import { primaryKeyOfRequest } from '../tables/item-keys.js'
import type { StoredEntry } from '../tables/stored-item.js'
import type { Table } from '../tables/table.js'
import { after, mapInTurns } from '../turns.js'
import { settleActions } from '../writes/cancellation.js'
import { areDistinct } from '../writes/item-place.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'
import type { TransactGetItemsRequest, TransactedRead } from './transact-get-items.validate.js'
import { validateTransactGetItems } from './transact-get-items.validate.js'

export const transactGetItems: Operation<'TransactGetItems'> = defineOperation(
  validateTransactGetItems,
  transactReads,
)

/** Reads items at one moment. */
export function transactReads(
  engine: Engine,
  { reads, capacity }: TransactGetItemsRequest,
): TransactGetItemsOutput | Promise<TransactGetItemsOutput> {
  const tables = reads.map(({ tableName }) => engine.table(tableName))
  const places = settleActions(reads, ({ key, projection }, index) => {
    const table = tables[index] as Table
    const place = { table, key: primaryKeyOfRequest(table.schema, key) }
    if (projection !== undefined) assertKeyPathsScalar(table.schema, projection.paths)
    return place
  })
  if (!areDistinct(places)) throw invalidRequest(messages.duplicateAction)
  const found = settleActions(places, (place) => {
    engine.transactions.assertFree(place)
    return place.table.get(place.key)
  })
  const sizeBytes = found.reduce((sum, stored) => sum + (stored?.sizeBytes ?? 0), 0)
  if (sizeBytes > transactionSizeBytesMax) {
    throw invalidRequest(messages.transactionTooLarge(transactionSizeBytesMax))
  }
  const { lends } = engine
  const sizeOf = (stored: StoredEntry | undefined) => stored?.sizeBytes ?? 0
  const responses = mapInTurns(found, sizeOf, (stored, index): ItemResponse => {
    const { projection } = reads[index] as TransactedRead
    if (stored === undefined) return {}
    const item = returnedItem({ lends }, stored.item, projection)
    // Unlike GetItem, which answers with an empty item.
    return Object.keys(item).length === 0 ? {} : { Item: item }
  })
  return after(responses, (Responses) => {
    const meters = TableMeters.for(capacity, 'ReadCapacityUnits')
    if (meters === undefined) return { Responses }
    found.forEach((stored, index) => {
      const { tableName } = reads[index] as TransactedRead
      meters.of(tableName).addTable(transactionFactor * readUnits(sizeOf(stored), true))
    })
    return { Responses, ConsumedCapacity: meters.report() }
  })
}
