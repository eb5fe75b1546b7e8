import { assert } from '../../core/assert.js'
import type { AttributeValue } from '../../protocol/attribute-value.js'
import { numberMagnitudeMax, numberMagnitudeMin } from '../../protocol/limits.js'
import { bytesAsText } from '../values/index.js'

const aboveBasic = /[\ud800-\uffff]/
const aboveBasicAll = /[\ud800-\uffff]/g

/**
 * A key value as a text whose order by UTF-16 code units is the order of the values: strings by UTF-8 bytes, numbers by
 * value, binaries by unsigned bytes. Most strings are their own text and take no memory beside the item's.
 */
export function keyText(value: AttributeValue): string {
  if (value.S !== undefined) return stringText(value.S)
  if (value.N !== undefined) return numberText(value.N)
  if (value.B !== undefined) return bytesAsText(value.B)
  assert(false, 'a key attribute is a string, a number or binary')
}

/** UTF-16 puts surrogates before U+E000 and UTF-8 puts what they stand for after U+FFFF: the two ranges trade places. */
function stringText(text: string): string {
  if (!aboveBasic.test(text)) return text
  return text.replace(aboveBasicAll, (unit) => {
    const code = unit.charCodeAt(0)
    return String.fromCharCode(code < 0xe000 ? code + 0x2000 : code - 0x0800)
  })
}

/** Sign, power of ten, digits; for negative numbers the latter two mirrored, and closed by what is above any digit. */
function numberText(canonical: string): string {
  const isNegative = canonical.charCodeAt(0) === 45
  const point = canonical.indexOf('.')
  const whole = canonical.slice(isNegative ? 1 : 0, point === -1 ? undefined : point)
  const all = point === -1 ? whole : whole + canonical.slice(point + 1)
  const first = all.search(/[1-9]/)
  if (first === -1) return '1'
  const digits = all.slice(first).replace(/0+$/, '')
  const power = whole.length - 1 - first - numberMagnitudeMin
  if (!isNegative) return `2${String.fromCharCode(power)}${digits}`
  const mirrored = digits.replace(/[0-9]/g, (digit) => String(9 - Number(digit)))
  return `0${String.fromCharCode(numberMagnitudeMax - numberMagnitudeMin - power)}${mirrored}~`
}

const reserved = /[\u0000\u0001]/
const reservedAll = /[\u0000\u0001]/g

/** A text as one of several: free of U+0000, which closes it, and still in order. */
export function elementText(text: string): string {
  if (!reserved.test(text)) return text
  return text.replace(reservedAll, (unit) => (unit === '\u0000' ? '\u0001\u0001' : '\u0001\u0002'))
}

export const elementEnd = '\u0000'

/** The lowest text above every text that begins with `prefix`; undefined where there is none. */
export function endOfPrefix(prefix: string): string | undefined {
  let length = prefix.length
  while (length > 0 && prefix.charCodeAt(length - 1) === 0xffff) length -= 1
  if (length === 0) return undefined
  return prefix.slice(0, length - 1) + String.fromCharCode(prefix.charCodeAt(length - 1) + 1)
}
