import { canonicalNumber } from '../../marshalling/index.js'
import type { AttributeValue } from '../../protocol/attribute-value.js'

/** Whether two stored values are equal as DynamoDB compares them: sets without order, numbers by their normal form. */
export function isSameStored(left: AttributeValue | undefined, right: AttributeValue | undefined): boolean {
  if (left === undefined || right === undefined) return left === right
  if (left.S !== undefined) return left.S === right.S
  if (left.N !== undefined)
    return (
      right.N !== undefined &&
      (left.N === right.N ||
        (Number(left.N) === Number(right.N) && canonicalNumber(left.N) === canonicalNumber(right.N)))
    )
  if (left.BOOL !== undefined) return left.BOOL === right.BOOL
  if (left.NULL !== undefined) return right.NULL !== undefined
  if (left.B !== undefined) return right.B !== undefined && isSameBytes(left.B, right.B)
  if (left.L !== undefined)
    return (
      right.L !== undefined &&
      left.L.length === right.L.length &&
      left.L.every((value, index) => isSameStored(value, right.L?.[index]))
    )
  if (left.M !== undefined) return right.M !== undefined && isSameMap(left.M, right.M)
  if (left.SS !== undefined) return isSameSet(left.SS, right.SS)
  if (left.NS !== undefined) return isSameSet(left.NS.map(canonicalNumber), right.NS?.map(canonicalNumber))
  return isSameSet(left.BS?.map(String), right.BS?.map(String))
}

function isSameMap(left: Record<string, AttributeValue>, right: Record<string, AttributeValue>): boolean {
  const names = Object.keys(left)
  return (
    names.length === Object.keys(right).length && names.every((name) => isSameStored(left[name], right[name]))
  )
}

function isSameSet(left: readonly string[] | undefined, right: readonly string[] | undefined): boolean {
  if (left === undefined || right === undefined || left.length !== right.length) return false
  const members = new Set(left)
  return right.every((member) => members.has(member))
}

function isSameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index])
}
