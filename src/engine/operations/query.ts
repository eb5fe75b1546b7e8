import { conditionPaths, resolveKeyCondition } from '../expressions/index.js'
import type { QueryOutput } from '../../protocol/items.js'
import type { Engine } from '../engine.js'
import { invalidRequest } from '../faults.js'
import { refuseKeyConditions } from '../legacy/key-conditions.js'
import { legacyMessages } from '../legacy/messages.js'
import { messages } from '../messages.js'
import type { SortInterval } from '../reads/entry-range.js'
import { partitionRange } from '../reads/entry-range.js'
import { readItems } from '../reads/read-items.js'
import type { ReadSource } from '../reads/read-source.js'
import { fetchesFromTable, readSource } from '../reads/read-source.js'
import { sortInterval } from '../reads/sort-interval.js'
import { assertStartKeyFits, startEntry } from '../reads/start-key.js'
import type { EntryKey } from '../storage/entry-key.js'
import { partitionText } from '../tables/key-schema.js'
import { inNewerWords } from '../requests/layers.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'
import type { QueryRequest } from './query.validate.js'
import { validateQuery } from './query.validate.js'

export const query: Operation<'Query'> = defineOperation(inNewerWords(validateQuery), run)

function run(engine: Engine, request: QueryRequest): QueryOutput | Promise<QueryOutput> {
  const source = readSource(engine, request)
  const { startKey } = request
  if (startKey !== undefined) assertStartKeyFits(source, startKey)
  const { partition: partitionKey, sort } = source.key
  if (request.indexable !== undefined) refuseKeyConditions(request.indexable, source.key)
  const condition = resolveKeyCondition(request.keyCondition, {
    partition: partitionKey,
    sort,
    indexName: source.index?.schema.name,
  })
  const partition = partitionText(condition.partition)
  const interval = sortInterval(sort.length, condition)
  const after = startKey && startEntry(source, startKey)
  if (after !== undefined) {
    const isRestricted = condition.sortEquals.length > 0 || condition.range !== undefined
    assertWithinQuery(after, partition, isRestricted ? interval : undefined)
  }
  assertFilterLeavesKeys(source, request)
  const fetches = fetchesFromTable(source, request, true)
  const range = partitionRange(source.key, partition, interval)
  return readItems({
    source,
    request,
    range,
    isForward: request.isForward,
    after,
    fetches,
    lends: engine.lends,
  })
}

/** `interval` is set when the query has a condition on the sort key. */
function assertWithinQuery(after: EntryKey, partition: string, interval: SortInterval | undefined): void {
  if (interval !== undefined) {
    const isWithin = after.sort >= interval.from && (interval.to === undefined || after.sort < interval.to)
    if (!isWithin) throw invalidRequest(messages.startKeyOutsideRange)
  }
  if (after.partition === partition) return
  throw invalidRequest(
    interval === undefined ? messages.startKeyOutsideQuery : messages.startKeyNotRestartable,
  )
}

function assertFilterLeavesKeys({ key }: ReadSource, { filter, hasQueryFilter }: QueryRequest): void {
  if (filter === undefined) return
  const filtered = new Set(conditionPaths(filter).map(([name]) => name))
  for (const { name } of key.attributes) {
    if (!filtered.has(name)) continue
    throw invalidRequest((hasQueryFilter ? legacyMessages : messages).filterOnKey(name))
  }
}
