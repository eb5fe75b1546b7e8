import type { ListTablesOutput } from '../../protocol/tables.js'
import type { Engine } from '../engine.js'
import type { ListTablesRequest } from './list-tables.validate.js'
import { validateListTables } from './list-tables.validate.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'

export const listTables: Operation<'ListTables'> = defineOperation(validateListTables, run)

function run(engine: Engine, { after, limit }: ListTablesRequest): ListTablesOutput {
  const names = engine
    .knownTables()
    .map(({ schema }) => schema.name)
    .sort()
  const remaining = after === undefined ? names : names.filter((name) => name > after)
  const page = remaining.slice(0, limit)
  if (remaining.length <= limit) return { TableNames: page }
  return { TableNames: page, LastEvaluatedTableName: page.at(-1) }
}
