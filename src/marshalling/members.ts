import type { AttributeMap, AttributeValue } from '../protocol/attribute-value.js'
import { emptySet, Failure, at, missing } from './failure.js'
import type { NodeCodec } from './node-codec.js'
import { valueClass } from './node-codec.js'
import { plainObjects } from './plain-objects.js'
import { assertWellFormed } from './scalars.js'
import { ignore, inFours, takeSteps } from './steps.js'
import type { Step } from './steps.types.js'

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

/** The codec of the named attributes of a map or an item: worked out here, so that nothing is made per call. */
export function membersCodec(members: readonly Member[], rest: Rest | undefined): MembersCodec {
  const names = members.map((member) => member.name)
  const encoding = inFours(
    members.map(({ name, storedName, codec }) => ({
      name,
      from: name,
      to: storedName,
      convert: codec.encode,
      lack: ignore,
      mayBeEmpty: (codec.classes & valueClass.set) !== 0,
    })),
  )
  const decoderBy = (decode: 'decode' | 'decodePartial'): MembersCodec['decode'] => {
    const decoding = inFours(
      members.map((member) => ({
        name: member.name,
        from: member.storedName,
        to: member.name,
        convert: member.codec[decode] as Step['convert'],
        lack: decode === 'decodePartial' || member.isOptional ? ignore : lackOf(member),
        mayBeEmpty: false,
      })),
    )
    const Decoded = plainObjects()
    return (stored) => {
      const out = new Decoded()
      takeSteps(decoding, stored, out, 0)
      if (rest !== undefined) decodeRest(stored, out, rest.codec[decode], rest)
      return out
    }
  }
  const Stored = plainObjects()
  return {
    encode(value, depth) {
      const out = new Stored() as AttributeMap
      takeSteps(encoding, value, out, depth)
      if (rest !== undefined) encodeRest(value, out, rest, names, depth)
      return out
    },
    decode: decoderBy('decode'),
    decodePartial: decoderBy('decodePartial'),
  }
}

/** A required set that is absent is empty; nothing else may be absent. */
function lackOf({ name, codec: { absent } }: Member): Step['lack'] {
  return (to) => {
    if (absent === undefined) throw missing()
    to[name] = absent()
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
