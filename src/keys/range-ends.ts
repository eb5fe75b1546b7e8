import { keyError, type KeyErrorDetails } from './errors.js'
import type { RangeInput } from './key-range.js'

/** A range with at most one end on each side. */
export interface RangeEnds {
  readonly kind: 'ends'
  readonly low: RangeEnd | undefined
  readonly high: RangeEnd | undefined
}

interface RangeEnd {
  readonly value: unknown
  readonly isInclusive: boolean
}

type NormalRange =
  | RangeEnds
  | { readonly kind: 'equals'; readonly value: unknown }
  | { readonly kind: 'prefix'; readonly value: unknown }

// `equals` is a word of this room alone: callers of queries give the value itself.
const WORDS = ['equals', 'beginsWith', 'between', 'lt', 'lte', 'gt', 'gte'] as const
type Word = (typeof WORDS)[number]

/**
 * Reads a range as callers write it. A word whose value is undefined counts as absent; what is left must be one word,
 * or one lower and one upper end.
 */
export function normalizeRange(input: RangeInput, place: KeyErrorDetails): NormalRange {
  const range: Readonly<Partial<Record<Word, unknown>>> = input
  const unknown = Object.keys(range).find((word) => !WORDS.some((known) => known === word))
  if (unknown !== undefined) throw malformed(place, `'${unknown}' is none of ${WORDS.slice(1).join(', ')}`)
  const words = WORDS.filter((word) => range[word] !== undefined)
  for (const word of words) {
    if (range[word] === null) throw keyError('keys.missing-value', place, `${word} needs a value, not null`)
  }
  const low = words.filter((word) => word === 'gt' || word === 'gte')
  const high = words.filter((word) => word === 'lt' || word === 'lte')
  const isPair = low.length <= 1 && high.length <= 1 && low.length + high.length === words.length
  if (words.length === 0 || (words.length > 1 && !isPair)) {
    throw malformed(place, 'give beginsWith, between, or one lower and one upper bound')
  }
  if (range.equals !== undefined) return { kind: 'equals', value: range.equals }
  if (range.beginsWith !== undefined) return { kind: 'prefix', value: range.beginsWith }
  const { between } = range
  if (between !== undefined) {
    if (!Array.isArray(between) || between.length !== 2 || between.some(isMissing))
      throw malformed(place, 'between needs two values, the lowest and the highest')
    const [gte, lte]: unknown[] = between
    return normalizeRange({ gte, lte }, place)
  }
  return {
    kind: 'ends',
    low: low[0] && { value: range[low[0]], isInclusive: low[0] === 'gte' },
    high: high[0] && { value: range[high[0]], isInclusive: high[0] === 'lte' },
  }
}

const isMissing = (value: unknown): boolean => value === undefined || value === null

function malformed(place: KeyErrorDetails, reason: string) {
  return keyError('keys.malformed-range', place, `the range is malformed: ${reason}`)
}
