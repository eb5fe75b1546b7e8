import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { complementDigits, decimalOf, isPlainDecimal, plainTextOf } from '../../src/keys/decimal.js'
import { parameters } from '../property/runs.js'
import { anyBigint, anyNumber } from './arbitraries.js'

describe('decimalOf', () => {
  it('gives digits without zeros at the ends, and the power of ten of the first', () => {
    expect(decimalOf(-12.5)).toEqual({ isNegative: true, digits: '125', exponent: 1 })
    expect(decimalOf(1200)).toEqual({ isNegative: false, digits: '12', exponent: 3 })
    expect(decimalOf(0.0012)).toEqual({ isNegative: false, digits: '12', exponent: -3 })
    expect(decimalOf(-1200n)).toEqual({ isNegative: true, digits: '12', exponent: 3 })
    expect([0, -0, 0n].map(decimalOf)).toEqual(Array(3).fill({ isNegative: false, digits: '', exponent: 0 }))
  })
})

describe('plainTextOf', () => {
  it('writes no exponent', () => {
    expect([1e21, 1e-7, -1.5, 0, 100].map((value) => plainTextOf(decimalOf(value)))).toEqual([
      '1000000000000000000000',
      '0.0000001',
      '-1.5',
      '0',
      '100',
    ])
  })

  it('reads back as the number it was written from', () => {
    fc.assert(
      fc.property(anyNumber, (value) => {
        expect(Number(plainTextOf(decimalOf(value)))).toBe(value === 0 ? 0 : value)
      }),
      parameters(500),
    )
    fc.assert(
      fc.property(anyBigint, (value) => {
        expect(BigInt(plainTextOf(decimalOf(value)))).toBe(value)
      }),
      parameters(500),
    )
  })
})

describe('isPlainDecimal', () => {
  it('takes no exponents, signs of plus, spaces or loose points', () => {
    expect(['0', '-1', '1.50', '007'].every(isPlainDecimal)).toBe(true)
    expect(['', '-', '1e3', '+1', ' 1', '1.', '.5', '0x1', '1.2.3', 'Infinity'].some(isPlainDecimal)).toBe(
      false,
    )
  })
})

describe('complementDigits', () => {
  it('turns digits round and leaves the rest, and undoes itself', () => {
    expect(complementDigits('2026-01-02T')).toBe('7973-98-97T')
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(complementDigits(complementDigits(text))).toBe(text)
      }),
      parameters(100),
    )
  })
})
