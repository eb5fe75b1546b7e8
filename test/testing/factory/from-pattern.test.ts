import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../src/core/random.js'
import { PatternTooHard, textFromPattern } from '../../../src/testing/factory/from-pattern.js'

const texts = (pattern: RegExp) => {
  const random = seededRandom(1)
  return Array.from({ length: 100 }, () => textFromPattern(pattern, random))
}

describe('a text from a pattern', () => {
  it.each([
    /^plain$/,
    /^a.c$/,
    /^\d{3}-\w+-\s?$/,
    /^(?:red|green|blue)+$/,
    /^[a-f0-9_\-.]{2,5}$/,
    /^[^a-z]{3}[^\d]$/,
    /^(?<year>\d{4})-(0[1-9]|1[0-2])$/,
    /^x*y+?z{2}w{1,}v{0,2}$/,
    /^\(\[\.\*\]\)\/\\$/,
    /^\u0041\x42\u{43}$/u,
    /^a\tb\nc\rd$/,
    /^\bword\b$/,
    /^[\d\s][\]x]$/,
    /^(?!never)always$/,
    /^(a(b(c|d)){2}){1,2}$/,
    /^$/,
    /^a|b$/,
  ])('matches it: %s', (pattern) => {
    for (const text of texts(pattern)) expect(text).toMatch(pattern)
  })

  it('differs from one time to the next, in each repetition', () => {
    expect(new Set(texts(/^[a-z]{8}$/)).size).toBeGreaterThan(90)
    expect(new Set(texts(/^(?:a|b){8}$/)).size).toBeGreaterThan(50)
  })

  it('reaches every alternative and every number of repetitions', () => {
    expect(new Set(texts(/^(?:a|b|c)$/))).toEqual(new Set(['a', 'b', 'c']))
    expect(new Set(texts(/^a{1,3}$/))).toEqual(new Set(['a', 'aa', 'aaa']))
  })

  it.each([/^(a)\1$/, /^\p{L}+$/u, /^(?<x>a)\k<x>$/])('that cannot be followed is refused: %s', (pattern) => {
    expect(() => texts(pattern)).toThrow(PatternTooHard)
  })
})
