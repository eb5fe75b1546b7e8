import { ServiceError } from '../../protocol/service-errors.js'
import type { ExpressionCache } from '../expressions/index.js'
import { invalidRequest, LayeredRefusal } from '../faults.js'
import { messages } from '../messages.js'

type Validation<TInput, TRequest> = (input: TInput, cache: ExpressionCache) => TRequest

/** Refuses in the words of the newer layer of validation, which reads of items have come to. */
export function inNewerWords<TInput, TRequest>(
  validate: Validation<TInput, TRequest>,
): Validation<TInput, TRequest> {
  return (input, cache) => {
    try {
      return validate(input, cache)
    } catch (error) {
      throw isRefusal(error) ? invalidRequest(newerMessage(error)) : error
    }
  }
}

/** The same for a write of one item, of which the newer layer says that it has detected an error. */
export function inEnvelope<TInput, TRequest>(
  validate: Validation<TInput, TRequest>,
): Validation<TInput, TRequest> {
  return (input, cache) => {
    try {
      return validate(input, cache)
    } catch (error) {
      if (!isRefusal(error)) throw error
      const message = newerMessage(error)
      const isBare = (error instanceof LayeredRefusal && error.isBare) || detected.test(message)
      throw invalidRequest(isBare ? message : messages.detected([message]))
    }
  }
}

const detected = /^\d+ validation errors? detected: /

function isRefusal(error: unknown): error is ServiceError {
  return error instanceof ServiceError && error.name === 'ValidationException'
}

function newerMessage(error: ServiceError): string {
  return error instanceof LayeredRefusal ? error.newerMessage : error.message
}
