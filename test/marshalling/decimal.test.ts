import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainTextOf } from '../../src/keys/index.js'
import {
  canonicalNumber,
  exactNumber,
  isInRange,
  parseDecimal,
  wholeNumber,
} from '../../src/marshalling/decimal.js'
import { parameters } from '../property/runs.js'
import { bigint, number } from './schemas.js'

describe('decimals as text', () => {
  test.each([
    ['0', '0'],
    ['-0.00', '0'],
    ['007', '7'],
    ['1.50', '1.5'],
    ['+12', '12'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1e3', '1000'],
    ['-12.5E-3', '-0.0125'],
  ])('%s is %s', (text, plain) => {
    expect(canonicalNumber(text)).toBe(plain)
  })

  test.each(['', '.', '-', '1e', '0x10', ' 1', '1 ', 'Infinity', 'NaN', '1,5', '١'])(
    '%j is no decimal',
    (text) => {
      expect(parseDecimal(text)).toBeUndefined()
      expect(exactNumber(text)).toBeNaN()
    },
  )

  test('the range is that of DynamoDB', () => {
    const fits = (text: string) => isInRange(parseDecimal(text)!)
    expect(['1e125', '9.99e125', '1e-130', '9'.repeat(38), '0'].map(fits)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ])
    expect(['1e126', '9.9e-131', '1'.repeat(39)].map(fits)).toEqual([false, false, false])
  })
})

describe('a stored number as a double', () => {
  test('is the double whose text it is', () => {
    fc.assert(
      fc.property(number, (value) => {
        expect(exactNumber(String(value))).toBe(value)
        expect(exactNumber(plainTextOf(parseDecimal(String(value))!))).toBe(value)
      }),
      parameters(300),
    )
  })

  test.each(['9007199254740993', '0.1234567890123456789', '123456789012345678901234567890', '1e-131000'])(
    'is none for %s, which a double cannot hold',
    (text) => {
      expect(exactNumber(text)).toBeUndefined()
    },
  )

  test.each([
    ['-0', 0],
    ['1.0', 1],
    ['100000000000000000000', 1e20],
    ['1E+2', 100],
    ['999999999999999', 999999999999999],
    ['-12', -12],
  ])('%s is %d', (text, value) => {
    expect(exactNumber(text)).toBe(value)
  })
})

test('a stored whole number is its bigint', () => {
  fc.assert(
    fc.property(bigint, (value) => {
      expect(wholeNumber(value.toString())).toBe(value)
    }),
    parameters(200),
  )
  expect(wholeNumber('1e20')).toBe(10n ** 20n)
  expect(wholeNumber('1.0')).toBe(1n)
  expect(wholeNumber('1.5')).toBeUndefined()
  expect(wholeNumber('1e99999')).toBeUndefined()
})
