import { numberDigitsMax, numberMagnitudeMax, numberMagnitudeMin } from '../../protocol/limits.js'
import { ServiceError } from '../../protocol/service-errors.js'
import { LayeredRefusal } from '../faults.js'
import { valueMessages } from './messages.js'

/** An exact decimal: `digits × 10^exponent`, without leading or trailing zeros in `digits`; zero has no digits. */
export interface Decimal {
  readonly isNegative: boolean
  readonly digits: string
  readonly exponent: number
}

const zero: Decimal = { isNegative: false, digits: '', exponent: 0 }
const numberPattern = /^([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]+))?$/
/** Past this an exponent is out of range whatever digits stand before it, as requests hold at most 16 MB. */
const exponentMax = 2 ** 31 - 1
const longMax = 2n ** 63n - 1n
const longDigitsMax = 19

/** Reads a number as the service reads it. Throws its ValidationException when it is none or out of range. */
export function parseNumber(text: string): Decimal {
  const match = numberPattern.exec(text)
  const whole = match?.[2] ?? ''
  const fraction = match?.[3] ?? ''
  const power = Number(match?.[4] ?? 0)
  if (match === null || whole.length + fraction.length === 0) throw notANumber(text)
  if (Math.abs(power) > exponentMax) throw exponentOutOfRange(text, match[4] as string)
  const exponent = power - fraction.length
  const decimal = toDecimal(match[1] === '-', whole + fraction, exponent)
  // A zero is as small or large as its last digit would be, were it a one.
  if (decimal.digits === '') assertInRange({ isNegative: false, digits: '1', exponent })
  else assertInRange(decimal)
  return decimal
}

function notANumber(text: string): ServiceError {
  return new LayeredRefusal(valueMessages.notANumber(text), valueMessages.notANumberNewer(text))
}

/** The older layer cannot read such a number, the newer one finds it out of range as long as it can read the exponent. */
function exponentOutOfRange(text: string, written: string): ServiceError {
  const [, sign = '', digits = ''] = /^([+-]?)0*(\d*)$/.exec(written) ?? []
  if (digits.length > longDigitsMax) return notANumber(text)
  const power = BigInt(`${sign === '-' ? '-' : ''}${digits}`)
  if (power > longMax || power < -longMax) return notANumber(text)
  return new LayeredRefusal(
    valueMessages.notANumber(text),
    power > 0n ? valueMessages.numberOverflow : valueMessages.numberUnderflow,
  )
}

/** Drops the zeros around the significant digits. */
export function toDecimal(isNegative: boolean, digits: string, exponent: number): Decimal {
  let start = 0
  let end = digits.length
  while (start < end && digits.charCodeAt(start) === 48) start += 1
  if (start === end) return zero
  while (digits.charCodeAt(end - 1) === 48) end -= 1
  return { isNegative, digits: digits.slice(start, end), exponent: exponent + digits.length - end }
}

export function assertInRange({ digits, exponent }: Decimal): void {
  if (digits === '') return
  const magnitude = digits.length - 1 + exponent
  if (magnitude > numberMagnitudeMax) {
    // The older layer counts the magnitude in 32 bits, and falls below zero past the last of them.
    const older = magnitude >= exponentMax - 1 ? valueMessages.numberUnderflow : valueMessages.numberOverflow
    throw new LayeredRefusal(older, valueMessages.numberOverflow)
  }
  if (magnitude < numberMagnitudeMin) {
    throw new ServiceError('ValidationException', valueMessages.numberUnderflow)
  }
  if (digits.length > numberDigitsMax) {
    throw new ServiceError('ValidationException', valueMessages.tooManyDigits)
  }
}

/** The text with which the service answers: plain digits whatever the magnitude, no superfluous zeros or sign. */
export function formatNumber({ isNegative, digits, exponent }: Decimal): string {
  if (digits === '') return '0'
  const sign = isNegative ? '-' : ''
  if (exponent >= 0) return sign + digits + '0'.repeat(exponent)
  const point = digits.length + exponent
  if (point > 0) return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
  return `${sign}0.${'0'.repeat(-point)}${digits}`
}

/** Validates a number and gives the one text that every spelling of it is stored as. */
export function normalizeNumber(text: string): string {
  return isCanonicalInteger(text) ? text : formatNumber(parseNumber(text))
}

/** Most numbers are written the way they are stored; recognising that costs one pass and no allocation. */
function isCanonicalInteger(text: string): boolean {
  const start = text.charCodeAt(0) === 45 ? 1 : 0
  const first = text.charCodeAt(start)
  if (!(first > 48 && first <= 57)) return text === '0'
  if (text.length - start > numberDigitsMax) return false
  for (let index = start + 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code < 48 || code > 57) return false
  }
  return true
}

/**
 * Orders two valid numbers by value.
 *
 * Rounding to a double is monotonic: when the doubles differ, so do the numbers, and in the same direction. Only
 * numbers that share a double need their digits looked at.
 */
export function compareNumbers(left: string, right: string): number {
  const difference = Number(left) - Number(right)
  if (difference < 0) return -1
  if (difference > 0) return 1
  return left === right ? 0 : compareDecimals(parseNumber(left), parseNumber(right))
}

function compareDecimals(left: Decimal, right: Decimal): number {
  const sign = signOf(left)
  if (sign !== signOf(right)) return sign < signOf(right) ? -1 : 1
  const magnitude = left.digits.length + left.exponent - (right.digits.length + right.exponent)
  if (magnitude !== 0) return magnitude < 0 ? -sign : sign
  // Digits are left-aligned, as the magnitudes agree, so their order as text is their order as numbers.
  if (left.digits === right.digits) return 0
  return left.digits < right.digits ? -sign : sign
}

function signOf({ isNegative, digits }: Decimal): number {
  if (digits === '') return 0
  return isNegative ? -1 : 1
}
