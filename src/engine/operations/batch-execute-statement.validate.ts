import type { ReturnConsumedCapacity } from '../../protocol/capacity.js'
import { limits } from '../../protocol/limits.js'
import type { BatchExecuteStatementInput, BatchStatementRequest } from '../../protocol/partiql.js'
import { ServiceError } from '../../protocol/service-errors.js'
import type { ExpressionCache } from '../expressions/index.js'
import { invalidRequest } from '../faults.js'
import { partiqlMessages } from '../partiql/messages.js'
import type { ExistsStatement, Statement } from '../partiql/statement.js'
import { Constraints } from '../requests/constraints.js'
import { constrainConsumedCapacity } from '../requests/item-requests.js'
import { constrainStatement, readLoneStatement } from './execute-statement.validate.js'

export interface BatchExecuteStatementRequest {
  readonly statements: readonly (BatchedStatement | ServiceError)[]
  readonly capacity: ReturnConsumedCapacity | undefined
}

export interface BatchedStatement {
  readonly statement: Exclude<Statement, ExistsStatement>
  readonly isConsistent: boolean
  readonly returnsItemOnFailure: boolean
}

export function validateBatchExecuteStatement(
  input: BatchExecuteStatementInput,
  cache: ExpressionCache,
): BatchExecuteStatementRequest {
  const constraints = new Constraints()
  const members = input.Statements ?? []
  if (constraints.notNull(input.Statements, 'statements')) {
    constraints.length(members, 'statements', 1, limits.batchStatementsMax)
    members.forEach((member, index) =>
      constrainStatement(constraints, member, `statements.${index + 1}.member.`),
    )
  }
  constrainConsumedCapacity(constraints, input.ReturnConsumedCapacity)
  constraints.assertSatisfied()
  const statements = members.map((member) => readMember(member, cache))
  const kinds = statements.flatMap((each) => ('statement' in each ? [each.statement.kind === 'select'] : []))
  if (kinds.includes(true) && kinds.includes(false)) throw invalidRequest(partiqlMessages.mixedBatch)
  return { statements, capacity: input.ReturnConsumedCapacity }
}

/** A statement, or why it is refused: the others of the batch do not depend on it. */
function readMember(member: BatchStatementRequest, cache: ExpressionCache): BatchedStatement | ServiceError {
  try {
    // There is one, as its absence is a fault.
    const statement = readLoneStatement(member.Statement as string, member.Parameters ?? undefined, cache)
    return {
      statement,
      isConsistent: member.ConsistentRead === true,
      returnsItemOnFailure: member.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
    }
  } catch (error) {
    if (error instanceof ServiceError && error.name === 'ValidationException') return error
    throw error
  }
}
