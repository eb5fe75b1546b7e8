import type { AttributeValue } from '../protocol/attribute-value.js'
import { at, deeper, emptySet, unexpectedType, wrongKind } from './failure.js'
import { firstAccepting } from './first-fit.js'
import { decodeFrom, encodeFrom, membersOf } from './lists.js'
import type { NodeCodec } from './node-codec.js'
import { valueClass } from './node-codec.js'

/** The codec of a list with a fixed beginning. Optional last elements that are undefined end it. */
export function tupleCodec(
  elements: readonly NodeCodec[],
  requiredLength: number,
  rest: NodeCodec | undefined,
): NodeCodec {
  const fits = (length: number): boolean =>
    length >= requiredLength && (rest !== undefined || length <= elements.length)
  const description = `an array of ${lengthText(requiredLength, elements.length, rest !== undefined)}`
  const nodeAt = (index: number): NodeCodec | undefined => elements[index] ?? rest
  const forms = rest === undefined ? elements : [...elements, rest]
  // What a projection leaves of a list stands close together: each element is taken by the first form it fits.
  const decodeLeft = (member: AttributeValue): unknown =>
    (firstAccepting(forms, member, false) ?? forms[0])?.decodePartial(member)
  const decodeHead = (members: readonly AttributeValue[], stored: AttributeValue): unknown[] => {
    if (!fits(members.length)) throw unexpectedType(stored, description, `${members.length} elements`)
    const head = Math.min(members.length, elements.length)
    const out: unknown[] = []
    let index = 0
    try {
      for (; index < head; index++) out.push(elements[index]?.decode(members[index] as AttributeValue))
    } catch (error) {
      throw at(error, index)
    }
    return out
  }
  return {
    encode(value, depth) {
      const length = Array.isArray(value) ? usedLength(value) : -1
      if (!Array.isArray(value) || !fits(length)) throw wrongKind(value, description)
      const inner = deeper(depth)
      const head = Math.min(length, elements.length)
      const out: AttributeValue[] = []
      for (let index = 0; index < head; index++) {
        out.push(encodeElement(elements[index] as NodeCodec, value[index], index, inner))
      }
      return { L: rest === undefined ? out : encodeFrom(value, head, out, rest.encode, inner) }
    },
    decode(stored) {
      const members = membersOf(stored)
      const out = decodeHead(members, stored)
      return rest === undefined ? out : decodeFrom(members, out.length, out, rest.decode)
    },
    decodePartial: (stored) => decodeFrom(membersOf(stored), 0, [], decodeLeft),
    holds(value) {
      if (!Array.isArray(value) || !fits(value.length)) return false
      for (let index = 0; index < value.length; index++)
        if (nodeAt(index)?.holds(value[index]) !== true) return false
      return true
    },
    accepts(stored, isExact) {
      const members = stored.L
      if (members === undefined || !fits(members.length)) return false
      for (let index = 0; index < members.length; index++) {
        if (nodeAt(index)?.accepts(members[index] as AttributeValue, isExact) !== true) return false
      }
      return true
    },
    absent: undefined,
    classes: valueClass.array,
    types: ['L'],
    description,
  }
}

function encodeElement(node: NodeCodec, value: unknown, index: number, depth: number): AttributeValue {
  try {
    const encoded = node.encode(value, depth)
    if (encoded === undefined) throw emptySet()
    return encoded
  } catch (error) {
    throw at(error, index)
  }
}

function usedLength(values: readonly unknown[]): number {
  let length = values.length
  while (length > 0 && values[length - 1] === undefined) length--
  return length
}

function lengthText(least: number, most: number, isOpen: boolean): string {
  if (isOpen) return `at least ${least} elements`
  return least === most ? `${least} elements` : `${least} to ${most} elements`
}
