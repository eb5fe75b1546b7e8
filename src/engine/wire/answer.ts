import type { Backend, CallOptions, OperationName } from '../../protocol/backend.js'
import { requestInOneStepLengthMax } from '../../protocol/limits.js'
import { ServiceError } from '../../protocol/service-errors.js'
import { unreadableRequest } from '../faults.js'
import { lenderOf } from '../memory.js'
import { wireMessages } from './messages.js'
import { readBody } from './read-body.js'
import { readLargeBody } from './read-large-body.js'
import { readShape } from './read-shape.js'
import { targetedOperations } from './shapes/operation-shapes.js'
import { writeError } from './write-error.js'
import { writeOutput } from './write-output.js'

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
  /** JSON text; empty for the few operations that answer nothing. */
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
    // The service finds fault with JSON before it asks what the request is for, and with its absence afterwards.
    const operation = targetedOperations.get(request.target ?? '')
    const isLarge = request.body.length > requestInOneStepLengthMax
    const large = isLarge ? await readLargeBody(request.body, operation?.input) : undefined
    const body = large !== undefined ? large.value : request.body === '' ? undefined : readBody(request.body)
    if (operation === undefined) throw new ServiceError('UnknownOperationException', wireMessages.none)
    if (body === undefined) throw unreadableRequest(wireMessages.none)
    if (Array.isArray(body)) throw unreadableRequest(wireMessages.unexpectedList)
    if (large?.fault !== undefined) throw large.fault
    const input = large === undefined ? readShape(operation.input, body, 'element') : body
    // The table of shapes is of all operations and has seen to the input; a backend refuses those it does not have.
    const lender = lenderOf(backend)
    const output = await (lender ?? backend).execute(operation.name as OperationName, input as never, options)
    const text = writeOutput(operation, input as object, output, lender?.texts)
    return { status: 200, body: typeof text === 'string' ? text : await text }
  } catch (error) {
    options?.signal?.throwIfAborted()
    return writeError(error)
  }
}
