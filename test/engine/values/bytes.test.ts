import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bytesAsBase64,
  bytesAsText,
  bytesInclude,
  bytesStartWith,
  compareBytes,
} from '../../../src/engine/values/bytes.js'
import { parameters } from '../../property/runs.js'
import { bytes } from './values.js'

describe('binaries', () => {
  it('are ordered by unsigned bytes', () => {
    expect(compareBytes(Uint8Array.of(0x7f), Uint8Array.of(0x80))).toBe(-1)
    fc.assert(
      fc.property(bytes, bytes, (left, right) => {
        expect(compareBytes(left, right)).toBe(Buffer.compare(left, right))
      }),
      parameters(1000),
    )
  })

  it('are found in others as runs and as beginnings', () => {
    fc.assert(
      fc.property(bytes, bytes, (whole, part) => {
        expect(bytesInclude(whole, part)).toBe(Buffer.from(whole).includes(Buffer.from(part)))
        expect(bytesStartWith(whole, part)).toBe(Buffer.from(whole).subarray(0, part.length).equals(part))
      }),
      parameters(1000),
    )
  })

  it('are told apart by their text', () => {
    expect(bytesAsText(Uint8Array.of(0, 255))).toBe('\u0000\u00ff')
  })

  it('stand in messages as base64', () => {
    expect(bytesAsBase64(Uint8Array.of(98, 255))).toBe('Yv8=')
  })
})
