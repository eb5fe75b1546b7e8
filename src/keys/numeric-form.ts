import { complementDigits, decimalOf, isPlainDecimal, plainTextOf } from './decimal.js'
import type { LanguageBuilder } from './language.js'

/** A way to write numbers in keys. `decode` gives plain decimal text, for number and bigint alike. */
export interface NumericForm {
  encode(value: number | bigint): string
  end(key: string, start: number): number
  decode(text: string): string | undefined
  describe(builder: LanguageBuilder, state: number): number
}

/** Which signs the declared bounds leave. */
export interface Signs {
  readonly negative: boolean
  readonly positive: boolean
}

type Interval<TEnd = string> = readonly [lowest: TEnd, highest: TEnd]

/** Decimal as people write it, for partition keys, which need no order. */
export function plainForm(isInteger: boolean, signs: Signs): NumericForm {
  return {
    encode: plainText,
    end(key, start) {
      let position = key.charAt(start) === '-' ? start + 1 : start
      position = skipDigits(key, position)
      if (!isInteger && key.charAt(position) === '.') position = skipDigits(key, position + 1)
      return position
    },
    decode: (text) => (isPlainDecimal(text) ? text : undefined),
    describe(builder, state) {
      const end = builder.text(state, '0')
      const unsigned = builder.state()
      if (signs.positive) builder.skip(state, unsigned)
      if (signs.negative) builder.skip(builder.text(state, '-'), unsigned)
      const whole = builder.state()
      builder.edge(unsigned, DIGIT_1, DIGIT_9, whole)
      builder.edge(whole, DIGIT_0, DIGIT_9, whole)
      builder.skip(whole, end)
      if (isInteger) return end
      const fraction = builder.text(builder.oneOf(unsigned, ['0']), '.')
      builder.skip(builder.text(whole, '.'), fraction)
      builder.edge(fraction, DIGIT_0, DIGIT_9, fraction)
      builder.edge(fraction, DIGIT_1, DIGIT_9, end)
      // `end` is also the end of '0'; nothing leads on from it, so the two may share it.
      return end
    },
  }
}

/** Integers from zero up to a known maximum: zero-padded decimal; descending as nine's complement. */
export function paddedForm(
  lowest: number | bigint,
  highest: number | bigint,
  isDescending: boolean,
): NumericForm {
  const width = String(highest).length
  const turned = (text: string): string => (isDescending ? complementDigits(text) : text)
  const encode = (value: number | bigint): string => turned(String(value).padStart(width, '0'))
  return {
    encode,
    end: (key, start) => (start + width <= key.length ? start + width : -1),
    decode(text) {
      const plain = turned(text)
      return isPlainDecimal(plain) ? plain : undefined
    },
    describe: (builder, state) =>
      isDescending
        ? builder.digits(state, encode(highest), encode(lowest))
        : builder.digits(state, encode(lowest), encode(highest)),
  }
}

const EXPONENT_BIAS = 500
const EXPONENTS: Interval = ['370', '625']
const NEGATIVE_EXPONENTS: Interval = ['374', '629']
/** Above every digit, so that of two negative numbers the one with more digits sorts first. */
const NEGATIVE_END = '~'
const DIGIT_0 = 0x30
const DIGIT_1 = 0x31
const DIGIT_8 = 0x38
const DIGIT_9 = 0x39

/**
 * Any decimal, in order. Positive: the exponent plus 500, then the digits (12.5 is `501125`). Zero: `0`. Negative: `-`,
 * the nine's complement of both, and `~` (-12.5 is `-498874~`). Descending: the form of the negated number.
 *
 * `terminator` ends positive numbers. It is empty where the end of the key or a character below the digits does that
 * already.
 */
export function sortableForm(terminator: '' | '!', isDescending: boolean, signs: Signs): NumericForm {
  return {
    encode(value) {
      const { isNegative, digits, exponent } = decimalOf(value)
      if (digits === '') return '0'
      const text = String(exponent + EXPONENT_BIAS) + digits
      return isNegative === isDescending ? text + terminator : `-${complementDigits(text)}${NEGATIVE_END}`
    },
    end(key, start) {
      const sign = key.charAt(start)
      if (sign === '0') return start + 1
      if (sign === '-') return key.indexOf(NEGATIVE_END, start) + 1 || -1
      const end = skipDigits(key, start)
      return key.startsWith(terminator, end) ? end + terminator.length : -1
    },
    decode(text) {
      if (text === '0') return '0'
      const isNegative = text.startsWith('-')
      const body = isNegative
        ? complementDigits(text.slice(1, -1))
        : text.slice(0, text.length - terminator.length)
      if (!SORTABLE.test(body)) return undefined
      const exponent = Number(body.slice(0, 3)) - EXPONENT_BIAS
      return plainTextOf({ isNegative: isNegative !== isDescending, digits: body.slice(3), exponent })
    },
    describe(builder, state) {
      const end = builder.text(state, '0')
      const add = (sign: string, exponents: Interval, ends: Interval<number>, terminator: string): void => {
        const exponent = builder.digits(builder.text(state, sign), ...exponents)
        builder.skip(builder.text(mantissa(builder, exponent, ends), terminator), end)
      }
      const [above, below] = isDescending
        ? [signs.negative, signs.positive]
        : [signs.positive, signs.negative]
      if (above) add('', EXPONENTS, [DIGIT_1, DIGIT_9], terminator)
      if (below) add('-', NEGATIVE_EXPONENTS, [DIGIT_0, DIGIT_8], NEGATIVE_END)
      return end
    },
  }
}

const SORTABLE = /^[3-6]\d\d[1-9](?:\d*[1-9])?$/

/** Digits of which the first and the last are within bounds: no leading and no trailing zero. */
function mantissa(builder: LanguageBuilder, from: number, [first, last]: Interval<number>): number {
  const [inner, end] = [builder.state(), builder.state()]
  builder.edge(from, first, last, end)
  builder.edge(from, first, last, inner)
  builder.edge(inner, DIGIT_0, DIGIT_9, inner)
  builder.edge(inner, first, last, end)
  return end
}

function plainText(value: number | bigint): string {
  const text = String(value)
  return typeof value === 'bigint' || !text.includes('e') ? text : plainTextOf(decimalOf(value))
}

function skipDigits(key: string, start: number): number {
  let position = start
  while (key.charCodeAt(position) >= DIGIT_0 && key.charCodeAt(position) <= DIGIT_9) position += 1
  return position
}
