import { assert } from '../../core/assert.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { ConsumedCapacity, ReturnConsumedCapacity } from '../../protocol/capacity.js'
import { ServiceError } from '../../protocol/service-errors.js'
import type { Engine } from '../engine.js'
import { invalidRequest } from '../faults.js'
import type { EntryRange } from '../reads/entry-range.js'
import { readItems } from '../reads/read-items.js'
import type { ReadRequest } from '../reads/read-request.js'
import type { ReadSource } from '../reads/read-source.js'
import { fetchesFromTable, readSource } from '../reads/read-source.js'
import { assertStartKeyFits, startEntry } from '../reads/start-key.js'
import type { EntryKey } from '../storage/entry-key.js'
import type { Table } from '../tables/table.js'
import { after } from '../turns.js'
import { partiqlMessages } from './messages.js'
import { projectNamed } from './named-projection.js'
import { planRead } from './read-plan.js'
import type { SelectStatement } from './statement.js'

export interface SelectRequest {
  readonly statement: SelectStatement
  readonly isConsistent: boolean
  readonly limit: number | undefined
  /** The key of the item after which to go on. */
  readonly startKey: AttributeMap | undefined
  readonly capacity: ReturnConsumedCapacity | undefined
}

interface SelectedPage {
  readonly items: AttributeMap[]
  readonly lastKey: AttributeMap | undefined
  readonly consumed: ConsumedCapacity | undefined
}

/** Statements know keys of one partition attribute and one sort attribute at most. */
function assertIndexSelectable(table: Table, name: string): void {
  const key = table.index(name)?.schema.key
  if (key === undefined) throw invalidRequest(partiqlMessages.indexMissing)
  if (key.partition.length > 1 || key.sort.length > 1) {
    throw invalidRequest(partiqlMessages.multiAttributeKey)
  }
}

/** Reads one page of a SELECT: of each partition that it asks for, in their order, or of everything. */
export function runSelect(engine: Engine, request: SelectRequest): SelectedPage | Promise<SelectedPage> {
  const { statement } = request
  if (statement.indexName !== undefined) {
    assertIndexSelectable(engine.table(statement.tableName), statement.indexName)
  }
  const asked: ReadRequest = {
    tableName: statement.tableName,
    indexName: statement.indexName,
    select: undefined,
    limit: request.limit,
    isConsistent: request.isConsistent,
    startKey: request.startKey,
    filter: statement.condition,
    projection: statement.projection?.node,
    capacity: request.capacity,
  }
  const source = readSource(engine, asked)
  const { isForward, isKeyed, ranges } = planRead(source.key, statement.condition, statement.order)
  const fetches = fetchesFromTable(source, asked, isKeyed)
  const start = request.startKey && startOf(source, request.startKey, ranges)
  const [range, ...furtherRanges] = ranges.slice(start?.range ?? 0)
  assert(range !== undefined, 'a plan has a range, and a start is in one')
  const read = readItems({
    source,
    // The names of the result need the whole item.
    request: { ...asked, projection: undefined },
    range,
    furtherRanges,
    isForward,
    after: start?.entry,
    fetches,
    lends: engine.lends,
  })
  const { projection } = statement
  return after(read, ({ Items: items = [], LastEvaluatedKey: lastKey, ConsumedCapacity: consumed }) => ({
    items: projection === undefined ? items : items.map((item) => projectNamed(projection, item)),
    lastKey,
    consumed,
  }))
}

/** The entry that a token names, and the range that it stands in. */
function startOf(
  source: ReadSource,
  startKey: AttributeMap,
  ranges: readonly EntryRange[],
): { entry: EntryKey; range: number } {
  try {
    assertStartKeyFits(source, startKey, partiqlMessages.nextTokenInvalid)
    const entry = startEntry(source, startKey)
    const range = ranges.findIndex((each) => !each.isBefore(entry) && !each.isAfter(entry))
    if (range >= 0) return { entry, range }
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
  }
  throw invalidRequest(partiqlMessages.nextTokenInvalid)
}
