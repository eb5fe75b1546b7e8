import type { AttributeValue } from '../protocol/attribute-value.js'
import { deeper, unexpectedType, wrongKind } from './failure.js'
import type { Member, Rest } from './members.js'
import { membersCodec } from './members.js'
import type { NodeCodec } from './node-codec.js'
import { classOf, valueClass } from './node-codec.js'

type Fields = Readonly<Record<string, unknown>>

/** An object of plain data. By tag where the prototype is not this realm's, as under some test runners. */
export function isObject(value: unknown): value is Fields {
  return (
    typeof value === 'object' &&
    value !== null &&
    (Object.getPrototypeOf(value) === Object.prototype || classOf(value) === valueClass.object)
  )
}

export function storedMembers(stored: AttributeValue): Readonly<Record<string, AttributeValue>> {
  const members = stored.M
  if (members === undefined) throw unexpectedType(stored, 'M')
  return members
}

/** The codec of an object with named attributes. Stored members that it does not name are left out of the value. */
export function mapCodec(members: readonly Member[], restCodec: NodeCodec | undefined): NodeCodec {
  const storedNames = new Set(members.map((member) => member.storedName))
  const names = new Set(members.map((member) => member.name))
  const rest: Rest | undefined =
    restCodec === undefined ? undefined : { codec: restCodec, isForeign: (name) => storedNames.has(name) }
  const { encode, decode, decodePartial } = membersCodec(members, rest)
  return {
    encode(value, depth) {
      if (!isObject(value)) throw wrongKind(value, 'an object')
      return { M: encode(value, deeper(depth)) }
    },
    decode: (stored) => decode(storedMembers(stored)),
    decodePartial: (stored) => decodePartial(storedMembers(stored)),
    holds: (value) => isObject(value) && holdsMembers(value, members, names, restCodec),
    accepts: (stored, isExact) =>
      stored.M !== undefined && acceptsMembers(stored.M, members, storedNames, restCodec, isExact),
    absent: undefined,
    classes: valueClass.object,
    types: ['M'],
    description: 'an object',
  }
}

function holdsMembers(
  value: Fields,
  members: readonly Member[],
  names: ReadonlySet<string>,
  rest: NodeCodec | undefined,
): boolean {
  for (const { name, isOptional, codec } of members) {
    const member = Object.hasOwn(value, name) ? value[name] : undefined
    if (member === undefined ? !isOptional : !codec.holds(member)) return false
  }
  return Object.keys(value).every(
    (name) => names.has(name) || value[name] === undefined || rest?.holds(value[name]) === true,
  )
}

function acceptsMembers(
  stored: Readonly<Record<string, AttributeValue>>,
  members: readonly Member[],
  storedNames: ReadonlySet<string>,
  rest: NodeCodec | undefined,
  isExact: boolean,
): boolean {
  for (const { storedName, isOptional, codec } of members) {
    const member = Object.hasOwn(stored, storedName) ? stored[storedName] : undefined
    if (member === undefined) {
      if (!isOptional && codec.absent === undefined) return false
    } else if (!codec.accepts(member, isExact)) {
      return false
    }
  }
  if (rest === undefined && !isExact) return true
  return Object.entries(stored).every(
    ([name, member]) => storedNames.has(name) || rest?.accepts(member, isExact) === true,
  )
}
