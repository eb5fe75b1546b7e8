import type { Decimal } from '../keys/index.js'
import { plainTextOf } from '../keys/index.js'
import { numberDigitsMax, numberMagnitudeMax, numberMagnitudeMin } from '../protocol/limits.js'

const pattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/

/** Reads the text of a decimal; `undefined` when it is none. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = pattern.exec(text)
  if (match === null) return undefined
  const [, sign, whole = '', fraction = '', power = '0'] = match
  const all = whole + fraction
  if (all === '') return undefined
  const start = /^0*/.exec(all)?.[0].length ?? 0
  if (start === all.length) return { isNegative: false, digits: '', exponent: 0 }
  const end = all.length - (/0*$/.exec(all)?.[0].length ?? 0)
  return {
    isNegative: sign === '-',
    digits: all.slice(start, end),
    exponent: Number(power) + whole.length - start - 1,
  }
}

/** Whether DynamoDB can hold it: 38 digits, magnitudes from 1E-130 to 9.99…E+125. */
export function isInRange({ digits, exponent }: Decimal): boolean {
  if (digits === '') return true
  return digits.length <= numberDigitsMax && exponent <= numberMagnitudeMax && exponent >= numberMagnitudeMin
}

/** One text for each number, however it is written; a text that is no number is left as it is. */
export function canonicalNumber(text: string): string {
  const decimal = parseDecimal(text)
  return decimal === undefined ? text : plainTextOf(decimal)
}

function isSameDecimal(left: Decimal, right: Decimal): boolean {
  return (
    left.digits === right.digits && left.exponent === right.exponent && left.isNegative === right.isNegative
  )
}

/** Up to so many characters, an integer is read digit by digit: every partial sum is exact. */
const exactIntegerLengthMax = 15

/**
 * The double of a stored number, when it is that number exactly, in the sense that printing it gives the number back.
 * `undefined` where it is not; NaN where the text is no number at all.
 */
export function exactNumber(text: string): number | undefined {
  const { length } = text
  const start = text.charCodeAt(0) === 45 ? 1 : 0
  if (length > start && length <= exactIntegerLengthMax) {
    let sum = 0
    let index = start
    for (; index < length; index++) {
      const digit = text.charCodeAt(index) - 48
      if (digit < 0 || digit > 9) break
      sum = sum * 10 + digit
    }
    if (index === length) return start === 1 && sum !== 0 ? -sum : sum
  }
  const number = Number(text)
  if (String(number) === text && Number.isFinite(number)) return number
  const stored = parseDecimal(text)
  if (stored === undefined) return Number.NaN
  const printed = parseDecimal(String(number))
  if (printed === undefined || !isSameDecimal(stored, printed)) return undefined
  return number === 0 ? 0 : number
}

/** The whole number that a stored number is; `undefined` where it has a fraction or is no number. */
export function wholeNumber(text: string): bigint | undefined {
  const decimal = parseDecimal(text)
  if (decimal === undefined || decimal.exponent > numberMagnitudeMax) return undefined
  return decimal.digits.length > decimal.exponent + 1 ? undefined : BigInt(plainTextOf(decimal))
}
