import type { CreateTableOutput } from '../../protocol/tables.js'
import { limits } from '../../protocol/limits.js'
import { ServiceError } from '../../protocol/service-errors.js'
import type { Engine } from '../engine.js'
import { messages } from '../messages.js'
import { tableArn, tableId } from '../tables/identity.js'
import { describe } from '../tables/description.js'
import { TableSchema } from '../tables/table-schema.js'
import { Table } from '../tables/table.js'
import type { CreateTableRequest } from './create-table.validate.js'
import { validateCreateTable } from './create-table.validate.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'

export const createTable: Operation<'CreateTable'> = defineOperation(validateCreateTable, run)

function run({ environment, state }: Engine, request: CreateTableRequest): CreateTableOutput {
  if (state.tables.has(request.tableName)) {
    throw new ServiceError('ResourceInUseException', messages.tableExists(request.tableName))
  }
  if (state.tables.size >= limits.tablesMax) {
    throw new ServiceError('LimitExceededException', messages.tooManyTables(limits.tablesMax))
  }
  const schema = new TableSchema(request, {
    id: tableId(environment.random),
    arn: tableArn(environment, request.tableName),
    createdAt: environment.clock.now(),
  })
  const table = new Table(schema)
  state.tables.set(request.tableName, table)
  return { TableDescription: describe(table, 'CREATING') }
}
