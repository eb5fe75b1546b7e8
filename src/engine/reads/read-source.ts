import { invalidRequest } from '../faults.js'
import type { Engine } from '../engine.js'
import { conditionPaths } from '../expressions/index.js'
import { messages } from '../messages.js'
import type { KeySchema } from '../tables/key-schema.js'
import { statusAt } from '../tables/phase.js'
import type { SecondaryIndex } from '../tables/secondary-index.js'
import type { StoredEntries } from '../tables/stored-item.js'
import type { Table } from '../tables/table.js'
import { assertKeyPathsScalar } from './key-paths.js'
import type { ReadRequest } from './read-request.js'

/** Where a Query or Scan reads: a table or one of its indexes. */
export interface ReadSource {
  readonly table: Table
  readonly index: SecondaryIndex | undefined
  readonly key: KeySchema
  readonly entries: StoredEntries
}

export function readSource(engine: Engine, request: ReadRequest): ReadSource {
  const table = engine.table(request.tableName)
  if (request.indexName === undefined) {
    return { table, index: undefined, key: table.schema.key, entries: table.items }
  }
  const index = table.index(request.indexName)
  if (index === undefined) throw invalidRequest(messages.indexMissing(request.indexName))
  if (index.phase !== undefined) assertReadable(engine, index)
  if (index.schema.isGlobal && request.isConsistent) throw invalidRequest(messages.consistentGlobalIndex)
  return { table, index, key: index.schema.key, entries: index.entries }
}

function assertReadable(engine: Engine, { phase, schema }: SecondaryIndex): void {
  if (statusAt(phase, engine.environment.clock.now()) === 'CREATING') {
    throw invalidRequest(messages.indexBackfilling(schema.name))
  }
}

/**
 * Throws when the request asks for what the source cannot give. Tells whether items have to be fetched from the table:
 * a local index does so to return attributes that it does not project, a global index cannot. Neither does it for a
 * filter: a read of one partition is refused, any other finds that the attribute is not there.
 */
export function fetchesFromTable(
  { table, index }: ReadSource,
  request: ReadRequest,
  isKeyed: boolean,
): boolean {
  const projectionPaths = request.projection?.paths ?? []
  const filterPaths = request.filter === undefined ? [] : conditionPaths(request.filter)
  assertKeyPathsScalar(table.schema, projectionPaths)
  assertKeyPathsScalar(table.schema, filterPaths)
  if (index === undefined || index.schema.projectsAll) return false
  const absent = (paths: readonly (readonly [string, ...unknown[]])[]) => [
    ...new Set(paths.map(([name]) => name).filter((name) => !index.schema.projects(name))),
  ]
  const absentFromProjection = absent(projectionPaths)
  const absentFromFilter = absent(filterPaths)
  const wantsAll = request.select === 'ALL_ATTRIBUTES'
  if (index.schema.isGlobal) {
    const { name } = index.schema
    if (wantsAll) throw invalidRequest(messages.allAttributesNotProjected(name))
    if (absentFromProjection.length > 0) {
      throw invalidRequest(messages.attributesNotProjected(name, absentFromProjection))
    }
  }
  if (isKeyed && absentFromFilter.length > 0) {
    throw invalidRequest(messages.filterNotProjected(index.schema.name, absentFromFilter))
  }
  return wantsAll || absentFromProjection.length > 0
}
