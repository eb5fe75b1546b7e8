import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareNumbers, normalizeNumber } from '../../../src/engine/values/number.js'
import { parameters } from '../../property/runs.js'
import { compareFractions, numberTexts, toFraction } from './decimals.js'

describe('the text of a number', () => {
  it.each([
    ['0', '0'],
    ['-0', '0'],
    ['0.000', '0'],
    ['0e125', '0'],
    ['0e-130', '0'],
    ['+1', '1'],
    ['007', '7'],
    ['0.10', '0.1'],
    ['1.', '1'],
    ['.5', '0.5'],
    ['-.5', '-0.5'],
    ['100', '100'],
    ['1E+3', '1000'],
    ['1e3', '1000'],
    ['12.5e1', '125'],
    ['12.5e-1', '1.25'],
    ['-1200e-2', '-12'],
    ['1e-7', '0.0000001'],
    ['1e21', '1000000000000000000000'],
    ['1e125', `1${'0'.repeat(125)}`],
    ['1e-130', `0.${'0'.repeat(129)}1`],
    ['9'.repeat(38), '9'.repeat(38)],
    [`${'9'.repeat(38)}e88`, '9'.repeat(38) + '0'.repeat(88)],
    [`${'9'.repeat(38)}${'0'.repeat(20)}`, `${'9'.repeat(38)}${'0'.repeat(20)}`],
    [`0.${'0'.repeat(40)}1`, `0.${'0'.repeat(40)}1`],
  ])('of %s is stored as %s', (given, stored) => {
    expect(normalizeNumber(given)).toBe(stored)
  })

  it.each([
    'abc',
    ' 1',
    '1 ',
    '1e',
    'e1',
    '.',
    '-',
    '--1',
    '1.2.3',
    '0x10',
    'NaN',
    'Infinity',
    '1_000',
    '1,5',
    '1e99999999999',
  ])('refuses %s as no number', (given) => {
    expect(() => normalizeNumber(given)).toThrow(
      `The parameter cannot be converted to a numeric value: ${given}`,
    )
  })

  it('refuses exponents of any length, and reads those that only look long', () => {
    expect(() => normalizeNumber(`1e${'9'.repeat(1_000_000)}`)).toThrow('cannot be converted')
    expect(normalizeNumber(`1e-${'0'.repeat(1_000_000)}2`)).toBe('0.01')
  })

  it('refuses the empty text without quoting it', () => {
    expect(() => normalizeNumber('')).toThrow(/^The parameter cannot be converted to a numeric value$/)
  })

  it.each(['1e126', '-1e126', '10e125', `${'9'.repeat(38)}e89`])('refuses %s as too large', (given) => {
    expect(() => normalizeNumber(given)).toThrow(
      /^Number overflow\. Attempting to store a number with magnitude larger than supported range$/,
    )
  })

  it.each(['1e-131', '-1e-131', '0.1e-130'])('refuses %s as too small', (given) => {
    expect(() => normalizeNumber(given)).toThrow(
      /^Number underflow\. Attempting to store a number with magnitude smaller than supported range$/,
    )
  })

  it.each(['1'.repeat(39), `1${'0'.repeat(37)}1`, `0.${'1'.repeat(39)}`])(
    'refuses the 39 digits of %s',
    (given) => {
      expect(() => normalizeNumber(given)).toThrow(
        /^Attempting to store more than 38 significant digits in a Number$/,
      )
    },
  )

  it('keeps the value, and is one for every spelling', () => {
    fc.assert(
      fc.property(numberTexts, (text) => {
        const stored = normalizeNumber(text)
        expect(compareFractions(toFraction(stored), toFraction(text))).toBe(0)
        expect(normalizeNumber(stored)).toBe(stored)
        expect(stored).toMatch(/^(0|-?[1-9]\d*|-?(0|[1-9]\d*)\.\d*[1-9])$/)
      }),
      parameters(2000),
    )
  })
})

describe('the order of numbers', () => {
  it('is that of their values, whatever their spelling', () => {
    fc.assert(
      fc.property(numberTexts, numberTexts, (left, right) => {
        expect(compareNumbers(left, right)).toBe(compareFractions(toFraction(left), toFraction(right)))
      }),
      parameters(3000),
    )
  })

  it('tells numbers apart that a double cannot', () => {
    const large = `1${'0'.repeat(36)}`
    expect(compareNumbers(`${large}1`, `${large}2`)).toBe(-1)
    expect(compareNumbers(`-${large}1`, `-${large}2`)).toBe(1)
    expect(compareNumbers(`0.${'0'.repeat(60)}${large}2`, `0.${'0'.repeat(60)}${large}1`)).toBe(1)
  })

  it('holds one zero', () => {
    expect(compareNumbers('0', '-0.0')).toBe(0)
  })
})
