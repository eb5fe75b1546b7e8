import type { DeleteTableOutput } from '../../protocol/tables.js'
import type { Engine } from '../engine.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import { describe } from '../tables/description.js'
import type { DeleteTableRequest } from './delete-table.validate.js'
import { validateDeleteTable } from './delete-table.validate.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'

export const deleteTable: Operation<'DeleteTable'> = defineOperation(validateDeleteTable, run)

function run(engine: Engine, request: DeleteTableRequest): DeleteTableOutput {
  const table = engine.namedTable(request.tableName)
  if (table.schema.isProtected) throw invalidRequest(messages.tableProtected)
  engine.state.tables.delete(request.tableName)
  return { TableDescription: describe(table, 'DELETING') }
}
