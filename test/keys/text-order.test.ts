import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterPrefix,
  compareUtf8,
  decrementLast,
  hasUnpairedSurrogate,
  lastBefore,
  lastWithPrefix,
  utf8SizeBytes,
} from '../../src/keys/text-order.js'
import { parameters } from '../property/runs.js'
import { compareBytes, hostileText } from './arbitraries.js'

describe('text order', () => {
  it('is the order of UTF-8 bytes', () => {
    expect(compareUtf8('\uffff', '\u{10000}')).toBeLessThan(0)
    expect(compareUtf8('\ud7ff', '\ue000')).toBeLessThan(0)
    fc.assert(
      fc.property(hostileText, hostileText, (left, right) => {
        expect(Math.sign(compareUtf8(left, right))).toBe(compareBytes(left, right))
      }),
      parameters(1000),
    )
  })

  it('knows the size in UTF-8 bytes', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(utf8SizeBytes(text)).toBe(Buffer.byteLength(text))
      }),
      parameters(500),
    )
  })

  it('finds unpaired surrogates only', () => {
    expect(['\ud800', 'a\udc00b', '\udc00\ud800', '😀\ud83d'].map(hasUnpairedSurrogate)).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect(['', 'a', '😀', '\u{10ffff}', '\ud7ff\ue000'].some(hasUnpairedSurrogate)).toBe(false)
  })
})

describe('neighbours of a text', () => {
  it('after a prefix: the last character goes up, past surrogates and over the end', () => {
    expect(afterPrefix('ab', 1024)).toBe('ac')
    expect(afterPrefix('a\ud7ff', 1024)).toBe('a\ue000')
    expect(afterPrefix('a\uffff', 1024)).toBe('a\u{10000}')
    expect(afterPrefix('a\u{10ffff}', 1024)).toBe('b')
    expect(afterPrefix('\u{10ffff}', 1024)).toBeUndefined()
    expect(afterPrefix('', 1024)).toBeUndefined()
    // 'a\x80' would need a third byte.
    expect(afterPrefix('a\u007f', 2)).toBe('b')
  })

  it('before a text: the last character goes down, past surrogates', () => {
    expect(decrementLast('ab')).toBe('aa')
    expect(decrementLast('\ue000')).toBe('\ud7ff')
    expect(lastBefore('ab\u0000', 5)).toBe('ab')
    expect(lastBefore('ab', 6)).toBe('aa\u{10ffff}')
  })

  it('are the nearest there are within the size', () => {
    const sizeBytesMax = 12
    const short = hostileText.filter((text) => utf8SizeBytes(text) <= sizeBytesMax)
    fc.assert(
      fc.property(short, short, (text, other) => {
        const last = lastWithPrefix(text, sizeBytesMax)
        expect(last.startsWith(text) && Buffer.byteLength(last) <= sizeBytesMax).toBe(true)
        const after = afterPrefix(text, sizeBytesMax)
        if (other.startsWith(text)) expect(compareBytes(other, last)).toBeLessThanOrEqual(0)
        else if (compareBytes(other, text) > 0) {
          expect(after).toBeDefined()
          expect(compareBytes(other, after ?? '')).toBeGreaterThanOrEqual(0)
        }
        if (text === '') return
        if (after !== undefined) expect(compareBytes(after, last)).toBeGreaterThan(0)
        const before = lastBefore(text, sizeBytesMax)
        expect(compareBytes(before, text)).toBeLessThan(0)
        if (compareBytes(other, text) < 0) expect(compareBytes(other, before)).toBeLessThanOrEqual(0)
      }),
      parameters(1500),
    )
  })
})
