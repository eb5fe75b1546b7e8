import { describe, expect, it } from 'vitest'
import { readUnits, writeUnits } from '../../../src/engine/capacity/units.js'

describe('write units', () => {
  it.each([
    [0, 1],
    [1, 1],
    [1024, 1],
    [1025, 2],
    [400 * 1024, 400],
  ])('of %i bytes are %i: one for each kilobyte begun, one at least', (sizeBytes, units) => {
    expect(writeUnits(sizeBytes)).toBe(units)
  })
})

describe('read units', () => {
  it.each([
    [0, 1],
    [4096, 1],
    [4097, 2],
    [400 * 1024, 100],
  ])(
    'of %i bytes are %i: one for each four kilobytes begun, half when it may be stale',
    (sizeBytes, units) => {
      expect(readUnits(sizeBytes, true)).toBe(units)
      expect(readUnits(sizeBytes, false)).toBe(units / 2)
    },
  )
})
