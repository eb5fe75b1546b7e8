import type { AttributeMap } from '../protocol/attribute-value.js'
import { decodeEntries, encodeEntry } from './entries.js'
import { Failure, at, missing } from './failure.js'
import type { NodeCodec } from './node-codec.js'
import { valueClass } from './node-codec.js'
import { plainObjects } from './plain-objects.js'
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
      if (rest !== undefined) decodeEntries(stored, out, rest.codec[decode], rest.isForeign)
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
    const member = value[name]
    if (member === undefined || names.includes(name)) continue
    if (isForeign(name)) throw at(takenName(name), name)
    encodeEntry(out, name, member, codec.encode, depth)
  }
}

function takenName(name: string): Failure {
  return new Failure(
    'marshalling.attribute-name',
    `"${name}" is the stored name of another attribute. Rename it, or name it in the schema.`,
    { name },
  )
}
