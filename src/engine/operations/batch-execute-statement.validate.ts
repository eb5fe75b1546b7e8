import type { ReturnConsumedCapacity } from '../../protocol/capacity.js'
import { batchStatementsMax } from '../../protocol/limits.js'
import type { BatchExecuteStatementInput, BatchStatementRequest } from '../../protocol/partiql.js'
import { ServiceError } from '../../protocol/service-errors.js'
import { invalidRequest } from '../faults.js'
import type { StatementCache } from '../partiql/statement-cache.js'
import { partiqlMessages } from '../partiql/messages.js'
import { readStatement } from '../partiql/read-statement.js'
import type { ExistsStatement, Statement } from '../partiql/statement.js'
import { Constraints } from '../requests/constraints.js'
import { structures } from '../requests/java-form.js'
import { constrainConsumedCapacity } from '../requests/item-requests.js'
import type { LoneSyntax } from './execute-statement.validate.js'
import { constrainStatement, parseLoneStatement } from './execute-statement.validate.js'

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
  cache: StatementCache,
): BatchExecuteStatementRequest {
  const constraints = new Constraints()
  const members = input.Statements ?? []
  if (constraints.notNull(input.Statements, 'statements')) {
    constraints.count(members, 'statements', batchStatementsMax, structures.batchStatementRequest)
    members.forEach((member, index) =>
      constrainStatement(constraints, member, `statements.${index + 1}.member.`),
    )
  }
  constrainConsumedCapacity(constraints, input.ReturnConsumedCapacity)
  constraints.assertSatisfied()
  // There is a text, as its absence is a fault.
  const parsed = members.map(({ Statement }) => attempt(() => parseLoneStatement(Statement as string, cache)))
  // What a statement is counts as soon as it is well-formed, whether it makes sense or not.
  const kinds = parsed.flatMap((each) => (each instanceof ServiceError ? [] : [each.kind === 'select']))
  if (kinds.includes(true) && kinds.includes(false)) throw invalidRequest(partiqlMessages.mixedBatch)
  const statements = parsed.map((syntax, index) =>
    syntax instanceof ServiceError
      ? syntax
      : attempt(() => readMember(members[index] as BatchStatementRequest, syntax)),
  )
  return { statements, capacity: input.ReturnConsumedCapacity }
}

function readMember(member: BatchStatementRequest, syntax: LoneSyntax): BatchedStatement {
  return {
    statement: readStatement(syntax, member.Parameters ?? undefined),
    isConsistent: member.ConsistentRead === true,
    returnsItemOnFailure: member.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
  }
}

/** What the action gives, or why its statement is refused: the others of the batch do not depend on it. */
function attempt<TValue>(act: () => TValue): TValue | ServiceError {
  try {
    return act()
  } catch (error) {
    if (error instanceof ServiceError && error.name === 'ValidationException') return error
    throw error
  }
}
