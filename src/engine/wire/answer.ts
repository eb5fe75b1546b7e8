import type { Backend, CallOptions, OperationName } from '../../protocol/backend.js'
import { ServiceError } from '../../protocol/service-errors.js'
import { unreadableRequest } from '../faults.js'
import { messages } from '../messages.js'
import { wireMessages } from './messages.js'

/** A request of the AWS JSON 1.0 protocol, freed of its transport. */
export interface WireRequest {
  /** The header `X-Amz-Target`: `DynamoDB_20120810.` or `DynamoDBStreams_20120810.` and the operation. */
  readonly target: string | undefined
  /** JSON text. */
  readonly body: string
}

/** What the service answers to a {@link WireRequest}, refusals included. */
export interface WireAnswer {
  /** Of HTTP: 200, 400 or 500. */
  readonly status: number
  /** JSON text. */
  readonly body: string
}

/**
 * Answers one request of the AWS JSON 1.0 protocol from a backend.
 *
 * @example
 * ```ts
 * const answer = await answerWireRequest(memory(), { target: 'DynamoDB_20120810.ListTables', body: '{}' })
 * // → { status: 200, body: '{"TableNames":[]}' }
 * ```
 *
 * Refusals by the service are answers with status 400. Anything else that the backend throws is a fault of its own and
 * becomes an InternalServerError with status 500. Rejects only when `options.signal` is aborted, with its reason.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
 */
export async function answerWireRequest(
  backend: Backend,
  request: WireRequest,
  options?: CallOptions,
): Promise<WireAnswer> {
  try {
    const operation = operationOf(request.target)
    const output = await backend.execute(operation, readBody(request.body), options)
    return { status: 200, body: JSON.stringify(output) }
  } catch (error) {
    options?.signal?.throwIfAborted()
    return refusal(error)
  }
}

function operationOf(target: string | undefined): OperationName {
  const match = /^DynamoDB(?:Streams)?_20120810\.(\w+)$/.exec(target ?? '')
  if (match === null) throw new ServiceError('UnknownOperationException', messages.unknownOperation)
  // Whether there is such an operation is for the backend to say.
  return match[1] as OperationName
}

function readBody(body: string): never {
  try {
    // The shape is not checked yet.
    return JSON.parse(body) as never
  } catch {
    throw unreadableRequest('')
  }
}

function refusal(error: unknown): WireAnswer {
  if (!(error instanceof ServiceError)) {
    const body = {
      __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError',
      message: wireMessages.internalError,
    }
    return { status: 500, body: JSON.stringify(body) }
  }
  const { name, message, Item, CancellationReasons } = error
  const body = { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message, Item, CancellationReasons }
  return { status: 400, body: JSON.stringify(body) }
}
