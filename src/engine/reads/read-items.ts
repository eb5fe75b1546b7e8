import { assert } from '../../core/assert.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { QueryOutput } from '../../protocol/items.js'
import type { Meter } from '../capacity/consumed.js'
import { meterFor } from '../capacity/consumed.js'
import { readUnits } from '../capacity/units.js'
import { evaluateCondition } from '../expressions/index.js'
import type { EntryKey } from '../storage/entry-key.js'
import type { StoredEntry } from '../tables/stored-item.js'
import type { EntryRange } from './entry-range.js'
import { readPage } from './page.js'
import type { ReadRequest } from './read-request.js'
import type { ReadSource } from './read-source.js'
import { returnedItem } from './returned-item.js'
import { lastEvaluatedKey } from './start-key.js'

export interface ReadPlan {
  readonly source: ReadSource
  readonly request: ReadRequest
  readonly range: EntryRange
  readonly furtherRanges?: readonly EntryRange[] | undefined
  readonly isForward: boolean
  readonly after: EntryKey | undefined
  readonly fetches: boolean
  readonly lends: boolean
}

/** Reads one page of a Query or Scan. */
export function readItems(plan: ReadPlan): QueryOutput {
  const { source, request, range, furtherRanges, isForward, after, fetches } = plan
  const items: AttributeMap[] = []
  const consumption = { entryBytes: 0, fetchUnits: 0 }
  let count = 0
  const page = readPage({
    entries: source.entries,
    range,
    furtherRanges,
    isForward,
    after,
    limit: request.limit,
    read: (entry) => {
      const stored = fetches ? fetched(entry) : entry
      consumption.entryBytes += entry.sizeBytes
      if (fetches) consumption.fetchUnits += readUnits(stored.sizeBytes, request.isConsistent)
      if (request.filter === undefined || evaluateCondition(request.filter, stored.item)) {
        count += 1
        if (request.select !== 'COUNT') items.push(returnedItem(plan, stored.item, request.projection))
      }
      return stored.sizeBytes
    },
  })
  const output: QueryOutput = { Count: count, ScannedCount: page.scannedCount }
  if (request.select !== 'COUNT') output.Items = items
  if (page.last !== undefined) output.LastEvaluatedKey = lastEvaluatedKey(source, page.last.item)
  const meter = meterFor(request.tableName, request.capacity)
  if (meter !== undefined) {
    meterRead(meter, source, readUnits(consumption.entryBytes, request.isConsistent), consumption.fetchUnits)
    output.ConsumedCapacity = meter.report()
  }
  return output
}

function meterRead(meter: Meter, { index }: ReadSource, entryUnits: number, fetchUnits: number): void {
  if (index === undefined) {
    meter.addTable(entryUnits)
  } else {
    meter.addIndex(index.schema, entryUnits)
    meter.addTable(fetchUnits)
  }
}

function fetched({ primary }: StoredEntry): StoredEntry {
  assert(primary !== undefined, 'only an index fetches from its table')
  return primary
}
