import type { CompiledTemplate } from './compiled-template.js'
import type { KeyRange } from './key-range.js'
import { endsOf } from './key-span.js'
import { advance, closure, type Language } from './language.js'

/**
 * Whether a query by this condition can return an item whose key this template formats. Exact for literal text;
 * otherwise it may say true where no such key exists (see `intersects`), never false where one does.
 *
 * @example
 * ```ts
 * mayMatch({ operator: 'begins_with', value: 'ORDER#' }, compile('ORDER#{orderId}')) // true
 * mayMatch({ operator: 'begins_with', value: 'ORDER#' }, compile('CUSTOMER#{customerId}')) // false
 * ```
 */
export function mayMatch(range: KeyRange, template: CompiledTemplate): boolean {
  if (range.operator === 'none') return false
  if (range.operator === '=') return template.parse(range.value) !== undefined
  const language = template.language()
  let states = closure(language, [language.start])
  if (range.operator === 'begins_with') {
    for (const codePoint of codePointsOf(range.value)) states = advance(language, states, codePoint)
    return states.size > 0
  }
  const { low, high, isLowIncluded, isHighIncluded } = endsOf(range)
  // After a text, the next one is that with the least character added.
  const first = low === undefined || isLowIncluded ? low : `${low}\u0000`
  return hasTextWithin(language, states, {
    low: first === undefined ? [] : codePointsOf(first),
    high: high === undefined ? undefined : codePointsOf(high),
    isHighIncluded,
    depth: 0,
  })
}

/** The ends that a text may still pass, with which it is equal so far. */
interface Ends {
  /** Empty where it has passed the lower end, which is included itself. */
  readonly low: readonly number[]
  readonly high: readonly number[] | undefined
  readonly isHighIncluded: boolean
  /** How many characters have been read. */
  readonly depth: number
}

/** Whether some text that goes on from `states` lies between the ends. */
function hasTextWithin(language: Language, states: ReadonlySet<number>, ends: Ends): boolean {
  const { low, high, isHighIncluded, depth } = ends
  const lowest = low[depth]
  const highest = high?.[depth]
  const isHigh = high !== undefined && highest === undefined
  if (lowest === undefined && states.has(language.accept) && (!isHigh || isHighIncluded)) return true
  if (isHigh) return false
  const [from, to] = [lowest ?? -1, highest ?? Infinity]
  if (reads(language, states, from + 1, to - 1)) return true
  const isWithin = (codePoint: number, passed: Partial<Ends>): boolean =>
    hasTextWithin(language, advance(language, states, codePoint), { ...ends, ...passed, depth: depth + 1 })
  if (from === to) return isWithin(from, {})
  if (from > to) return false
  return (
    (lowest !== undefined && isWithin(lowest, { high: undefined })) ||
    (highest !== undefined && isWithin(highest, { low: [] }))
  )
}

function reads(language: Language, states: ReadonlySet<number>, first: number, last: number): boolean {
  if (first > last) return false
  for (const state of states) {
    for (const edge of language.edges[state] ?? []) if (edge.first <= last && edge.last >= first) return true
  }
  return false
}

function codePointsOf(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0)
}
