import fc from 'fast-check'

/** A number as a fraction of two integers, worked out from its text in the most direct way: the model for `values`. */
export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

export function toFraction(text: string): Fraction {
  const [mantissa = '', power = '0'] = text.toLowerCase().split('e')
  const [whole = '', decimals = ''] = mantissa.replace(/^[+-]/, '').split('.')
  const sign = mantissa.startsWith('-') ? -1n : 1n
  const shift = Number(power) - decimals.length
  const integer = sign * BigInt(whole + decimals)
  return shift >= 0
    ? { numerator: integer * 10n ** BigInt(shift), denominator: 1n }
    : { numerator: integer, denominator: 10n ** BigInt(-shift) }
}

export function compareFractions(left: Fraction, right: Fraction): number {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}

export function combineFractions(left: Fraction, right: Fraction, sign: 1n | -1n): Fraction {
  return {
    numerator: left.numerator * right.denominator + sign * right.numerator * left.denominator,
    denominator: left.denominator * right.denominator,
  }
}

const digits = (minLength: number, maxLength: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength, maxLength }).map((array) => array.join(''))

/** Numbers that the service stores, in many spellings, close to each other and far apart. */
export const numberTexts: fc.Arbitrary<string> = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map(String),
  fc.integer().map(String),
  fc.maxSafeInteger().map(String),
  fc
    .tuple(fc.constantFrom('', '-', '+'), digits(1, 18), digits(0, 18))
    .map(([sign, whole, decimals]) => `${sign}${whole}.${decimals}`),
  fc
    .tuple(fc.constantFrom('', '-'), digits(1, 19), digits(0, 19), fc.integer({ min: -100, max: 100 }))
    .map(([sign, whole, decimals, power]) => `${sign}${whole}.${decimals}e${power}`),
  fc
    .tuple(fc.constantFrom('', '-'), digits(36, 36), fc.integer({ min: 0, max: 99 }))
    .map(([sign, head, tail]) => `${sign}${head}${tail}`),
)
