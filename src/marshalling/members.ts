import type { AttributeMap, AttributeValue } from '../protocol/attribute-value.js'
import { alikeDecoder } from './alike-decoder.js'
import { emptySet, Failure, at, missing } from './failure.js'
import type { NodeCodec } from './node-codec.js'
import { assertWellFormed } from './scalars.js'

/** One named attribute with its compiled codec. */
export interface Member {
  readonly name: string
  readonly storedName: string
  readonly isOptional: boolean
  readonly codec: NodeCodec
}

export interface MembersCodec {
  encode(value: Readonly<Record<string, unknown>>, depth: number): AttributeMap
  decode(stored: Readonly<AttributeMap>): Record<string, unknown>
  decodePartial(stored: Readonly<AttributeMap>): Record<string, unknown>
}

/** What a map holds besides its named attributes. */
export interface Rest {
  readonly codec: NodeCodec
  /** Stored names that are not the rest's: those of the named attributes, and what others keep in an item. */
  readonly isForeign: (storedName: string) => boolean
}

/** The codec of the named attributes of a map or an item: one loop over parallel arrays, nothing made per call. */
export function membersCodec(members: readonly Member[], rest: Rest | undefined): MembersCodec {
  const count = members.length
  const names = members.map((member) => member.name)
  const storedNames = members.map((member) => member.storedName)
  const optional = members.map((member) => member.isOptional)
  const encoders = members.map((member) => member.codec.encode)
  const decoders = members.map((member) => member.codec.decode)
  const partialDecoders = members.map((member) => member.codec.decodePartial)
  const absents = members.map((member) => member.codec.absent)
  // `constructor` and the like are found on every object: only own properties count for them.
  const isInherited = [...names, ...storedNames].some((name) => name in Object.prototype)
  const read = (from: Readonly<Record<string, unknown>>, name: string): unknown =>
    Object.hasOwn(from, name) ? from[name] : undefined

  const decode = (stored: Readonly<AttributeMap>): Record<string, unknown> => {
    const out: Record<string, unknown> = {}
    let index = 0
    try {
      for (; index < count; index++) {
        const storedName = storedNames[index] as string
        const member = (isInherited ? read(stored, storedName) : stored[storedName]) as
          AttributeValue | undefined
        if (member !== undefined) {
          out[names[index] as string] = (decoders[index] as NodeCodec['decode'])(member)
        } else if (optional[index] === false) {
          const absent = absents[index]
          if (absent === undefined) throw missing()
          out[names[index] as string] = absent()
        }
      }
    } catch (error) {
      throw at(error, names[index])
    }
    if (rest !== undefined) decodeRest(stored, out, rest.codec.decode, rest)
    return out
  }

  return {
    encode(value, depth) {
      const out: AttributeMap = {}
      let index = 0
      try {
        for (; index < count; index++) {
          const name = names[index] as string
          const member = isInherited ? read(value, name) : value[name]
          if (member === undefined) continue
          const encoded = (encoders[index] as NodeCodec['encode'])(member, depth)
          if (encoded !== undefined) out[storedNames[index] as string] = encoded
        }
      } catch (error) {
        throw at(error, names[index])
      }
      if (rest !== undefined) encodeRest(value, out, rest, names, depth)
      return out
    },
    decode: rest === undefined && !isInherited ? alikeDecoder(members, decode) : decode,
    decodePartial(stored) {
      const out: Record<string, unknown> = {}
      let index = 0
      try {
        for (; index < count; index++) {
          const member = read(stored, storedNames[index] as string) as AttributeValue | undefined
          if (member === undefined) continue
          out[names[index] as string] = (partialDecoders[index] as NodeCodec['decode'])(member)
        }
      } catch (error) {
        throw at(error, names[index])
      }
      if (rest !== undefined) decodeRest(stored, out, rest.codec.decodePartial, rest)
      return out
    },
  }
}

function encodeRest(
  value: Readonly<Record<string, unknown>>,
  out: AttributeMap,
  { codec, isForeign }: Rest,
  names: readonly string[],
  depth: number,
): void {
  for (const name of Object.keys(value)) {
    if (names.includes(name)) continue
    const member = value[name]
    if (member === undefined) continue
    try {
      if (isForeign(name)) throw takenName(name)
      assertAttributeName(name)
      const encoded = codec.encode(member, depth)
      if (encoded === undefined) throw emptySet()
      setOwn(out, name, encoded)
    } catch (error) {
      throw at(error, name)
    }
  }
}

function decodeRest(
  stored: Readonly<AttributeMap>,
  out: Record<string, unknown>,
  decode: NodeCodec['decode'],
  { isForeign }: Rest,
): void {
  for (const name of Object.keys(stored)) {
    if (isForeign(name)) continue
    try {
      setOwn(out, name, decode(stored[name] as AttributeValue))
    } catch (error) {
      throw at(error, name)
    }
  }
}

function takenName(name: string): Failure {
  return new Failure(
    'marshalling.attribute-name',
    `"${name}" is the stored name of another attribute. Rename it, or name it in the schema.`,
    { name },
  )
}

export function assertAttributeName(name: string): void {
  if (name === '') {
    throw new Failure(
      'marshalling.attribute-name',
      'DynamoDB has no attribute with an empty name. Give it another key.',
    )
  }
  assertWellFormed(name)
}

/** Sets an own property, whatever its name: plain assignment of `__proto__` would replace the prototype. */
export function setOwn<TValue>(target: Record<string, TValue>, name: string, value: TValue): void {
  if (name === '__proto__') {
    Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true })
  } else {
    target[name] = value
  }
}
