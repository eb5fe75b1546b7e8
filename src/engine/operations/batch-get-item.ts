import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { BatchGetItemOutput, KeysAndAttributes } from '../../protocol/batches.js'
import { batchGetSizeBytesMax } from '../../protocol/limits.js'
import { TableMeters } from '../capacity/consumed.js'
import { readUnits } from '../capacity/units.js'
import type { Engine } from '../engine.js'
import { assertKeyPathsScalar } from '../reads/key-paths.js'
import { returnedItem } from '../reads/returned-item.js'
import type { EntryKey } from '../storage/entry-key.js'
import { primaryKeyOfRequest } from '../tables/item-keys.js'
import type { StoredEntry } from '../tables/stored-item.js'
import type { Table } from '../tables/table.js'
import { after, mapInTurns } from '../turns.js'
import { cloneItem } from '../values/index.js'
import type { BatchGetItemRequest, TableReads } from './batch-get-item.validate.js'
import { validateBatchGetItem } from './batch-get-item.validate.js'
import { inNewerWords } from '../requests/layers.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'

export const batchGetItem: Operation<'BatchGetItem'> = defineOperation(
  inNewerWords(validateBatchGetItem),
  run,
)

/** The reads of one table with the places that their keys name. */
interface PlacedReads {
  readonly table: Table
  readonly reads: TableReads
  readonly places: readonly EntryKey[]
}

function run(
  engine: Engine,
  { reads, capacity }: BatchGetItemRequest,
): BatchGetItemOutput | Promise<BatchGetItemOutput> {
  const placed = reads
    .map((each) => ({ table: engine.table(each.tableName), reads: each }))
    .map(({ table, reads: each }) => ({ table, reads: each, places: placesOf(table, each) }))
  const meters = TableMeters.for(capacity)
  const answer: Answer = {
    found: [],
    unprocessed: new Map(),
    meters,
    sizeBytes: 0,
    isFull: false,
  }
  for (const each of placed) answerTable(each, answer)
  const { lends } = engine
  const returned = mapInTurns(
    answer.found,
    ({ stored }) => stored.sizeBytes,
    ({ stored, reads: { projection } }) => returnedItem({ lends }, stored.item, projection),
  )
  return after(returned, (items) => {
    // In a map: tables may have names that objects have members of.
    const responses = new Map(placed.map((each) => [each.reads.tableName, [] as AttributeMap[]]))
    answer.found.forEach((each, index) => {
      responses.get(each.reads.tableName)?.push(items[index] as AttributeMap)
    })
    const output = {
      Responses: Object.fromEntries(responses),
      UnprocessedKeys: Object.fromEntries(answer.unprocessed),
    }
    return meters === undefined ? output : { ...output, ConsumedCapacity: meters.report() }
  })
}

function placesOf(table: Table, { keys, projection }: TableReads): EntryKey[] {
  const places = keys.map((key) => primaryKeyOfRequest(table.schema, key))
  if (projection !== undefined) assertKeyPathsScalar(table.schema, projection.paths)
  return places
}

interface Answer {
  readonly found: { readonly stored: StoredEntry; readonly reads: TableReads }[]
  /** By table, in a map as well. */
  readonly unprocessed: Map<string, KeysAndAttributes>
  readonly meters: TableMeters | undefined
  sizeBytes: number
  /** Whether an item has not fitted: from there on everything is left over. */
  isFull: boolean
}

function answerTable({ table, reads, places }: PlacedReads, answer: Answer): void {
  let read = 0
  for (const place of places) {
    const stored = table.get(place)
    const sizeBytes = stored?.sizeBytes ?? 0
    answer.isFull ||= answer.sizeBytes + sizeBytes > batchGetSizeBytesMax
    if (answer.isFull) break
    read += 1
    answer.sizeBytes += sizeBytes
    answer.meters?.of(reads.tableName).addTable(readUnits(sizeBytes, reads.isConsistent))
    if (stored !== undefined) answer.found.push({ stored, reads })
  }
  if (read < places.length) {
    answer.unprocessed.set(reads.tableName, {
      ...reads.settings,
      Keys: reads.keys.slice(read).map(cloneItem),
    })
  }
}
