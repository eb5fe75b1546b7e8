import type { AttributeValue } from '../protocol/attribute-value.js'
import type { SetModel } from '../schema/index.js'
import { at, Failure, ofSet, unexpectedType, wrongKind } from './failure.js'
import { holdsEvery } from './first-fit.js'
import type { NodeCodec } from './node-codec.js'
import { classOf, valueClass } from './node-codec.js'

/**
 * The codec of a set. DynamoDB compares elements as stored: those that are equal there, such as two Dates of one
 * instant, are one. An empty set is nothing to store, and a required attribute that is absent is read as one.
 */
export function setCodec(type: SetModel['type'], element: NodeCodec): NodeCodec {
  const decode = (stored: AttributeValue): Set<unknown> => {
    const members = stored[type]
    if (members === undefined) throw unexpectedType(stored, type)
    const out = new Set<unknown>()
    for (const member of members) out.add(decodeMember(element, type, member))
    return out
  }
  return {
    encode(value) {
      if (!(value instanceof Set) && classOf(value) !== valueClass.set) throw wrongKind(value, 'a Set')
      const values = value as Set<unknown>
      return values.size === 0 ? undefined : encodeMembers(type, element, values)
    },
    decode,
    decodePartial: decode,
    holds: (value) => classOf(value) === valueClass.set && holdsEvery(element, value as ReadonlySet<unknown>),
    accepts: (stored) =>
      stored[type] !== undefined && stored[type].every((member) => element.accepts(wrap(type, member), true)),
    absent: () => new Set(),
    classes: valueClass.set,
    types: [type],
    description: 'a Set',
  }
}

function encodeMembers(
  type: SetModel['type'],
  element: NodeCodec,
  values: ReadonlySet<unknown>,
): AttributeValue {
  switch (type) {
    case 'SS':
      return { SS: distinctTexts('S', element, values) }
    case 'NS':
      return { NS: distinctTexts('N', element, values) }
    case 'BS':
      return { BS: distinctBytes([...values].map((value) => encodeMember(element, value).B)) }
  }
}

function distinctTexts(type: 'S' | 'N', element: NodeCodec, values: ReadonlySet<unknown>): string[] {
  const out = new Set<string>()
  for (const value of values) {
    const text = encodeMember(element, value)[type]
    if (text !== undefined) out.add(text)
  }
  return [...out]
}

export function distinctBytes(values: readonly (Uint8Array | undefined)[]): Uint8Array[] {
  const out = new Map<string, Uint8Array>()
  for (const bytes of values) if (bytes !== undefined) out.set(bytes.join(), bytes)
  return [...out.values()]
}

function encodeMember(element: NodeCodec, value: unknown): AttributeValue {
  try {
    const encoded = element.encode(value, 0)
    if (encoded === undefined) throw new Failure('marshalling.kind', 'a set cannot hold a set. Use an array.')
    return encoded
  } catch (error) {
    throw at(error, ofSet)
  }
}

function decodeMember(element: NodeCodec, type: SetModel['type'], member: string | Uint8Array): unknown {
  try {
    return element.decode(wrap(type, member))
  } catch (error) {
    throw at(error, ofSet)
  }
}

function wrap(type: SetModel['type'], member: string | Uint8Array): AttributeValue {
  switch (type) {
    case 'SS':
      return { S: member as string }
    case 'NS':
      return { N: member as string }
    case 'BS':
      return { B: member as Uint8Array }
  }
}
