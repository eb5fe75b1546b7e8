import type { ExecuteStatementOutput } from '../../protocol/partiql.js'
import type { Engine } from '../engine.js'
import { formatNextToken } from '../partiql/next-token.js'
import { runSelect } from '../partiql/run-select.js'
import { runWrite } from '../partiql/run-write.js'
import type { SelectStatement } from '../partiql/statement.js'
import { after } from '../turns.js'
import { toWrite } from '../partiql/to-write.js'
import type { ExecuteStatementRequest } from './execute-statement.validate.js'
import { validateExecuteStatement } from './execute-statement.validate.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'

export const executeStatement: Operation<'ExecuteStatement'> = defineOperation(validateExecuteStatement, run)

function run(
  engine: Engine,
  request: ExecuteStatementRequest,
): ExecuteStatementOutput | Promise<ExecuteStatementOutput> {
  const { capacity, returnsItemOnFailure, statement } = request
  if (statement.kind === 'select') return select(engine, request, statement)
  const write = toWrite(engine.table(statement.tableName), statement, returnsItemOnFailure)
  const { consumed, item } = runWrite(engine, { write, returning: statement.returning, capacity })
  const output: ExecuteStatementOutput = { Items: item === undefined ? [] : [item] }
  if (consumed !== undefined) output.ConsumedCapacity = consumed
  return output
}

function select(
  engine: Engine,
  request: ExecuteStatementRequest,
  statement: SelectStatement,
): ExecuteStatementOutput | Promise<ExecuteStatementOutput> {
  return after(runSelect(engine, { ...request, statement }), ({ consumed, items, lastKey }) => {
    const output: ExecuteStatementOutput = { Items: items }
    if (lastKey !== undefined) {
      output.NextToken = formatNextToken(request.mark(), lastKey)
      output.LastEvaluatedKey = lastKey
    }
    if (consumed !== undefined) output.ConsumedCapacity = consumed
    return output
  })
}
