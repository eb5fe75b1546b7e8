import { unreachable } from '../core/assert.js'
import type { CompiledTemplate } from './compiled-template.js'
import type { KeyRange } from './key-range.js'
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
  switch (range.operator) {
    case 'all':
      return true
    case 'none':
      return false
    case '=':
      return template.parse(range.value) !== undefined
    case 'begins_with':
      return statesAfter(template.language(), range.value).size > 0
    case '<':
    case '<=':
      return hasTextWithin(template.language(), undefined, range.value, range.operator === '<=')
    case '>':
      // The next text there is.
      return hasTextWithin(template.language(), `${range.value}\u0000`, undefined, true)
    case '>=':
      return hasTextWithin(template.language(), range.value, undefined, true)
    case 'BETWEEN':
      return hasTextWithin(template.language(), range.lower, range.upper, true)
    default:
      return unreachable(range, 'operator of a key range')
  }
}

function statesAfter(language: Language, text: string): ReadonlySet<number> {
  let states = closure(language, [language.start])
  for (const character of text) states = advance(language, states, character.codePointAt(0) ?? 0)
  return states
}

/** Whether some text lies between the ends, the lower one included. */
function hasTextWithin(
  language: Language,
  lower: string | undefined,
  upper: string | undefined,
  isUpperIncluded: boolean,
): boolean {
  const low = lower === undefined ? undefined : codePointsOf(lower)
  const high = upper === undefined ? undefined : codePointsOf(upper)
  let states = closure(language, [language.start])
  let depth = 0
  if (low !== undefined && high !== undefined) {
    while (depth < low.length && depth < high.length && low[depth] === high[depth]) {
      states = advance(language, states, low[depth] ?? 0)
      depth += 1
    }
    const [lowNext, highNext] = [low[depth], high[depth]]
    if (highNext === undefined) return lowNext === undefined && isUpperIncluded && states.has(language.accept)
    if (lowNext === undefined) return hasTextUpTo(language, states, high, depth, isUpperIncluded)
    if (lowNext > highNext) return false
    if (reads(language, states, lowNext + 1, highNext - 1)) return true
    const above = advance(language, states, lowNext)
    const below = advance(language, states, highNext)
    return (
      hasTextFrom(language, above, low, depth + 1) ||
      hasTextUpTo(language, below, high, depth + 1, isUpperIncluded)
    )
  }
  if (low !== undefined) return hasTextFrom(language, states, low, depth)
  return high === undefined || hasTextUpTo(language, states, high, depth, isUpperIncluded)
}

/** Whether some text that goes on from `states` is at or after the rest of `low`. */
function hasTextFrom(
  language: Language,
  from: ReadonlySet<number>,
  low: readonly number[],
  depth: number,
): boolean {
  let states = from
  for (const codePoint of low.slice(depth)) {
    if (reads(language, states, codePoint + 1, Infinity)) return true
    states = advance(language, states, codePoint)
  }
  return states.size > 0
}

/** Whether some text that goes on from `states` is before the rest of `high`, or equal to it. */
function hasTextUpTo(
  language: Language,
  from: ReadonlySet<number>,
  high: readonly number[],
  depth: number,
  isUpperIncluded: boolean,
): boolean {
  let states = from
  for (const codePoint of high.slice(depth)) {
    if (states.has(language.accept) || reads(language, states, 0, codePoint - 1)) return true
    states = advance(language, states, codePoint)
  }
  return isUpperIncluded && states.has(language.accept)
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
