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
    for (const character of range.value) states = advance(language, states, character.codePointAt(0) ?? 0)
    return states.size > 0
  }
  const { low = '', high, isLowIncluded, isHighIncluded } = endsOf(range)
  // Directly after a text comes the one with the least character added.
  const first = codePointsOf(isLowIncluded ? low : `${low}\u0000`)
  const end = high === undefined ? undefined : codePointsOf(isHighIncluded ? `${high}\u0000` : high)
  return hasTextWithin(language, states, first, end, 0)
}

/**
 * Whether some text that goes on from `states` is `first` or after it, and before `end`. As far as `depth` it is equal to
 * both, or past the one that is empty or undefined.
 */
function hasTextWithin(
  language: Language,
  states: ReadonlySet<number>,
  first: readonly number[],
  end: readonly number[] | undefined,
  depth: number,
): boolean {
  const lowest = first[depth] ?? -1
  const highest = end === undefined ? Infinity : (end[depth] ?? -1)
  if (highest === -1) return false
  if (lowest === -1 && states.has(language.accept)) return true
  if (reads(language, states, lowest + 1, highest - 1)) return true
  if (lowest > highest) return false
  if (lowest === highest)
    return hasTextWithin(language, advance(language, states, lowest), first, end, depth + 1)
  return (
    (lowest !== -1 &&
      hasTextWithin(language, advance(language, states, lowest), first, undefined, depth + 1)) ||
    (highest !== Infinity && hasTextWithin(language, advance(language, states, highest), [], end, depth + 1))
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
