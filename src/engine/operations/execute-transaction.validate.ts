import type { ReturnConsumedCapacity } from '../../protocol/capacity.js'
import { clientRequestTokenLengthMax, transactionActionsMax } from '../../protocol/limits.js'
import type { ExecuteTransactionInput, ParameterizedStatement } from '../../protocol/partiql.js'
import { ServiceError } from '../../protocol/service-errors.js'
import { invalidRequest } from '../faults.js'
import type { StatementCache } from '../partiql/statement-cache.js'
import { partiqlMessages } from '../partiql/messages.js'
import { readStatement } from '../partiql/read-statement.js'
import type { SelectStatement, Statement, WriteStatement } from '../partiql/statement.js'
import type { StatementSyntax } from '../partiql/syntax.js'
import { Constraints } from '../requests/constraints.js'
import { structures } from '../requests/java-form.js'
import { constrainConsumedCapacity } from '../requests/item-requests.js'
import { valueSizeBytes } from '../values/index.js'
import { fingerprint } from '../writes/fingerprint.js'
import { constrainStatement } from './execute-statement.validate.js'

export interface TransactedWrite {
  readonly statement: WriteStatement
  readonly returnsItemOnFailure: boolean
  /** Bytes of the values that came beside the statement. */
  readonly parametersSizeBytes: number
}

/** Either reads or writes: one of the lists is empty. */
export interface ExecuteTransactionRequest {
  readonly reads: readonly SelectStatement[]
  readonly writes: readonly TransactedWrite[]
  readonly token: { readonly text: string; readonly fingerprint: string } | undefined
  readonly capacity: ReturnConsumedCapacity | undefined
}

export function validateExecuteTransaction(
  input: ExecuteTransactionInput,
  cache: StatementCache,
): ExecuteTransactionRequest {
  const constraints = new Constraints()
  const members = input.TransactStatements ?? []
  if (constraints.notNull(input.TransactStatements, 'transactStatements')) {
    constraints.count(members, 'transactStatements', transactionActionsMax, structures.parameterizedStatement)
    members.forEach((member, index) =>
      constrainStatement(constraints, member, `transactStatements.${index + 1}.member.`),
    )
  }
  constraints.length(input.ClientRequestToken, 'clientRequestToken', 1, clientRequestTokenLengthMax)
  constrainConsumedCapacity(constraints, input.ReturnConsumedCapacity)
  constraints.assertSatisfied()
  const parsed = members.map(({ Statement: text }, index) =>
    inTransaction(index, () => cache.statement(text as string)),
  )
  // EXISTS of something else is none of the service's operations, and its refusal does not say which one it is.
  if (parsed.some((syntax) => syntax.kind === 'exists' && syntax.select === undefined)) {
    throw invalidRequest(partiqlMessages.transactionOperation)
  }
  const areReads = parsed.map(({ kind }) => kind === 'select')
  if (areReads.includes(true) && areReads.includes(false))
    throw invalidRequest(partiqlMessages.mixedTransaction)
  const reads: SelectStatement[] = []
  const writes: TransactedWrite[] = []
  parsed.forEach((syntax, index) => {
    const member = members[index] as ParameterizedStatement
    const statement = inTransaction(index, () => readMember(syntax, member))
    if (statement.kind === 'select') reads.push(statement)
    else writes.push({ statement, ...optionsOf(member) })
  })
  const text = input.ClientRequestToken ?? undefined
  const token = text === undefined ? undefined : { text, fingerprint: fingerprint(members.map(withDefaults)) }
  return { reads, writes, token, capacity: input.ReturnConsumedCapacity }
}

function readMember(syntax: StatementSyntax, { Parameters: parameters }: ParameterizedStatement): Statement {
  const statement = readStatement(syntax, parameters ?? undefined)
  switch (statement.kind) {
    case 'select':
      if (statement.indexName !== undefined) throw invalidRequest(partiqlMessages.transactionIndexRead)
      break
    case 'exists':
      if (statement.indexName !== undefined) throw invalidRequest(partiqlMessages.transactionIndex)
      break
    default:
      if (statement.returning !== undefined) throw invalidRequest(partiqlMessages.transactionReturning)
  }
  return statement
}

/** A retried call may leave out what it said before, when it is what the service does anyway. */
function withDefaults(member: ParameterizedStatement): ParameterizedStatement {
  return {
    ...member,
    ReturnValuesOnConditionCheckFailure: member.ReturnValuesOnConditionCheckFailure ?? 'NONE',
  }
}

function optionsOf(member: ParameterizedStatement): Omit<TransactedWrite, 'statement'> {
  const sizes = (member.Parameters ?? []).map(valueSizeBytes)
  return {
    returnsItemOnFailure: member.ReturnValuesOnConditionCheckFailure === 'ALL_OLD',
    parametersSizeBytes: sizes.reduce((sum, size) => sum + size, 0),
  }
}

/** Refusals of one statement say which one it is. */
export function inTransaction<TValue>(index: number, act: () => TValue): TValue {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof ServiceError) || error.name !== 'ValidationException') throw error
    throw invalidRequest(partiqlMessages.inTransaction(index, error.message))
  }
}
