import type { AttributeValue } from '../protocol/attribute-value.js'
import { at, deeper, emptySet, unexpectedType, wrongKind } from './failure.js'
import { acceptsEvery, holdsEvery } from './first-fit.js'
import type { NodeCodec } from './node-codec.js'
import { valueClass } from './node-codec.js'

type Decode = NodeCodec['decode']

export function listCodec(element: NodeCodec): NodeCodec {
  const { encode } = element
  return {
    encode(value, depth) {
      if (!Array.isArray(value)) throw wrongKind(value, 'an array')
      return { L: encodeFrom(value, 0, [...(value as unknown[])], encode, deeper(depth)) }
    },
    decode: (stored) => decodeList(stored, element.decode),
    decodePartial: (stored) => decodeList(stored, element.decodePartial),
    holds: (value) => Array.isArray(value) && holdsEvery(element, value),
    accepts: (stored, isExact) => stored.L !== undefined && acceptsEvery(element, stored.L, isExact),
    absent: undefined,
    classes: valueClass.array,
    types: ['L'],
    description: 'an array',
  }
}

/**
 * Encodes the elements from `start` on into `out`. That is what was made of those before, or for all of them a copy, which
 * has the right length at once: a list that grows takes room for sixteen more.
 */
export function encodeFrom(
  values: readonly unknown[],
  start: number,
  out: unknown[],
  encode: NodeCodec['encode'],
  depth: number,
): AttributeValue[] {
  let index = start
  try {
    for (; index < values.length; index++) {
      const value = values[index]
      if (value === undefined) throw wrongKind(value, 'an element', 'Use null, or leave the element out')
      const encoded = encode(value, depth)
      if (encoded === undefined) throw emptySet()
      out[index] = encoded
    }
  } catch (error) {
    throw at(error, index)
  }
  return out as AttributeValue[]
}

export function membersOf(stored: AttributeValue): readonly AttributeValue[] {
  const members = stored.L
  if (members === undefined) throw unexpectedType(stored, 'L')
  return members
}

function decodeList(stored: AttributeValue, decode: Decode): unknown[] {
  const members = membersOf(stored)
  return decodeFrom(members, 0, [...members], decode)
}

/** The same the other way. */
export function decodeFrom(
  members: readonly AttributeValue[],
  start: number,
  out: unknown[],
  decode: Decode,
): unknown[] {
  let index = start
  try {
    for (; index < members.length; index++) out[index] = decode(members[index] as AttributeValue)
  } catch (error) {
    throw at(error, index)
  }
  return out
}
