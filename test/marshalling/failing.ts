import type { MonotableError } from '../../src/core/errors.js'

/** The error that a call throws, as data to compare. */
export function failure(call: () => unknown): { code: string; message: string; details: object } {
  try {
    call()
  } catch (error) {
    const { code, message, details } = error as MonotableError
    return { code, message, details }
  }
  throw new Error('the call did not throw')
}
