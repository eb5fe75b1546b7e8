import { applyCasing } from './casing.js'
import { complementDigits } from './decimal.js'
import { keyError } from './errors.js'
import { escaperOf, isDelimiter } from './escaper.js'
import type { KeyPart, PartCodec, PartContext } from './key-part.js'
import { knownTexts } from './known-texts.js'
import { describeType } from './part-errors.js'
import { hasUnpairedSurrogate } from './text-order.js'

type EnumPart = Extract<KeyPart, { kind: 'enum' }>

export function enumPart(part: EnumPart, context: PartContext): PartCodec {
  const { values } = part
  if (values.length === 0 || new Set(values).size < values.length || values.some(hasUnpairedSurrogate)) {
    throw keyError('keys.invalid-part', context, 'an enum needs one or more different, well-formed values')
  }
  const isRanked = part.ranked === true && context.role === 'sort'
  const isDescending = part.descending === true
  if (isDescending && !isRanked)
    throw keyError(
      'keys.descending-unsupported',
      context,
      'an enum without a declared order has no descending order',
    )
  const texts = isRanked ? rankedTexts(values.length, isDescending) : plainTexts(values, context)
  const codec = knownTexts(values, texts, context, (value) => {
    const shown = typeof value === 'string' ? 'another text' : describeType(value)
    return keyError('keys.not-in-enum', context, `needs ${namesOf(values)}, not ${shown}`)
  })
  return isRanked
    ? codec
    : {
        ...codec,
        unordered: "an enum has no order unless keyOrder: 'declared' gives it that of its declaration",
      }
}

/** The values of the schema, which are no secret, as those of an item may be. */
function namesOf(values: readonly string[]): string {
  const named = values.slice(0, namedMax).join(', ')
  return `one of ${values.length > namedMax ? `${named} and ${values.length - namedMax} others` : named}`
}

const namedMax = 10

/** Descending as nine's complement, so that appending a value to the enum changes no key. */
function rankedTexts(count: number, isDescending: boolean): string[] {
  const width = Math.max(2, String(count - 1).length)
  return Array.from({ length: count }, (_, rank) => {
    const text = String(rank).padStart(width, '0')
    return isDescending ? complementDigits(text) : text
  })
}

/** The values as they are, if each can be told from what follows; escaped otherwise. */
function plainTexts(values: readonly string[], context: PartContext): string[] {
  const { following, isLast } = context
  const texts = values.map((value) => applyCasing(value, context.casing))
  if (new Set(texts).size < texts.length) {
    throw keyError(
      'keys.ambiguous',
      context,
      'two values of the enum differ only in case, and casing is declared',
    )
  }
  if (isLast || isPrefixFree(texts.map((text) => text + following))) return texts
  const delimiter = following.charAt(0)
  if (context.delimiters === 'reject' || !isDelimiter(delimiter)) {
    throw keyError(
      'keys.ambiguous',
      context,
      `one value of the enum followed by '${following}' begins like another; put another literal after the hole`,
    )
  }
  // An enum has no order to keep, so the escapes of partition keys will do.
  const escaper = escaperOf(delimiter, 'partition')
  return texts.map(escaper.escape)
}

function isPrefixFree(texts: readonly string[]): boolean {
  return texts.every((text, index) => texts.every((other, at) => at === index || !other.startsWith(text)))
}
