import type { AttributeMap, AttributeValue } from '../protocol/attribute-value.js'
import { decodeEntries, encodeEntry } from './entries.js'
import { at, deeper, wrongKind } from './failure.js'
import { isObject, storedMembers } from './maps.js'
import type { NodeCodec } from './node-codec.js'
import { classOf, valueClass } from './node-codec.js'

type Decode = NodeCodec['decode']

/** The codec of an object with keys of one form. They are text already, whatever the schema makes of them. */
export function recordCodec(key: NodeCodec, value: NodeCodec): NodeCodec {
  return {
    encode(record, depth) {
      if (!isObject(record)) throw wrongKind(record, 'an object')
      const inner = deeper(depth)
      const out: AttributeMap = {}
      for (const name of Object.keys(record)) {
        const member = record[name]
        if (member !== undefined) encodeEntry(out, name, member, value.encode, inner)
      }
      return { M: out }
    },
    decode: (stored) => decodeEntries(storedMembers(stored), {}, value.decode),
    decodePartial: (stored) => decodeEntries(storedMembers(stored), {}, value.decodePartial),
    holds(record) {
      if (!isObject(record)) return false
      for (const name of Object.keys(record)) {
        if (!acceptsKey(key, name)) return false
        if (record[name] !== undefined && !value.holds(record[name])) return false
      }
      return true
    },
    accepts: (stored, isExact) => acceptsEntries(stored, key, value, isExact),
    absent: undefined,
    classes: valueClass.object,
    types: ['M'],
    description: 'an object',
  }
}

/** The codec of a JavaScript Map: a key is the name of an attribute, so it is stored as text. */
export function mapOfKeysCodec(key: NodeCodec, value: NodeCodec): NodeCodec {
  return {
    encode(record, depth) {
      if (classOf(record) !== valueClass.map) throw wrongKind(record, 'a Map')
      const inner = deeper(depth)
      const out: AttributeMap = {}
      for (const [name, member] of record as ReadonlyMap<unknown, unknown>) {
        if (member !== undefined) encodeEntry(out, encodeKey(key, name), member, value.encode, inner, name)
      }
      return { M: out }
    },
    decode: (stored) => decodeMap(storedMembers(stored), key, value.decode),
    decodePartial: (stored) => decodeMap(storedMembers(stored), key, value.decodePartial),
    holds(record) {
      if (classOf(record) !== valueClass.map) return false
      for (const [name, member] of record as ReadonlyMap<unknown, unknown>) {
        if (!key.holds(name) || (member !== undefined && !value.holds(member))) return false
      }
      return true
    },
    accepts: (stored, isExact) => acceptsEntries(stored, key, value, isExact),
    absent: undefined,
    classes: valueClass.map,
    types: ['M'],
    description: 'a Map',
  }
}

function decodeMap(members: Readonly<AttributeMap>, key: NodeCodec, decode: Decode): Map<unknown, unknown> {
  const out = new Map<unknown, unknown>()
  let name: string | undefined
  try {
    for (name of Object.keys(members)) out.set(decodeKey(key, name), decode(members[name] as AttributeValue))
  } catch (error) {
    throw at(error, name)
  }
  return out
}

function acceptsEntries(stored: AttributeValue, key: NodeCodec, value: NodeCodec, isExact: boolean): boolean {
  const members = stored.M
  if (members === undefined) return false
  for (const name of Object.keys(members)) {
    if (!acceptsKey(key, name) || !value.accepts(members[name] as AttributeValue, isExact)) return false
  }
  return true
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
  if (key.types.includes('S') && key.accepts({ S: name }, true)) return true
  return key.types.includes('N') && key.accepts({ N: name }, true)
}
