import type { DescribeTableOutput } from '../../protocol/tables.js'
import type { Engine } from '../engine.js'
import { describe } from '../tables/description.js'
import type { DescribeTableRequest } from './describe-table.validate.js'
import { validateDescribeTable } from './describe-table.validate.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'

export const describeTable: Operation<'DescribeTable'> = defineOperation(validateDescribeTable, run)

function run(engine: Engine, request: DescribeTableRequest): DescribeTableOutput {
  return { Table: describe(engine.namedTable(request.tableName), engine.environment.clock.now()) }
}
