import { numberDigitsMax, numberMagnitudeMax, numberMagnitudeMin } from '../protocol/limits.js'
import { decimalOf } from './decimal.js'
import { keyError, type KeyErrorCode } from './errors.js'
import type { KeyPart, PartCodec, PartContext } from './key-part.js'
import { paddedForm, plainForm, sortableForm, type NumericForm } from './numeric-form.js'
import { describeType } from './part-errors.js'

type NumericPart = Extract<KeyPart, { kind: 'number' | 'bigint' }>
type Numeric = number | bigint
type Refusal = readonly [code: KeyErrorCode, reason: string]

/** Both ends of what a part admits; infinite where only DynamoDB sets the end. */
interface Bounds {
  readonly lowest: Numeric
  readonly highest: Numeric
}

/** Numbers and bigints, which are stored alike. */
export function numericPart(part: NumericPart, context: PartContext): PartCodec {
  const isInteger = part.kind === 'bigint' || part.integer
  const bounds = boundsOf(part, context)
  const { lowest, highest } = bounds
  const form = formOf(part, bounds, isInteger, context)
  const toValue = part.kind === 'bigint' ? bigintOf : Number
  const refusalOf = (value: unknown) => refuse(value, part.kind, isInteger, bounds)

  function encode(value: unknown): string {
    const refusal = refusalOf(value)
    if (refusal !== undefined) throw keyError(refusal[0], context, refusal[1])
    return form.encode(value as Numeric)
  }
  return {
    encode,
    end: form.end,
    decode(text) {
      const plain = form.decode(text)
      const value = plain === undefined ? undefined : toValue(plain)
      return value === undefined || refusalOf(value) !== undefined ? undefined : value
    },
    bound(value, side, isInclusive) {
      if (typeof value !== part.kind || Number.isNaN(value)) {
        throw keyError('keys.wrong-type', context, `a range needs a ${part.kind}, not ${describeType(value)}`)
      }
      const nearest = nearestStored(value as Numeric, side, isInteger)
      const isAbove = nearest === Infinity || nearest > highest
      const isBelow = nearest === -Infinity || nearest < lowest
      // A bound outside what the part admits is no mistake: it excludes everything or nothing.
      if (isAbove || isBelow) return isAbove === (side === 'lower') ? 'nothing' : undefined
      return { text: encode(nearest), isInclusive: isInclusive || nearest !== value }
    },
    describe: form.describe,
  }
}

function boundsOf(part: NumericPart, context: PartContext): Bounds {
  const { minimum = -Infinity, maximum = Infinity } = part
  if (Number.isNaN(minimum) || Number.isNaN(maximum)) {
    throw keyError('keys.invalid-part', context, 'the declared minimum or maximum is not a number')
  }
  const isRounded = part.kind === 'number' && part.integer
  const lowest = isRounded ? Math.ceil(Number(minimum)) : minimum
  const highest = isRounded ? Math.floor(Number(maximum)) : maximum
  if (lowest > highest) {
    throw keyError('keys.invalid-part', context, `no value lies between ${minimum} and ${maximum}`)
  }
  return { lowest, highest }
}

function formOf(
  part: NumericPart,
  { lowest, highest }: Bounds,
  isInteger: boolean,
  context: PartContext,
): NumericForm {
  const signs = { negative: lowest < 0, positive: highest > 0 }
  const { following, isLast, role } = context
  if (role === 'partition') {
    if (!isLast && (isInteger ? /^(?:\d|$)/ : /^(?:[\d.]|$)/).test(following)) {
      const fix =
        following === ''
          ? 'put a literal such as # after it'
          : `the literal after it must not begin with '${following.charAt(0)}'`
      throw keyError('keys.ambiguous', context, `where the number ends cannot be told; ${fix}`)
    }
    return plainForm(isInteger, signs)
  }
  const isDescending = part.descending === true
  if (isInteger && lowest >= 0 && isPaddable(highest)) return paddedForm(lowest, highest, isDescending)
  const endsBelowDigits = isLast || (following !== '' && following.charAt(0) < '0')
  return sortableForm(endsBelowDigits ? '' : '!', isDescending, signs)
}

/** Past the safe integers, the decimal text of a number has an exponent or invented digits. */
function isPaddable(highest: Numeric): boolean {
  return typeof highest === 'bigint'
    ? highest < 10n ** BigInt(numberDigitsMax)
    : highest <= Number.MAX_SAFE_INTEGER
}

function refuse(
  value: unknown,
  kind: 'number' | 'bigint',
  isInteger: boolean,
  { lowest, highest }: Bounds,
): Refusal | undefined {
  if (typeof value !== kind) return ['keys.wrong-type', `needs a ${kind}, not ${describeType(value)}`]
  const number = value as Numeric
  const outside = (reason: string): Refusal => ['keys.out-of-range', `${String(number)} ${reason}`]
  if (typeof number === 'number') {
    if (!Number.isFinite(number)) return outside('cannot be stored in DynamoDB')
    if (isInteger && !Number.isInteger(number)) return ['keys.not-an-integer', `${number} is not an integer`]
  }
  if (number < lowest) return outside(`is below the minimum ${lowest}`)
  if (number > highest) return outside(`is above the maximum ${highest}`)
  // Every safe integer is within what DynamoDB stores; the digits of the others have to be looked at.
  if (Number.isSafeInteger(number)) return undefined
  const { digits, exponent } = decimalOf(number)
  if (digits === '') return undefined
  if (exponent > numberMagnitudeMax || exponent < numberMagnitudeMin) {
    return outside('is outside the magnitudes that DynamoDB stores, 1E-130 to 9.99E+125')
  }
  return digits.length > numberDigitsMax
    ? outside(`has more than the ${numberDigitsMax} significant digits that DynamoDB stores`)
    : undefined
}

const smallest = Number(`1e${numberMagnitudeMin}`)

/** The number nearest to a bound, within the range that it begins or ends, among those that can be stored. */
function nearestStored(value: Numeric, side: 'lower' | 'upper', isInteger: boolean): Numeric {
  if (Number.isSafeInteger(value) || value === Infinity || value === -Infinity) return value
  if (typeof value === 'number' && isInteger && !Number.isInteger(value))
    return side === 'lower' ? Math.ceil(value) : Math.floor(value)
  const { digits, exponent, isNegative } = decimalOf(value)
  const isAwayFromZero = (side === 'lower') !== isNegative
  if (exponent > numberMagnitudeMax) return isNegative ? -Infinity : Infinity
  if (exponent < numberMagnitudeMin && digits !== '') {
    if (!isAwayFromZero) return 0
    return isNegative ? -smallest : smallest
  }
  if (typeof value === 'number' || digits.length <= numberDigitsMax) return value
  const unit = 10n ** BigInt(exponent + 1 - numberDigitsMax)
  // Division cuts towards zero.
  const cut = (value / unit) * unit
  return isAwayFromZero ? nearestStored(isNegative ? cut - unit : cut + unit, side, isInteger) : cut
}

function bigintOf(plain: string): bigint | undefined {
  return plain.includes('.') ? undefined : BigInt(plain)
}
