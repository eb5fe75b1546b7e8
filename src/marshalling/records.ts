import type { AttributeMap, AttributeValue } from '../protocol/attribute-value.js'
import { limits } from '../protocol/limits.js'
import type { RecordModel } from '../schema/index.js'
import { at, emptySet, Failure, tooDeep, wrongKind } from './failure.js'
import { isObject, storedMembers } from './maps.js'
import { assertAttributeName, setOwn } from './members.js'
import type { NodeCodec } from './node-codec.js'
import { classOf, valueClass } from './node-codec.js'

type Container = RecordModel['container']

/** The codec of an object or Map with keys of one form: a key is the name of an attribute, so it is stored as text. */
export function recordCodec(container: Container, key: NodeCodec, value: NodeCodec): NodeCodec {
  const isMap = container === 'map'
  // The keys of an object are text already, whatever the schema makes of them.
  const keyText = isMap ? (name: unknown) => encodeKey(key, name) : (name: unknown) => name as string
  const decodeWith = (stored: AttributeValue, decode: NodeCodec['decode']): unknown => {
    const members = storedMembers(stored)
    if (!isMap) return decodeObject(members, decode)
    return decodeMap(members, (name) => decodeKey(key, name), decode)
  }
  return {
    encode(record, depth) {
      const isFitting = isMap ? classOf(record) === valueClass.map : isObject(record)
      if (!isFitting) throw wrongKind(record, isMap ? 'a Map' : 'an object')
      if (depth >= limits.nestingDepthMax) throw tooDeep()
      const out: AttributeMap = {}
      for (const [name, member] of entriesOf(record)) {
        if (member !== undefined) encodeEntry(out, name, member, keyText, value, depth + 1)
      }
      return { M: out }
    },
    decode: (stored) => decodeWith(stored, value.decode),
    decodePartial: (stored) => decodeWith(stored, value.decodePartial),
    holds: (record) =>
      (isMap ? classOf(record) === valueClass.map : isObject(record)) &&
      entriesOf(record).every(
        ([name, member]) =>
          (isMap ? key.holds(name) : acceptsKey(key, name as string)) &&
          (member === undefined || value.holds(member)),
      ),
    accepts: (stored, isExact) =>
      stored.M !== undefined &&
      Object.entries(stored.M).every(
        ([name, member]) => acceptsKey(key, name) && value.accepts(member, isExact),
      ),
    absent: undefined,
    classes: isMap ? valueClass.map : valueClass.object,
    types: ['M'],
    description: isMap ? 'a Map' : 'an object',
  }
}

function entriesOf(record: unknown): [unknown, unknown][] {
  return classOf(record) === valueClass.map
    ? [...(record as ReadonlyMap<unknown, unknown>)]
    : Object.entries(record as object)
}

function encodeEntry(
  out: AttributeMap,
  key: unknown,
  member: unknown,
  keyText: (key: unknown) => string,
  value: NodeCodec,
  depth: number,
): void {
  try {
    const name = keyText(key)
    assertAttributeName(name)
    if (Object.hasOwn(out, name)) {
      throw new Failure(
        'marshalling.attribute-name',
        `two keys have the form "${name}". Make them differ as text.`,
      )
    }
    const encoded = value.encode(member, depth)
    if (encoded === undefined) throw emptySet()
    setOwn(out, name, encoded)
  } catch (error) {
    throw at(error, String(key))
  }
}

function decodeObject(members: Readonly<AttributeMap>, decode: NodeCodec['decode']): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const name of Object.keys(members)) {
    try {
      setOwn(out, name, decode(members[name] as AttributeValue))
    } catch (error) {
      throw at(error, name)
    }
  }
  return out
}

function decodeMap(
  members: Readonly<AttributeMap>,
  keyOf: (name: string) => unknown,
  decode: NodeCodec['decode'],
): Map<unknown, unknown> {
  const out = new Map<unknown, unknown>()
  for (const name of Object.keys(members)) {
    try {
      out.set(keyOf(name), decode(members[name] as AttributeValue))
    } catch (error) {
      throw at(error, name)
    }
  }
  return out
}

function encodeKey(key: NodeCodec, name: unknown): string {
  const encoded = key.encode(name, 0)
  const text = encoded?.S ?? encoded?.N
  if (text === undefined) throw wrongKind(name, 'a key with a form as text')
  return text
}

/** A name has lost whether it was text or number: the form that the key's model takes tells. */
function decodeKey(key: NodeCodec, name: string): unknown {
  const isText = key.types.includes('S')
  if (isText && key.types.includes('N') && !key.accepts({ S: name }, true)) return key.decode({ N: name })
  return key.decode(isText ? { S: name } : { N: name })
}

function acceptsKey(key: NodeCodec, name: string): boolean {
  return key.types.some((type) => (type === 'S' || type === 'N') && key.accepts(wrapKey(type, name), true))
}

const wrapKey = (type: 'S' | 'N', name: string): AttributeValue => (type === 'S' ? { S: name } : { N: name })
