import type { BatchWriteItemOutput, WriteRequest as BatchedRequest } from '../../protocol/batches.js'
import type { Engine } from '../engine.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import type { EntryKey } from '../storage/entry-key.js'
import type { Table } from '../tables/table.js'
import { cloneItem, getMember, typeOf } from '../values/index.js'
import { CollectionGrowth } from '../writes/collection-growth.js'
import type { ItemPlace } from '../writes/item-place.js'
import { areDistinct } from '../writes/item-place.js'
import { applyWrite, keyOfWrite, prepareWrite } from '../writes/prepared-write.js'
import { reportWrites } from '../writes/write-report.js'
import type { BatchWriteItemRequest } from './batch-write-item.validate.js'
import { validateBatchWriteItem } from './batch-write-item.validate.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'

export const batchWriteItem: Operation<'BatchWriteItem'> = defineOperation(validateBatchWriteItem, run)

type BatchedWrite = BatchWriteItemRequest['writes'][number]

interface PlacedWrite extends ItemPlace {
  readonly write: BatchedWrite
}

function run(engine: Engine, request: BatchWriteItemRequest): BatchWriteItemOutput {
  const tables = request.writes.map((write) => engine.table(write.tableName))
  const placed = request.writes.map((write, index): PlacedWrite => {
    const table = tables[index] as Table
    return { write, table, key: keyOfBatched(table, write) }
  })
  if (!areDistinct(placed)) throw invalidRequest(messages.duplicateKeys)
  const isHeld = (each: PlacedWrite) => engine.transactions.holds(each)
  const free = engine.transactions.hasItems ? placed.filter((each) => !isHeld(each)) : placed
  const growth = new CollectionGrowth()
  const prepared = free.map(({ table, key, write }) => prepareWrite(table, key, write, growth))
  for (const write of prepared) applyWrite(write)
  const left = free.length < placed.length ? placed.filter(isHeld).map(({ write }) => write) : []
  return { UnprocessedItems: unprocessed(left), ...reportWrites(request, prepared, { factor: 1 }) }
}

/** The place of a write. In a batch the service words every key that does not fit alike. */
function keyOfBatched(table: Table, write: BatchedWrite): EntryKey {
  if (write.kind === 'put') {
    for (const { name, type } of table.schema.key.attributes) {
      const value = getMember(write.item, name)
      if (value === undefined || typeOf(value) !== type) throw invalidRequest(messages.keyMismatch)
    }
  }
  return keyOfWrite(table, write)
}

/** Writes of items that a transaction holds, to be sent again. */
function unprocessed(writes: readonly BatchedWrite[]): Record<string, BatchedRequest[]> {
  const byTable = new Map<string, BatchedRequest[]>()
  for (const write of writes) {
    const request =
      write.kind === 'put'
        ? { PutRequest: { Item: cloneItem(write.item) } }
        : { DeleteRequest: { Key: cloneItem(write.key) } }
    byTable.set(write.tableName, [...(byTable.get(write.tableName) ?? []), request])
  }
  return Object.fromEntries(byTable)
}
