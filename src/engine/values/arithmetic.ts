import type { Decimal } from './number.js'
import { assertInRange, formatNumber, parseNumber, toDecimal } from './number.js'

/** Digits that a plain integer may have so that a sum of two is still exact as a double. */
const safeTextLengthMax = 15

/** The exact sum of two numbers. Throws the service's ValidationException when it cannot be stored. */
export function addNumbers(left: string, right: string): string {
  return combine(left, right, false)
}

/** The exact difference of two numbers. Throws the service's ValidationException when it cannot be stored. */
export function subtractNumbers(left: string, right: string): string {
  return combine(left, right, true)
}

function combine(left: string, right: string, isSubtraction: boolean): string {
  if (left.length <= safeTextLengthMax && right.length <= safeTextLengthMax) {
    const first = Number(left)
    const second = Number(right)
    if (Number.isSafeInteger(first) && Number.isSafeInteger(second)) {
      const result = isSubtraction ? first - second : first + second
      if (Number.isSafeInteger(result)) return String(result === 0 ? 0 : result)
    }
  }
  return formatNumber(combineDecimals(parseNumber(left), parseNumber(right), isSubtraction))
}

function combineDecimals(left: Decimal, right: Decimal, isSubtraction: boolean): Decimal {
  const exponent = Math.min(left.exponent, right.exponent)
  const first = scaled(left, exponent)
  const second = scaled(right, exponent)
  const result = isSubtraction ? first - second : first + second
  const isNegative = result < 0n
  const decimal = toDecimal(isNegative, String(isNegative ? -result : result), exponent)
  assertInRange(decimal)
  return decimal
}

/** The number as a whole multiple of `10^exponent`, which must not exceed its own exponent. */
function scaled(number: Decimal, exponent: number): bigint {
  if (number.digits === '') return 0n
  const magnitude = BigInt(number.digits + '0'.repeat(number.exponent - exponent))
  return number.isNegative ? -magnitude : magnitude
}
