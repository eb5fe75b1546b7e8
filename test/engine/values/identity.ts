import type { AttributeValue } from '../../../src/protocol/attribute-value.js'
import { toFraction } from './decimals.js'

/** A text that two values share exactly when they are equal. */
export function identity(value: AttributeValue): string {
  if (value.N !== undefined) return `N${fraction(value.N)}`
  if (value.B !== undefined) return `B${[...value.B].join()}`
  if (value.SS !== undefined) return `SS${JSON.stringify(value.SS.toSorted())}`
  if (value.NS !== undefined) return `NS${value.NS.map(fraction).toSorted().join()}`
  if (value.BS !== undefined)
    return `BS${value.BS.map((bytes) => [...bytes].join())
      .toSorted()
      .join(';')}`
  if (value.L !== undefined) return `L[${value.L.map(identity).join()}]`
  if (value.M !== undefined) {
    const members = Object.entries(value.M).map(
      ([name, member]) => `${JSON.stringify(name)}:${identity(member)}`,
    )
    return `M{${members.toSorted().join()}}`
  }
  return JSON.stringify(value)
}

function fraction(number: string): string {
  const { numerator, denominator } = toFraction(number)
  const [a, b] = [numerator < 0n ? -numerator : numerator, denominator]
  const divisor = gcd(a, b)
  return `${numerator / divisor}/${denominator / divisor}`
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b)
}
