import { keyError } from './errors.js'
import type { Bound, End } from './key-part.js'
import type { KeyRange, RangeInput } from './key-range.js'
import { keySizeBytesMax } from './key-role.js'
import { normalizeRange, type RangeEnds } from './range-ends.js'
import { assertSize, valueOf, type CompiledHole, type TemplateLayout } from './template-layout.js'
import {
  afterPrefix,
  compareUtf8,
  decrementLast,
  lastBefore,
  lastWithPrefix,
  utf8SizeBytes,
} from './text-order.js'

type Values = Readonly<Record<string, unknown>>

/** The given values as the beginning of a key, and the hole after them. */
interface Given {
  readonly prefix: string
  readonly next: CompiledHole | undefined
  /** The prefix ends with a hole's text after which a key can end. */
  readonly mayEndHere: boolean
}

const ALL: KeyRange = Object.freeze({ operator: 'all' })
const NONE: KeyRange = Object.freeze({ operator: 'none' })

/** The condition that a key has the given values. */
export function equalTo(layout: TemplateLayout, values: Values): KeyRange {
  const { prefix, next } = readGiven(layout, values)
  if (next !== undefined && prefix === '') return ALL
  assertSize(prefix, layout)
  return { operator: next === undefined ? '=' : 'begins_with', value: prefix }
}

/** The condition that a key has the given values and the next one within a range. */
export function conditionOf(layout: TemplateLayout, values: Values, input: RangeInput): KeyRange {
  const given = readGiven(layout, values)
  const { next } = given
  if (next === undefined) {
    throw keyError(
      'keys.malformed-range',
      { template: layout.text },
      'every hole has a value already; leave out the range',
    )
  }
  const { place } = next
  const range = normalizeRange(input, place)
  if (range.kind === 'equals') return equalTo(layout, { ...values, [next.name]: range.value })
  if (range.kind === 'prefix') {
    if (next.codec.prefix === undefined)
      throw keyError('keys.range-unsupported', place, `beginsWith is for strings, and this is a ${next.kind}`)
    const value = given.prefix + next.codec.prefix(range.value)
    if (value === '') return ALL
    assertSize(value, layout)
    return { operator: 'begins_with', value }
  }
  if (next.codec.unordered !== undefined)
    throw keyError('keys.range-unsupported', place, `${next.codec.unordered}; give one value`)
  return between(layout, given, next, range)
}

function readGiven(layout: TemplateLayout, values: Values): Given {
  if (layout.role !== 'sort') {
    throw keyError(
      'keys.not-a-sort-key',
      { template: layout.text },
      'a partition key can only be asked for as a whole',
    )
  }
  let prefix = layout.leading
  let next: CompiledHole | undefined
  let last: CompiledHole | undefined
  for (const hole of layout.holes) {
    const { codec, following, place } = hole
    const value = valueOf(hole, values)
    if (value === undefined) next ??= hole
    else if (value === null) throw keyError('keys.missing-value', place, 'needs a value, not null')
    else if (next !== undefined) {
      throw keyError(
        'keys.gap',
        place,
        `has a value, but {${next.name}} before it has none; give values from the left`,
      )
    } else {
      prefix += codec.encode(value) + following
      last = hole
    }
  }
  return { prefix, next, mayEndHere: last?.mayEndHere === true }
}

function between(layout: TemplateLayout, given: Given, hole: CompiledHole, ends: RangeEnds): KeyRange {
  const low = boundOf(hole, 'lower', ends.low)
  const high = boundOf(hole, 'upper', ends.high)
  if (low === 'nothing' || high === 'nothing') return NONE
  const [first, last] = hole.isDescending ? [high, low] : [low, high]
  if (first !== undefined && last !== undefined) {
    const order = compareUtf8(first.text, last.text)
    if (order > 0 || (order === 0 && !(first.isInclusive && last.isInclusive))) return NONE
  }
  const range =
    given.prefix === '' ? unprefixed(given, hole, first, last) : prefixed(given, hole, first, last)
  if ('value' in range) assertSize(range.value, layout)
  if (range.operator !== 'BETWEEN') return range
  assertSize(range.lower, layout)
  assertSize(range.upper, layout)
  return compareUtf8(range.lower, range.upper) > 0 ? NONE : range
}

function boundOf({ codec }: CompiledHole, side: 'lower' | 'upper', end: RangeEnds['low']): Bound {
  if (end === undefined) return undefined
  const { value, isInclusive } = end
  return codec.bound === undefined
    ? { text: codec.encode(value), isInclusive }
    : codec.bound(value, side, isInclusive)
}

/** Without anything before the hole, an end that is open needs no operand. */
function unprefixed(
  given: Given,
  hole: CompiledHole,
  first: End | undefined,
  last: End | undefined,
): KeyRange {
  const { following, isFinal } = hole
  // No key is empty: at or after '' is everything, at or before it nothing.
  const isFromStart = first === undefined || first.text + following === ''
  if (last === undefined) {
    if (isFromStart) return ALL
    if (isFinal && !first.isInclusive) return { operator: '>', value: first.text + following }
    const value = lowest(given, hole, first)
    return value === undefined ? NONE : { operator: '>=', value }
  }
  if (last.text === '' && (!last.isInclusive || following === '')) return NONE
  if (!isFromStart) return prefixed(given, hole, first, last)
  const text = last.text + following
  if (!last.isInclusive) return { operator: '<', value: text }
  if (isFinal) return { operator: '<=', value: text }
  const value = afterPrefix(text, SIZE_MAX)
  return value === undefined ? ALL : { operator: '<', value }
}

function prefixed(given: Given, hole: CompiledHole, first: End | undefined, last: End | undefined): KeyRange {
  if (first === undefined && last === undefined) return { operator: 'begins_with', value: given.prefix }
  const lower = first === undefined ? given.prefix : lowest(given, hole, first)
  const upper = last === undefined ? endOf(given.prefix, given.mayEndHere) : highest(given, hole, last)
  return lower === undefined || upper === undefined ? NONE : { operator: 'BETWEEN', lower, upper }
}

const SIZE_MAX = keySizeBytesMax('sort')

/** The least text that a key from this end on can be. */
function lowest(given: Given, hole: CompiledHole, end: End): string | undefined {
  const text = given.prefix + end.text + hole.following
  if (end.isInclusive) return text
  const isExtensible = hole.isFinal && utf8SizeBytes(text) < SIZE_MAX
  return isExtensible ? `${text}\u0000` : afterPrefix(text, SIZE_MAX)
}

/**
 * A text that sorts after every key up to this end and before every other key of the template that begins like the
 * given values; where a key might be equal to the nearest such text, the greatest text below it.
 */
function highest({ prefix }: Given, hole: CompiledHole, end: End): string | undefined {
  const { following, isFinal, mayEndHere, codec } = hole
  const text = prefix + end.text
  if (end.isInclusive) return isFinal ? text + following : endOf(text + following, mayEndHere)
  if (end.text === '') return undefined
  // The text without the literal after it is no key, sorts before those that go on, and after all smaller values.
  if (following !== '' || (!isFinal && !mayEndHere)) return text
  return isFinal && codec.prefix === undefined ? `${decrementLast(text)}~` : lastBefore(text, SIZE_MAX)
}

/** A text after everything that begins with `prefix`, and before every other key of the template. */
function endOf(prefix: string, mayEndHere: boolean): string {
  const after = mayEndHere ? undefined : afterPrefix(prefix, SIZE_MAX)
  return after ?? lastWithPrefix(prefix, SIZE_MAX)
}
