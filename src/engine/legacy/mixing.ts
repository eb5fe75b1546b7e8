import { invalidRequest } from '../faults.js'
import { legacyMessages } from './messages.js'

type Members = { readonly [name: string]: unknown }

/**
 * Throws when a request has expressions and parameters that they have replaced. Both are named in the order in which the
 * service lists them.
 */
export function assertNotMixed(
  input: object,
  expressions: readonly string[],
  legacy: readonly string[],
): void {
  const isGiven = (name: string) => {
    // Members are looked at by name only, and only for whether they are there.
    const member = (input as Members)[name]
    return member !== undefined && member !== null
  }
  if (!legacy.some(isGiven)) return
  const given = expressions.filter(isGiven)
  if (given.length > 0) throw invalidRequest(legacyMessages.mixed(legacy.filter(isGiven), given))
}
