import { compareUtf8 } from '../../keys/index.js'
import { parseDecimal } from '../../marshalling/index.js'
import type { AttributeValue } from '../../protocol/attribute-value.js'

/** Negative, zero or positive as one key value sorts before, with or after another of its type. */
export function compareScalars(left: AttributeValue, right: AttributeValue): number {
  if (left.N !== undefined && right.N !== undefined) return compareNumbers(left.N, right.N)
  if (left.S !== undefined && right.S !== undefined) return compareUtf8(left.S, right.S)
  const [one, other] = [left.B ?? new Uint8Array(), right.B ?? new Uint8Array()]
  const length = Math.min(one.length, other.length)
  for (let index = 0; index < length; index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0)
    if (difference !== 0) return difference
  }
  return one.length - other.length
}

function compareNumbers(left: string, right: string): number {
  const difference = Number(left) - Number(right)
  if (difference !== 0) return difference
  // Doubles are equal where decimals of 38 digits may differ.
  const [one, other] = [parseDecimal(left), parseDecimal(right)]
  if (one === undefined || other === undefined) return 0
  const order = one.exponent - other.exponent || compareUtf8(one.digits, other.digits)
  return one.isNegative ? 0 - order : order
}
