import { errorMembers } from './shapes/error-shapes.js'
import { wireMessages } from './messages.js'
import { writeShape } from './write-shape.js'

const service = 'com.amazonaws.dynamodb.v20120810'

/** Where errors come from that do not come from the service itself but from what stands in front of it. */
const origins: ReadonlyMap<string, string> = new Map([
  ['AccessDeniedException', 'com.amazon.coral.service'],
  ['SerializationException', 'com.amazon.coral.service'],
  ['UnknownOperationException', 'com.amazon.coral.service'],
  ['ValidationException', 'com.amazon.coral.validate'],
])

/** Errors whose text is in `Message`; that of all others is in `message`. */
const capitalized: ReadonlySet<string> = new Set([
  'AccessDeniedException',
  'IdempotentParameterMismatchException',
  'InvalidEndpointException',
  'SerializationException',
  'TransactionCanceledException',
  'TransactionInProgressException',
])

/** Names of the service's errors do not all end alike. */
const serviceErrorName = /Exception$|^InternalServerError$|^RequestLimitExceeded$/

export interface WrittenError {
  readonly status: number
  readonly body: string
}

/**
 * The answer that an error of a backend becomes. Backends tell refusals of the service by their name alone; anything
 * else is a fault of the backend itself, of which callers learn no more than that.
 */
export function writeError(error: unknown): WrittenError {
  if (!(error instanceof Error) || !serviceErrorName.test(error.name)) {
    return { status: 500, body: errorBody('InternalServerError', wireMessages.internalError, {}) }
  }
  const status = error.name === 'InternalServerError' ? 500 : 400
  return { status, body: errorBody(error.name, error.message, error) }
}

function errorBody(name: string, text: string, members: object): string {
  return JSON.stringify({
    __type: `${origins.get(name) ?? service}#${name}`,
    [capitalized.has(name) ? 'Message' : 'message']: text === wireMessages.none ? undefined : text,
    ...(writeShape(errorMembers, members) as object),
  })
}
