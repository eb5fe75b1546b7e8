import { MonotableError } from '../../src/core/errors.js'

/** The coded error with which a call is refused; fails when it is not, or by another error. */
export function refused(call: () => unknown): MonotableError {
  try {
    call()
  } catch (error) {
    if (error instanceof MonotableError) return error
    throw error
  }
  throw new Error('The call was expected to be refused.')
}

/** The same of a call that answers later. */
export async function refusedLater(call: () => unknown): Promise<MonotableError> {
  try {
    await call()
  } catch (error) {
    if (error instanceof MonotableError) return error
    throw error
  }
  throw new Error('The call was expected to be refused.')
}

/** Code and message as one text. */
export const told = ({ code, message }: MonotableError): string => `${code}: ${message}`
