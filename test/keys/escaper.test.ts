import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escaperOf, isDelimiter } from '../../src/keys/escaper.js'
import { parameters } from '../property/runs.js'
import { compareBytes, hostileText, PUNCTUATION } from './arbitraries.js'

const roles = ['sort', 'partition'] as const

describe('escaperOf', () => {
  it('touches only what is below the delimiter and its lead in sort keys', () => {
    const { escape } = escaperOf('#', 'sort')
    expect(escape('John Smith')).toBe('John$20Smith')
    expect(escape('a#b$c')).toBe('a$23b$24c')
    expect(escape('\u0000!"')).toBe('$00$21$22')
    expect(escape("%&'()*+,-./09:;<=>?@AZ[]^_`az{|}~é😀")).toBe("%&'()*+,-./09:;<=>?@AZ[]^_`az{|}~é😀")
  })

  it('touches only the delimiter and its lead in partition keys', () => {
    expect(escaperOf('#', 'partition').escape('a b#c$')).toBe('a b$23c$24')
    expect(escaperOf('/', 'partition').escape('100/%')).toBe('100%2f%25')
  })

  it('leads with the next usable character', () => {
    const leads = (role: 'sort' | 'partition') =>
      Array.from('#/:@`~').map((delimiter) => escaperOf(delimiter, role).lead)
    expect(leads('sort').join('')).toBe('$0;Aa¡')
    expect(leads('partition').join('')).toBe('$%;%%%')
  })

  it('leaves characters of two units whole', () => {
    expect(escaperOf('#', 'sort').escape('\u{10ffff}#')).toBe('\u{10ffff}$23')
  })

  it('takes ASCII punctuation for delimiters', () => {
    expect(PUNCTUATION.every(isDelimiter)).toBe(true)
    expect(['a', '0', ' ', '\n', '', 'é', '##', '\u007f'].some(isDelimiter)).toBe(false)
  })

  it.each(roles)('reads back what it wrote, without the delimiter, for every delimiter (%s)', (role) => {
    for (const delimiter of PUNCTUATION) {
      const { escape, unescape } = escaperOf(delimiter, role)
      fc.assert(
        fc.property(hostileText, (text) => {
          const escaped = escape(text)
          expect(escaped).not.toContain(delimiter)
          expect(unescape(escaped)).toBe(text)
        }),
        parameters(100),
      )
    }
  })

  it('keeps the order of text that the delimiter and anything else follow, for every delimiter', () => {
    for (const delimiter of PUNCTUATION) {
      const { escape } = escaperOf(delimiter, 'sort')
      fc.assert(
        fc.property(hostileText, hostileText, hostileText, hostileText, (shared, left, right, rest) => {
          fc.pre(left !== right)
          const order = compareBytes(shared + left, shared + right)
          const written = [left, right].map((text) => escape(shared + text) + delimiter)
          expect(compareBytes(written[0] + rest, written[1] ?? '')).toBe(order)
          expect(compareBytes(written[0] ?? '', written[1] + rest)).toBe(order)
        }),
        parameters(150),
      )
    }
  })

  it('keeps values with every single character of ASCII apart and in order', () => {
    const characters = Array.from({ length: 0x100 }, (_, code) => String.fromCharCode(code))
    for (const delimiter of PUNCTUATION) {
      const { escape } = escaperOf(delimiter, 'sort')
      const texts = ['', ...characters.flatMap((character) => [character, `${character}a`])]
      const keys = texts.map((text) => `${escape(text)}${delimiter}`)
      expect(keys.toSorted(compareBytes)).toEqual(keys)
      expect(new Set(keys).size).toBe(keys.length)
    }
  })
})
