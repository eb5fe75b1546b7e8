import type { MonotableError } from '../../core/errors.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import { ConditionFailedError, NotFoundError } from '../errors.js'
import type { Held } from './lock.js'
import { conflict, holds } from './lock.js'

/** A write of an item that has to be there: what it compares, and when. */
export interface Demanded {
  readonly runtime: EntityRuntime
  readonly target: Values
  readonly lock: Held | undefined
  readonly now: number
}

/**
 * The failure that the refused condition of a write means: that the item is not as it was read, or not there, of which the
 * message says what `verb` would have done; otherwise it was the caller's own condition. Without a verb, nothing has to be
 * there.
 */
export function refusal(
  { runtime, target, lock, now }: Demanded,
  verb: string | undefined,
  found: AttributeMap | undefined,
  cause: unknown,
): MonotableError<string, object> {
  const { name } = runtime.model
  const stored = found === undefined || runtime.hasGone(found, now) ? undefined : found
  if (lock !== undefined && !(stored !== undefined && holds(runtime, lock, stored)))
    return conflict(runtime, lock, stored, cause)
  const key = runtime.keyValues(target)
  if (stored === undefined && verb !== undefined) return new NotFoundError(name, key, verb, cause)
  return new ConditionFailedError(name, key, stored && runtime.decodeWritten(stored), cause)
}
