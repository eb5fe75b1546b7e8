import { ServiceError } from '../protocol/service-errors.js'

/** A refusal that blames the request. */
export function invalidRequest(message: string): ServiceError {
  return new ServiceError('ValidationException', message)
}

interface LayerOptions {
  readonly isBare?: boolean
  readonly isPlaced?: boolean
  readonly isBareInKey?: boolean
}

/**
 * A refusal that the service words in two ways. It is moving its operations from an older layer of validation to a newer
 * one; `message` is what the older says.
 */
export class LayeredRefusal extends ServiceError {
  readonly newerMessage: string
  /** Whether the newer layer says it without counting it as an error that validation detected. */
  readonly isBare: boolean
  /** Whether the newer layer, too, says of a placeholder's value which it is. */
  readonly isPlaced: boolean
  /** Whether it is bare where it is found in a key. */
  readonly isBareInKey: boolean

  constructor(message: string, newerMessage: string, options: LayerOptions = {}) {
    super('ValidationException', message)
    this.newerMessage = newerMessage
    this.isBare = options.isBare ?? false
    this.isPlaced = options.isPlaced ?? false
    this.isBareInKey = options.isBareInKey ?? false
  }
}

/** A refusal in the same words everywhere, which the newer layer says as they are. */
export function bareRefusal(message: string): LayeredRefusal {
  return new LayeredRefusal(message, message, { isBare: true, isPlaced: true })
}

/** A refusal of an empty key, which a transaction that writes does not take for the fault of one of its actions. */
export class EmptyKeyRefusal extends ServiceError {
  constructor(message: string) {
    super('ValidationException', message)
  }
}

/** What the service's JSON reader says of a request that does not have the shape of the operation. */
export function unreadableRequest(message: string): ServiceError {
  return new ServiceError('SerializationException', message)
}
