import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ordinalOf, sequenceNumber } from '../../../src/engine/streams/sequence-number.js'
import { parameters } from '../../property/runs.js'

const ordinal = fc.maxSafeNat()

describe('a sequence number', () => {
  it('is 21 digits, names its ordinal, and is in text order', () => {
    fc.assert(
      fc.property(ordinal, ordinal, (one, other) => {
        expect(sequenceNumber(one)).toMatch(/^\d{21}$/)
        expect(ordinalOf(sequenceNumber(one))).toBe(one)
        expect(sequenceNumber(one) < sequenceNumber(other)).toBe(one < other)
      }),
      parameters(200),
    )
  })

  it('is not read from other texts', () => {
    for (const text of ['', '1', '1'.repeat(22), `0${'1'.repeat(20)}`, `1${'x'.repeat(20)}`, '1'.repeat(21)])
      expect(ordinalOf(text)).toBeUndefined()
  })
})
