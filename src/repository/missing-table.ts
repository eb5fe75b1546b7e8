import { MonotableError } from '../core/errors.js'
import { isServiceError } from '../protocol/service-errors.js'
import { entityNames } from './entity-names.js'
import type { EntityRuntime } from './entity-runtime.js'

/** What the service says where there is no such table, with the way to get one; every other failure as it is. */
export function withoutTable(error: unknown, runtimes: readonly EntityRuntime[]): unknown {
  if (!isServiceError(error, 'ResourceNotFoundException')) return error
  const entities = entityNames(runtimes)
  const tables = [...new Set(runtimes.map(({ tableName }) => tableName))]
  return new MonotableError(
    'repository.table-missing',
    `${entities.join(', ')}: there is no table ${tables.join(' or ')} (${error.message}). Call createTables of the database, or give the table's name in this deployment as tables of createDatabase.`,
    { entity: entities[0], tables },
    { cause: error },
  )
}
