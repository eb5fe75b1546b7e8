import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { ReturnConsumedCapacity } from '../../protocol/capacity.js'
import { nextTokenLengthMax, statementLengthMax } from '../../protocol/limits.js'
import type { ExecuteStatementInput, ParameterizedStatement } from '../../protocol/partiql.js'
import { invalidRequest } from '../faults.js'
import type { StatementCache } from '../partiql/statement-cache.js'
import { partiqlMessages } from '../partiql/messages.js'
import { markOfStatement, parseNextToken } from '../partiql/next-token.js'
import { readStatement } from '../partiql/read-statement.js'
import type { ExistsStatement, Statement } from '../partiql/statement.js'
import type { ExistsSyntax, StatementSyntax } from '../partiql/syntax.js'
import { Constraints } from '../requests/constraints.js'
import { constrainConsumedCapacity, constrainReturnOnFailure } from '../requests/item-requests.js'

export interface ExecuteStatementRequest {
  readonly statement: Exclude<Statement, ExistsStatement>
  readonly isConsistent: boolean
  readonly limit: number | undefined
  readonly startKey: AttributeMap | undefined
  /** What a token for the next page is good for. Most requests never ask. */
  readonly mark: () => string
  readonly returnsItemOnFailure: boolean
  readonly capacity: ReturnConsumedCapacity | undefined
}

export function validateExecuteStatement(
  input: ExecuteStatementInput,
  cache: StatementCache,
): ExecuteStatementRequest {
  const constraints = new Constraints()
  constrainStatement(constraints, input, '')
  constraints.length(input.NextToken, 'nextToken', 1, nextTokenLengthMax)
  constrainConsumedCapacity(constraints, input.ReturnConsumedCapacity)
  constraints.atLeast(input.Limit, 'limit', 1)
  constraints.assertSatisfied()
  // There is one, as its absence is a fault.
  const text = input.Statement as string
  const parameters = input.Parameters ?? undefined
  const statement = readStatement(parseLoneStatement(text, cache), parameters)
  const mark = () => markOfStatement(text, parameters)
  const token = statement.kind === 'select' ? (input.NextToken ?? undefined) : undefined
  return {
    statement,
    isConsistent: input.ConsistentRead === true,
    limit: input.Limit ?? undefined,
    startKey: token === undefined ? undefined : parseNextToken(mark(), token),
    mark,
    returnsItemOnFailure: input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
    capacity: input.ReturnConsumedCapacity,
  }
}

/** What a statement that is no part of a transaction can be. */
export type LoneSyntax = Exclude<StatementSyntax, ExistsSyntax>

export function parseLoneStatement(text: string, cache: StatementCache): LoneSyntax {
  const syntax = cache.statement(text)
  if (syntax.kind === 'exists') throw invalidRequest(partiqlMessages.existsOutside)
  return syntax
}

/** What every statement of a request is held to. `path` is where it stands, with a dot behind, in messages. */
export function constrainStatement(
  constraints: Constraints,
  input: ParameterizedStatement,
  path: string,
): void {
  if (constraints.notNull(input.Statement, `${path}statement`)) {
    constraints.length(input.Statement, `${path}statement`, 1, statementLengthMax)
  }
  constraints.length(input.Parameters, `${path}parameters`, 1, Number.POSITIVE_INFINITY)
  const onFailure = `${path}returnValuesOnConditionCheckFailure`
  constrainReturnOnFailure(constraints, input.ReturnValuesOnConditionCheckFailure, onFailure)
}
