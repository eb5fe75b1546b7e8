import { MonotableError } from '../../core/errors.js'
import type { OperationName } from '../../protocol/backend.js'
import type { Attempts } from './attempts.js'
import { failureKind, isServerFault, requestIdOf } from './failure-kind.js'

/** The call that failed. */
export interface FailedCall {
  readonly operation: OperationName
  readonly input: object
  readonly attempts: Attempts
}

const reads: ReadonlySet<OperationName> = new Set<OperationName>([
  'BatchGetItem',
  'DescribeEndpoints',
  'DescribeLimits',
  'DescribeTable',
  'DescribeTimeToLive',
  'GetItem',
  'ListTables',
  'ListTagsOfResource',
  'Query',
  'Scan',
  'TransactGetItems',
])

/** Refusals for what the service found, which may be what an earlier request of the same call has made of it. */
const aboutState = new Set([
  'ConditionalCheckFailedException',
  'DuplicateItemException',
  'ResourceInUseException',
  'ResourceNotFoundException',
  'TransactionCanceledException',
  'ValidationException',
])

/**
 * The error with which a call rejects: the service's own where it said what the matter is, and otherwise one whose code
 * says whether the call may have been carried out (rule W8).
 */
export function failureOf(error: unknown, call: FailedCall): unknown {
  const { attempts, operation } = call
  const isWrite = !reads.has(operation)
  const isUncertain = isWrite && attempts.isUncertain
  const kind = failureKind(error)
  if (isUncertain) {
    const isAnswer = kind === 'refused' && error instanceof Error && aboutState.has(error.name)
    return isAnswer ? Object.assign(error, { isRepeated: true }) : unknownOutcome(error, call)
  }
  if (attempts.count === 0 || kind === 'not-sent') return notSent(error, call)
  return kind === 'uncertain' && !isServerFault(error) ? noAnswer(error, call) : error
}

function unknownOutcome(error: unknown, call: FailedCall): MonotableError {
  return new MonotableError(
    'backends.outcome-unknown',
    `${textOf(call)} may or may not have been carried out: ${reasonOf(error)}. Read what is there before it is written again.`,
    detailsOf(error, call),
    { cause: error },
  )
}

function notSent(error: unknown, call: FailedCall): MonotableError {
  return new MonotableError(
    'backends.not-sent',
    `${textOf(call)} was not sent: ${reasonOf(error)}. Look at region, endpoint, credentials and network of the client.`,
    detailsOf(error, call),
    { cause: error },
  )
}

function noAnswer(error: unknown, call: FailedCall): MonotableError {
  return new MonotableError(
    'backends.no-answer',
    `${textOf(call)} was not answered: ${reasonOf(error)}. It only reads, and can be asked again.`,
    detailsOf(error, call),
    { cause: error },
  )
}

function textOf({ operation, input }: FailedCall): string {
  const table = tableOf(input)
  return table === undefined ? operation : `${operation} of table ${table}`
}

function tableOf(input: { readonly TableName?: unknown }): string | undefined {
  return typeof input.TableName === 'string' ? input.TableName : undefined
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/\.$/, '') || error.name : String(error)
}

function detailsOf(error: unknown, { operation, input, attempts }: FailedCall) {
  return {
    operation,
    table: tableOf(input),
    /** How many requests were sent. */
    attempts: attempts.count,
    /** The service's id of the last one, where it answered. */
    requestId: requestIdOf(error),
  }
}
