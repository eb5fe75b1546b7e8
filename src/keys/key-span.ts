import { unreachable } from '../core/assert.js'
import { sortKeySizeBytesMax } from '../protocol/limits.js'
import type { KeyRange } from './key-range.js'
import { afterPrefix, compareUtf8 } from './text-order.js'

/** A range by its ends; one that is undefined is open. */
interface Ends {
  readonly low: string | undefined
  readonly high: string | undefined
  readonly isLowIncluded: boolean
  readonly isHighIncluded: boolean
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
  const met = ranges.filter((range) => range.operator !== 'none')
  const [first] = met
  if (first === undefined) return { operator: 'none' }
  if (met.every((range) => isSame(first, range))) return first
  const ends = met.map(endsOf)
  const lower = greatest(
    ends.map(({ low }) => low),
    (one, other) => compareUtf8(other, one),
  )
  const upper = greatest(
    ends.map(({ high }) => high),
    compareUtf8,
  )
  if (lower !== undefined && upper !== undefined) return { operator: 'BETWEEN', lower, upper }
  if (lower !== undefined) return { operator: '>=', value: lower }
  return upper === undefined ? { operator: 'all' } : { operator: '<=', value: upper }
}

/** Whether two ranges are the same condition. */
function isSame(one: KeyRange, other: KeyRange): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** The end that is furthest out, in an order that goes outwards; undefined where one is open. */
function greatest(
  ends: readonly (string | undefined)[],
  compare: (one: string, other: string) => number,
): string | undefined {
  const texts = ends.filter((end) => end !== undefined)
  return texts.length < ends.length ? undefined : texts.sort(compare).at(-1)
}

/** Whether a query by this condition finds this key. */
export function isWithin(range: KeyRange, key: string): boolean {
  if (range.operator === 'none') return false
  if (range.operator === 'begins_with') return key.startsWith(range.value)
  const { low, high, isLowIncluded, isHighIncluded } = endsOf(range)
  return (
    (low === undefined || isInOrder(low, key, isLowIncluded)) &&
    (high === undefined || isInOrder(key, high, isHighIncluded))
  )
}

function isInOrder(one: string, other: string, isSameIncluded: boolean): boolean {
  const order = compareUtf8(one, other)
  return order < 0 || (order === 0 && isSameIncluded)
}

/** The ends of a range; those of a prefix hold every key that begins with it, and no other. */
export function endsOf(range: Exclude<KeyRange, { readonly operator: 'none' }>): Ends {
  const open: Ends = { low: undefined, high: undefined, isLowIncluded: true, isHighIncluded: true }
  switch (range.operator) {
    case 'all':
      return open
    case '=':
      return { ...open, low: range.value, high: range.value }
    case 'begins_with':
      return {
        ...open,
        low: range.value,
        high: afterPrefix(range.value, sortKeySizeBytesMax),
        isHighIncluded: false,
      }
    case '<':
    case '<=':
      return { ...open, high: range.value, isHighIncluded: range.operator === '<=' }
    case '>':
    case '>=':
      return { ...open, low: range.value, isLowIncluded: range.operator === '>=' }
    case 'BETWEEN':
      return { ...open, low: range.lower, high: range.upper }
    default:
      return unreachable(range, 'operator of a key range')
  }
}
