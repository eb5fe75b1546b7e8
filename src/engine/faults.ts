import { ServiceError } from '../protocol/service-errors.js'

/** A refusal that blames the request. */
export function invalidRequest(message: string): ServiceError {
  return new ServiceError('ValidationException', message)
}

/** What the service's JSON reader says of a request that does not have the shape of the operation. */
export function unreadableRequest(message: string): ServiceError {
  return new ServiceError('SerializationException', message)
}
