import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'

/**
 * Throws when a request has one of the parameters that expressions have replaced and that this engine does not know:
 * an answer as if it were not there would be a wrong answer.
 */
export function assertNoLegacyParameters(input: object, parameters: readonly string[]): void {
  const members = input as { readonly [name: string]: unknown }
  const given = parameters.find((name) => members[name] !== undefined && members[name] !== null)
  if (given !== undefined) throw invalidRequest(messages.notSupported(given))
}
