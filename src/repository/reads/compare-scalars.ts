import { compareUtf8 } from '../../keys/index.js'
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
  const [one, other] = [decimalOf(left), decimalOf(right)]
  const power = Math.min(one.power, other.power)
  const scaled = ({ digits, power: own }: Decimal): bigint => digits * 10n ** BigInt(own - power)
  return scaled(one) < scaled(other) ? -1 : scaled(one) > scaled(other) ? 1 : 0
}

interface Decimal {
  readonly digits: bigint
  readonly power: number
}

function decimalOf(text: string): Decimal {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  return { digits: BigInt(`${whole}${fraction}`), power: Number(exponent) - fraction.length }
}
