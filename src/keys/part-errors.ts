import { keyError, type KeyError } from './errors.js'
import type { PartContext } from './key-part.js'

export function wrongType(context: PartContext, needed: string, value: unknown): KeyError {
  return keyError('keys.wrong-type', context, `needs ${needed}, not ${describeType(value)}`)
}

/** The kind of a value, never the value: keys can hold what must not reach a log. */
export function describeType(value: unknown): string {
  if (Number.isNaN(value)) return 'NaN'
  if (value instanceof Date) return 'a date'
  return Array.isArray(value) ? 'an array' : typeof value
}
