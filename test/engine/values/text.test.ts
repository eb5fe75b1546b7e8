import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareText, textIncludes, toWellFormed, utf8LengthBytes } from '../../../src/engine/values/text.js'
import { parameters } from '../../property/runs.js'
import { texts } from './values.js'

const encode = (text: string) => Buffer.from(text, 'utf8')

describe('strings as UTF-8', () => {
  it('have the length that the encoder gives them, unpaired surrogates included', () => {
    const anything = fc.oneof(
      texts,
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\ud800', 'a\udc00b', '\ud83d\ud83d\ude00'),
    )
    fc.assert(
      fc.property(anything, (text) => {
        expect(utf8LengthBytes(text)).toBe(encode(text).length)
      }),
      parameters(500),
    )
  })

  it('are measured in parts where they are long, without splitting a character', () => {
    const length = fc.integer({ min: 0, max: 5000 })
    fc.assert(
      fc.property(length, fc.constantFrom('a', 'é', '€', '😀', '\ud800'), length, (before, text, times) => {
        const long = 'x'.repeat(before) + text.repeat(times)
        expect(utf8LengthBytes(long)).toBe(encode(long).length)
      }),
      parameters(200),
    )
  })

  it('are found within others, long ones too', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 300 })
    fc.assert(
      fc.property(letters, letters, fc.nat(300), (text, part, start) => {
        expect(textIncludes(text, part)).toBe(text.includes(part))
        const within = text.slice(start)
        expect(textIncludes(text, within)).toBe(true)
      }),
      parameters(500),
    )
  })

  it('are found or not in time that grows with their lengths alone', () => {
    const half = 'a'.repeat(100_000)
    const start = performance.now()
    expect(textIncludes('a'.repeat(400_000), `${half}b${half}`)).toBe(false)
    // A search that begins anew after each near miss takes seconds.
    expect(performance.now() - start).toBeLessThan(1000)
  })

  it('are ordered by their bytes', () => {
    fc.assert(
      fc.property(texts, texts, (left, right) => {
        expect(compareText(left, right)).toBe(Buffer.compare(encode(left), encode(right)))
      }),
      parameters(3000),
    )
  })

  it('put characters beyond the basic plane after all others', () => {
    expect(compareText('\uffff', '😀')).toBe(-1)
    expect(compareText('a😀', 'a\ue000')).toBe(1)
    expect(compareText('a', 'ab')).toBe(-1)
  })

  it('hold U+FFFD where a surrogate has no partner', () => {
    expect(toWellFormed('a\ud800b')).toBe('a\ufffdb')
    expect(toWellFormed('\udc00\ud83d\ude00')).toBe('\ufffd😀')
    expect(toWellFormed('😀')).toBe('😀')
  })
})
