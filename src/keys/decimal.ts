/** A number by its decimal digits, independent of number or bigint. */
export interface Decimal {
  readonly isNegative: boolean
  /** Without leading and trailing zeros; empty for zero. */
  readonly digits: string
  /** The power of ten of the first digit. */
  readonly exponent: number
}

const ZERO: Decimal = { isNegative: false, digits: '', exponent: 0 }
const PLAIN = /^-?\d+(?:\.\d+)?$/

/** The shortest decimal that reads back as this number; -0 is 0. */
export function decimalOf(value: number | bigint): Decimal {
  if (value === 0 || value === 0n) return ZERO
  const isNegative = value < 0
  if (typeof value === 'bigint') {
    const text = (isNegative ? -value : value).toString()
    return { isNegative, digits: withoutTrailingZeros(text), exponent: text.length - 1 }
  }
  const text = Math.abs(value).toExponential()
  const mark = text.indexOf('e')
  const digits = text.charAt(0) + text.slice(2, mark)
  return { isNegative, digits: withoutTrailingZeros(digits), exponent: Number(text.slice(mark + 1)) }
}

/** Decimal text without an exponent: `-12.5`, `1000`, `0.001`. */
export function plainTextOf({ isNegative, digits, exponent }: Decimal): string {
  if (digits === '') return '0'
  const sign = isNegative ? '-' : ''
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  const fraction = digits.slice(exponent + 1)
  return fraction === '' ? sign + whole : `${sign}${whole}.${fraction}`
}

export function isPlainDecimal(text: string): boolean {
  return PLAIN.test(text)
}

/** Each digit replaced by nine minus it, the rest kept: texts of one layout sort the other way round. */
export function complementDigits(text: string): string {
  let complement = ''
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    complement += unit >= 0x30 && unit <= 0x39 ? String.fromCharCode(0x69 - unit) : text.charAt(index)
  }
  return complement
}

function withoutTrailingZeros(digits: string): string {
  let end = digits.length
  while (end > 0 && digits.charCodeAt(end - 1) === 0x30) end -= 1
  return digits.slice(0, end)
}
