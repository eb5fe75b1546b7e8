import { assert } from '../../core/assert.js'
import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import { compareBytes } from './bytes.js'
import { getMember } from './members.js'
import { compareNumbers } from './number.js'
import { compareText } from './text.js'

/** Orders two values of the same key type: strings by UTF-8 bytes, numbers by value, binaries by unsigned bytes. */
export function compareValues(left: AttributeValue, right: AttributeValue): number {
  if (left.S !== undefined && right.S !== undefined) return compareText(left.S, right.S)
  if (left.N !== undefined && right.N !== undefined) return compareNumbers(left.N, right.N)
  if (left.B !== undefined && right.B !== undefined) return compareBytes(left.B, right.B)
  assert(false, 'values that are ordered share a scalar type')
}

/** Whether two values are the same to the service: numbers by value, sets without order, lists and maps in depth. */
export function valuesEqual(left: AttributeValue, right: AttributeValue): boolean {
  if (left.S !== undefined) return left.S === right.S
  if (left.N !== undefined) return right.N !== undefined && compareNumbers(left.N, right.N) === 0
  if (left.B !== undefined) return right.B !== undefined && compareBytes(left.B, right.B) === 0
  if (left.BOOL !== undefined) return left.BOOL === right.BOOL
  if (left.NULL !== undefined) return right.NULL !== undefined
  if (left.L !== undefined) return right.L !== undefined && listsEqual(left.L, right.L)
  if (left.M !== undefined) return right.M !== undefined && mapsEqual(left.M, right.M)
  if (left.SS !== undefined) return right.SS !== undefined && textsEqual(left.SS, right.SS)
  if (left.NS !== undefined) return right.NS !== undefined && textsEqual(left.NS, right.NS)
  if (left.BS !== undefined) return right.BS !== undefined && binariesEqual(left.BS, right.BS)
  return false
}

function listsEqual(left: AttributeValue[], right: AttributeValue[]): boolean {
  return (
    left.length === right.length &&
    left.every((element, index) => valuesEqual(element, right[index] as AttributeValue))
  )
}

function mapsEqual(left: AttributeMap, right: AttributeMap): boolean {
  const names = Object.keys(left)
  if (names.length !== Object.keys(right).length) return false
  return names.every((name) => {
    const other = getMember(right, name)
    return other !== undefined && valuesEqual(left[name] as AttributeValue, other)
  })
}

/** Elements of a set are canonical and in order, so that equal sets have the same at each place. */
function textsEqual(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((element, index) => element === right[index])
}

function binariesEqual(left: readonly Uint8Array[], right: readonly Uint8Array[]): boolean {
  if (left.length !== right.length) return false
  return left.every((element, index) => compareBytes(element, right[index] as Uint8Array) === 0)
}
