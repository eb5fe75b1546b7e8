import type { Result } from '../core/result.js'
import type { ExpectedError } from './errors.js'
import { isExpected } from './errors.js'
import { UnprocessedError } from './batches/unprocessed-error.js'

/** An expected failure as a value; every other one is thrown (rule P2). */
export async function attempted<TValue>(
  outcome: Promise<TValue>,
): Promise<Result<TValue, ExpectedError | UnprocessedError>> {
  try {
    return { ok: true, value: await outcome }
  } catch (error) {
    if (isExpected(error) || error instanceof UnprocessedError) return { ok: false, error }
    throw error
  }
}
