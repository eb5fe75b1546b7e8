import { unreachable } from '../core/assert.js'
import { limits } from '../protocol/limits.js'
import type { KeyRange } from './key-range.js'
import { afterPrefix, compareUtf8 } from './text-order.js'

/** A range by its ends; an end that is undefined is open, one that is not included may be met all the same. */
interface Ends {
  readonly low: string | undefined
  readonly high: string | undefined
}

/**
 * The one condition that holds for every key of several ranges. It may hold for keys between them too: what it finds is
 * looked at again with `isWithin`.
 *
 * @example
 * ```ts
 * // An order, and its lines:
 * keySpan([{ operator: '=', value: 'ORDER#1' }, { operator: 'begins_with', value: 'ORDER#1#LINE#' }])
 * // { operator: 'BETWEEN', lower: 'ORDER#1', upper: 'ORDER#1#LINE$' }
 * ```
 */
export function keySpan(ranges: readonly KeyRange[]): KeyRange {
  const [first, ...others] = ranges.filter(({ operator }) => operator !== 'none')
  if (first === undefined) return { operator: 'none' }
  if (others.every((other) => isSame(first, other))) return first
  let { low, high } = endsOf(first)
  for (const other of others) {
    const ends = endsOf(other)
    low =
      low === undefined || ends.low === undefined
        ? undefined
        : compareUtf8(ends.low, low) < 0
          ? ends.low
          : low
    high =
      high === undefined || ends.high === undefined
        ? undefined
        : compareUtf8(ends.high, high) > 0
          ? ends.high
          : high
  }
  if (low !== undefined && high !== undefined) return { operator: 'BETWEEN', lower: low, upper: high }
  if (low !== undefined) return { operator: '>=', value: low }
  return high === undefined ? { operator: 'all' } : { operator: '<=', value: high }
}

/** Whether two ranges are the same condition. */
function isSame(one: KeyRange, other: KeyRange): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Whether a query by this condition finds this key. */
export function isWithin(range: KeyRange, key: string): boolean {
  switch (range.operator) {
    case 'all':
      return true
    case 'none':
      return false
    case '=':
      return key === range.value
    case 'begins_with':
      return key.startsWith(range.value)
    case '<':
      return compareUtf8(key, range.value) < 0
    case '<=':
      return compareUtf8(key, range.value) <= 0
    case '>':
      return compareUtf8(key, range.value) > 0
    case '>=':
      return compareUtf8(key, range.value) >= 0
    case 'BETWEEN':
      return compareUtf8(key, range.lower) >= 0 && compareUtf8(key, range.upper) <= 0
    default:
      return unreachable(range, 'operator of a key range')
  }
}

function endsOf(range: KeyRange): Ends {
  switch (range.operator) {
    case 'all':
    case 'none':
      return { low: undefined, high: undefined }
    case '=':
      return { low: range.value, high: range.value }
    case 'begins_with':
      return { low: range.value, high: afterPrefix(range.value, limits.sortKeySizeBytesMax) }
    case '<':
    case '<=':
      return { low: undefined, high: range.value }
    case '>':
    case '>=':
      return { low: range.value, high: undefined }
    case 'BETWEEN':
      return { low: range.lower, high: range.upper }
    default:
      return unreachable(range, 'operator of a key range')
  }
}
