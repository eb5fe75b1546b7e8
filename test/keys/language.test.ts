import { describe, expect, it } from 'vitest'
import { advance, closure, commonCharacter, LanguageBuilder, type Language } from '../../src/keys/language.js'

function accepts(language: Language, text: string): boolean {
  let states = closure(language, [language.start])
  for (const character of text) states = advance(language, states, character.codePointAt(0) ?? 0)
  return states.has(language.accept)
}

function languageOf(describeTexts: (builder: LanguageBuilder, start: number) => number): Language {
  const builder = new LanguageBuilder()
  const start = builder.state()
  return builder.build(start, describeTexts(builder, start))
}

describe('a language', () => {
  it('of digits holds exactly the numbers between its ends', () => {
    for (const [lowest, highest] of [
      [0, 999],
      [7, 7],
      [19, 203],
      [120, 129],
      [99, 100],
      [0, 0],
    ] as const) {
      const pad = (n: number) => String(n).padStart(3, '0')
      const language = languageOf((builder, start) => builder.digits(start, pad(lowest), pad(highest)))
      const accepted = Array.from({ length: 1000 }, (_, n) => n).filter((n) => accepts(language, pad(n)))
      expect([accepted[0], accepted.at(-1), accepted.length]).toEqual([lowest, highest, highest - lowest + 1])
      expect(accepts(language, '00')).toBe(false)
      expect(accepts(language, '0000')).toBe(false)
    }
  })

  it('of any text leaves out what it excepts, and surrogates', () => {
    const language = languageOf((builder, start) => builder.anyText(start, [0x23, 0x24]))
    expect(['', 'a', '"%', '\u0000', '\u{10ffff}'].every((text) => accepts(language, text))).toBe(true)
    expect(['#', 'a$', '\ud800'].some((text) => accepts(language, text))).toBe(false)
  })

  it('of cased text holds what casing leaves as it is', () => {
    const language = languageOf((builder, start) => builder.anyText(start, [], 'lower'))
    expect(accepts(language, 'é1#')).toBe(true)
    expect(accepts(language, 'É')).toBe(false)
  })

  it('of several texts holds each', () => {
    const language = languageOf((builder, start) => builder.text(builder.oneOf(start, ['', 'a', 'ab']), '😀'))
    expect(['😀', 'a😀', 'ab😀'].every((text) => accepts(language, text))).toBe(true)
    expect(['', 'a', 'b😀'].some((text) => accepts(language, text))).toBe(false)
  })
})

describe('commonCharacter', () => {
  const edge = (first: number, last: number, casing?: 'lower' | 'upper') => ({
    first,
    last,
    casing,
    target: 0,
  })

  it('prefers a letter, respects both edges and their casing', () => {
    expect(commonCharacter(edge(0, 0x7f), edge(0x20, 0x10ffff))).toBe(0x61)
    expect(commonCharacter(edge(0, 0x7f, 'upper'), edge(0, 0x7f))).toBe(0x41)
    expect(commonCharacter(edge(0x20, 0x30), edge(0x30, 0x40))).toBe(0x30)
    expect(commonCharacter(edge(0x20, 0x2f), edge(0x30, 0x40))).toBeUndefined()
    expect(commonCharacter(edge(0x41, 0x41), edge(0, 0x7f, 'lower'))).toBeUndefined()
  })
})
