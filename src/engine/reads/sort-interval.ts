import { unreachable } from '../../core/assert.js'
import type { AttributeValue } from '../../protocol/attribute-value.js'
import type { ResolvedKeyCondition, SortRange } from '../expressions/index.js'
import { elementEnd, elementText, endOfPrefix, keyText } from '../storage/key-text.js'
import { tupleText } from '../tables/key-schema.js'
import type { SortInterval } from './entry-range.js'

/** How the texts of sort keys relate to the values of the attribute that a range is on. */
interface Texts {
  /** All sort keys that the equalities leave. */
  readonly base: SortInterval
  /** The lowest text of a sort key with the value. */
  first(value: AttributeValue): string
  /** The lowest text above all sort keys with the value. */
  past(value: AttributeValue): string | undefined
  /** What the text of every value that begins with `prefix` begins with. */
  stem(prefix: AttributeValue): string
}

/** The sort keys that a key condition admits, as an interval of their texts. */
export function sortInterval(
  sortAttributes: number,
  { sortEquals, range }: Pick<ResolvedKeyCondition, 'sortEquals' | 'range'>,
): SortInterval {
  const texts = sortAttributes > 1 ? tupleTexts(sortEquals) : singleText()
  if (range !== undefined) return rangeInterval(texts, range)
  const [value] = sortEquals
  return sortAttributes > 1 || value === undefined
    ? texts.base
    : { from: texts.first(value), to: texts.past(value) }
}

function singleText(): Texts {
  return {
    base: { from: '', to: undefined },
    first: keyText,
    past: (value) => `${keyText(value)}\u0000`,
    stem: keyText,
  }
}

function tupleTexts(equals: readonly AttributeValue[]): Texts {
  const prefix = tupleText(equals)
  const stem = (value: AttributeValue) => prefix + elementText(keyText(value))
  return {
    base: { from: prefix, to: endOfPrefix(prefix) },
    first: (value) => stem(value) + elementEnd,
    past: (value) => endOfPrefix(stem(value) + elementEnd),
    stem,
  }
}

function rangeInterval(texts: Texts, range: SortRange): SortInterval {
  switch (range.operator) {
    case '<':
      return { from: texts.base.from, to: texts.first(range.value) }
    case '<=':
      return { from: texts.base.from, to: texts.past(range.value) }
    case '>':
      // Of a value there is always a text past it: what closes an element is not the highest unit.
      return { from: texts.past(range.value) as string, to: texts.base.to }
    case '>=':
      return { from: texts.first(range.value), to: texts.base.to }
    case 'between':
      return { from: texts.first(range.lower), to: texts.past(range.upper) }
    case 'begins_with': {
      const stem = texts.stem(range.prefix)
      return { from: stem, to: endOfPrefix(stem) }
    }
    default:
      return unreachable(range)
  }
}
