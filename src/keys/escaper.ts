import { applyCasing, type Casing } from './casing.js'
import type { LanguageBuilder } from './language.js'
import type { KeyRole } from './key-role.js'

/** Writes text so that a delimiter never occurs in it, and reads it back. See docs/decisions/0003-key-encoding.md. */
export interface Escaper {
  /** The character that begins every escape. */
  readonly lead: string
  escape(text: string): string
  unescape(text: string): string
  /** Adds every escaped text to a language. */
  describe(builder: LanguageBuilder, state: number, casing: Casing): number
}

const ASCII_PUNCTUATION = /^[!-/:-@[-`{-~]$/

/** Only ASCII punctuation may end an escaped part: hex digits are none, so no escape can hold a delimiter. */
export function isDelimiter(character: string): boolean {
  return ASCII_PUNCTUATION.test(character)
}

/**
 * The escape of a delimiter: the lead and two lower-case hex digits.
 *
 * Sort keys need the end of a value (the delimiter) to sort below everything that a value can continue with. So every
 * character up to the lead is escaped, and the lead is the first usable character after the delimiter. Partition keys
 * need only that the delimiter and the lead do not occur, so their lead can always be punctuation.
 */
export function escaperOf(delimiter: string, role: KeyRole): Escaper {
  const lead = leadOf(delimiter, role)
  const leadCode = lead.charCodeAt(0)
  const codes =
    role === 'sort'
      ? Array.from({ length: leadCode + 1 }, (_, code) => code)
      : [delimiter.charCodeAt(0), leadCode].sort((a, b) => a - b)
  const escapes = new Map(codes.map((code) => [String.fromCharCode(code), lead + hexOf(code)]))
  const isSpecial = new RegExp(`[${codes.map(unitOf).join('')}]`)
  const everyEscaped = new RegExp(isSpecial, 'g')
  const everyEscape = new RegExp(`${unitOf(leadCode)}([0-9a-f]{2})`, 'g')
  const escapeOne = (character: string) => escapes.get(character) ?? character
  const unescapeOne = (_: string, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))
  return {
    lead,
    escape: (text) => (isSpecial.test(text) ? text.replace(everyEscaped, escapeOne) : text),
    unescape: (text) => (text.includes(lead) ? text.replace(everyEscape, unescapeOne) : text),
    describe(builder, state, casing) {
      const loop = builder.anyText(state, codes, casing)
      for (const [character, escape] of escapes) {
        if (applyCasing(character, casing) === character) builder.skip(builder.text(loop, escape), loop)
      }
      return loop
    },
  }
}

function leadOf(delimiter: string, role: KeyRole): string {
  // After '~' comes DEL: no one wants to print it, and '¡' is the next printable character.
  if (delimiter === '~') return role === 'sort' ? '¡' : '%'
  const next = String.fromCharCode(delimiter.charCodeAt(0) + 1)
  return role === 'sort' || isDelimiter(next) ? next : '%'
}

const hexOf = (code: number): string => code.toString(16).padStart(2, '0')

/** A character as regular expressions write it. */
const unitOf = (code: number): string => `\\u00${hexOf(code)}`
