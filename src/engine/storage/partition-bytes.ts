import type { ScalarAttributeType } from '../../protocol/tables.js'
import { numberMagnitudeMax, numberMagnitudeMin } from '../../protocol/limits.js'

const encoder = new TextEncoder()
const aboveBasic = /[\ud800-\uffff]/
const aboveBasicAll = /[\ud800-\uffff]/g
const zero = Uint8Array.of(0x80)
/** What closes a negative number that is shorter than the longest, so that it is above those that go on. */
const negativeEnd = 102
const pairsMax = 19

/**
 * The value behind a key text (see key-text.ts) as the service stores it: strings in UTF-8, binaries as they are, numbers
 * as a power of a hundred and digits by twos, which dynalite's authors found out.
 */
export function partitionBytes(text: string, type: ScalarAttributeType): Uint8Array {
  if (type === 'N') return numberBytes(text)
  if (type === 'B') return Uint8Array.from(text, (unit) => unit.charCodeAt(0))
  return encoder.encode(aboveBasic.test(text) ? text.replace(aboveBasicAll, originalUnit) : text)
}

/** Undoes what puts surrogates after U+FFFF. */
function originalUnit(unit: string): string {
  const code = unit.charCodeAt(0)
  return String.fromCharCode(code < 0xf800 ? code + 0x0800 : code - 0x2000)
}

function numberBytes(text: string): Uint8Array {
  const sign = text[0]
  if (sign === '1') return zero
  const isNegative = sign === '0'
  const power = isNegative ? numberMagnitudeMax - text.charCodeAt(1) : text.charCodeAt(1) + numberMagnitudeMin
  // Digits after the point of 0.…; a pair has to begin at an even one.
  const exponent = power + 1
  const digits = (exponent % 2 === 0 ? '' : '0') + significantDigits(text, isNegative)
  const pairs: number[] = []
  for (let at = 0; at < digits.length; at += 2) {
    const pair = Number(digits.slice(at, at + 2).padEnd(2, '0'))
    pairs.push(isNegative ? 101 - pair : pair + 1)
  }
  const head = Math.ceil(exponent / 2) - 64
  if (!isNegative) return Uint8Array.of(head, ...pairs)
  if (pairs.length <= pairsMax) pairs.push(negativeEnd)
  return Uint8Array.of(~head, ...pairs)
}

/** Of a negative number they stand in its key text mirrored, and closed by a sign. */
function significantDigits(text: string, isNegative: boolean): string {
  if (!isNegative) return text.slice(2)
  return text.slice(2, -1).replace(/[0-9]/g, (digit) => String(9 - Number(digit)))
}
