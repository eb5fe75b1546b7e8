import type { AttributeType, AttributeValue } from '../protocol/attribute-value.js'
import { canonicalNumber } from './decimal.js'
import { emptySet, Failure, unexpectedType, wrongKind } from './failure.js'
import { firstAccepting, firstHolding } from './first-fit.js'
import { isObject } from './maps.js'
import type { NodeCodec } from './node-codec.js'
import { classOf, everyType, typeOfStored, valueClass } from './node-codec.js'

/**
 * The codec of a union. To encode, the first option that the value fits is taken; to decode, the first that the
 * stored value fits, with exactly its attributes before with others besides. A value that would come back as another
 * option's, since both are stored alike, is refused.
 */
export function unionCodec(options: readonly NodeCodec[]): NodeCodec {
  const byClass = new Map<number, readonly NodeCodec[]>()
  for (const bit of Object.values(valueClass)) {
    byClass.set(
      bit,
      options.filter(({ classes }) => (classes & bit) !== 0),
    )
  }
  const byType = new Map<AttributeType, readonly NodeCodec[]>()
  for (const type of everyType)
    byType.set(
      type,
      options.filter(({ types }) => types.includes(type)),
    )
  const description = options.map((option) => option.description).join(' or ')

  const optionFor = (value: unknown): NodeCodec => {
    const candidates = byClass.get(classOf(value)) ?? []
    const option = candidates.length === 1 ? candidates[0] : firstHolding(candidates, value)
    if (option === undefined) throw wrongKind(value, description)
    return option
  }
  const optionOf = (stored: AttributeValue): NodeCodec => {
    const candidates = candidatesOf(byType, stored)
    const option =
      candidates.length === 1
        ? candidates[0]
        : (firstAccepting(candidates, stored, true) ?? firstAccepting(candidates, stored, false))
    if (option === undefined) throw unexpectedType(stored, description)
    return option
  }
  return {
    encode(value, depth) {
      const option = optionFor(value)
      const encoded = option.encode(value, depth)
      if (encoded === undefined) throw emptySet()
      for (const reader of candidatesOf(byType, encoded)) {
        if (reader === option) break
        if (reader.accepts(encoded, true)) throw ambiguous(option, reader)
      }
      return encoded
    },
    decode: (stored) => optionOf(stored).decode(stored),
    decodePartial: (stored) => decodePartially(candidatesOf(byType, stored), stored, description),
    holds: (value) => firstHolding(options, value) !== undefined,
    accepts: (stored, isExact) => firstAccepting(options, stored, isExact) !== undefined,
    absent: undefined,
    classes: options.reduce((bits, option) => bits | option.classes, 0),
    types: [...new Set(options.flatMap((option) => option.types))],
    description,
  }
}

const candidatesOf = (
  byType: ReadonlyMap<AttributeType, readonly NodeCodec[]>,
  stored: AttributeValue,
): readonly NodeCodec[] => byType.get(typeOfStored(stored) ?? 'NULL') ?? []

function ambiguous(written: NodeCodec, read: NodeCodec): Failure {
  return new Failure(
    'marshalling.ambiguous',
    `${written.description} would be read back as ${read.description}: the union stores both alike. Use z.discriminatedUnion, or z.codec for one of them.`,
  )
}

/** The first option that takes what a projection left, as it would take the whole. */
function decodePartially(
  options: readonly NodeCodec[],
  stored: AttributeValue,
  description: string,
): unknown {
  const whole = firstAccepting(options, stored, true)
  if (whole !== undefined) return whole.decodePartial(stored)
  for (const option of options) {
    try {
      return option.decodePartial(stored)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
    }
  }
  throw unexpectedType(stored, description)
}

/** The value of a discriminator as a key: `S:` and the text, `N:` and the number, and so on. */
function tagOf(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return `S:${value}`
    case 'number':
    case 'bigint':
      return `N:${canonicalNumber(String(value))}`
    case 'boolean':
      return `BOOL:${value}`
    default:
      return value === null ? 'NULL:' : undefined
  }
}

function storedTagOf(stored: AttributeValue): string | undefined {
  if (stored.N !== undefined) return `N:${canonicalNumber(stored.N)}`
  return tagOf(stored.BOOL ?? (stored.NULL === undefined ? undefined : null))
}

/** An option with the values of its discriminator. */
export interface Tagged {
  readonly codec: NodeCodec
  readonly tags: readonly unknown[]
}

/** The codec of a union whose options a discriminator tells apart: one look at it decides, in both directions. */
export function discriminatedCodec(name: string, tagged: readonly Tagged[]): NodeCodec {
  const options = tagged.map(({ codec }) => codec)
  const general = unionCodec(options)
  const byTag = new Map(tagged.flatMap(({ codec, tags }) => tags.map((tag) => [tagOf(tag), codec] as const)))
  const byText = new Map(
    tagged.flatMap(({ codec, tags }) =>
      tags.filter((tag) => typeof tag === 'string').map((tag) => [tag, codec] as const),
    ),
  )
  const ofValue = (value: unknown): NodeCodec => {
    if (!isObject(value)) throw wrongKind(value, 'an object')
    const tag = Object.hasOwn(value, name) ? value[name] : undefined
    const option = typeof tag === 'string' ? byText.get(tag) : byTag.get(tagOf(tag))
    if (option === undefined) throw unknownTag(name, tag)
    return option
  }
  const ofStored = (stored: AttributeValue): NodeCodec | undefined => {
    const tag = stored.M !== undefined && Object.hasOwn(stored.M, name) ? stored.M[name] : undefined
    if (tag === undefined) return undefined
    return tag.S === undefined ? byTag.get(storedTagOf(tag)) : byText.get(tag.S)
  }
  const required = (stored: AttributeValue): NodeCodec => {
    const option = ofStored(stored)
    if (option !== undefined) return option
    if (stored.M === undefined) throw unexpectedType(stored, 'M')
    throw unexpectedType(
      stored,
      `one of ${[...byTag.keys()].join(', ')} as ${name}`,
      JSON.stringify(stored.M[name] ?? null),
    )
  }
  return {
    ...general,
    encode: (value, depth) => ofValue(value).encode(value, depth),
    decode: (stored) => required(stored).decode(stored),
    decodePartial: (stored) => (ofStored(stored) ?? general).decodePartial(stored),
  }
}

function unknownTag(name: string, tag: unknown): Failure {
  return new Failure(
    'marshalling.kind',
    `no option of the union has ${JSON.stringify(tag) ?? 'undefined'} as ${name}.`,
    { tag },
  )
}
