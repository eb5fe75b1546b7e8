import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addNumbers, subtractNumbers } from '../../../src/engine/values/arithmetic.js'
import { normalizeNumber } from '../../../src/engine/values/number.js'
import { parameters } from '../../property/runs.js'
import { combineFractions, compareFractions, numberTexts, toFraction } from './decimals.js'

describe('sums and differences', () => {
  it.each([
    ['0.1', '0.2', '0.3', '-0.1'],
    ['1', '1', '2', '0'],
    ['-5', '5', '0', '-10'],
    ['9007199254740991', '1', '9007199254740992', '9007199254740990'],
    ['1e37', '1', `1${'0'.repeat(36)}1`, '9'.repeat(37)],
    ['1.5', '-0.5', '1', '2'],
  ])('of %s and %s are %s and %s', (left, right, sum, difference) => {
    expect(addNumbers(left, right)).toBe(sum)
    expect(subtractNumbers(left, right)).toBe(difference)
  })

  it('are exact wherever they are stored', () => {
    const stored = numberTexts.map(normalizeNumber)
    fc.assert(
      fc.property(stored, stored, fc.boolean(), (left, right, isSum) => {
        const exact = combineFractions(toFraction(left), toFraction(right), isSum ? 1n : -1n)
        let result: string
        try {
          result = isSum ? addNumbers(left, right) : subtractNumbers(left, right)
        } catch (error) {
          expect((error as Error).message).toBe(
            'Attempting to store more than 38 significant digits in a Number',
          )
          expect(significantDigits(exact.numerator, exact.denominator)).toBeGreaterThan(38)
          return
        }
        expect(compareFractions(toFraction(result), exact)).toBe(0)
        expect(normalizeNumber(result)).toBe(result)
      }),
      parameters(2000),
    )
  })

  it('refuse to overflow', () => {
    const largest = `${'9'.repeat(38)}e88`
    expect(() => addNumbers(largest, '1e88')).toThrow(/^Number overflow\./)
    expect(() => subtractNumbers(`-${largest}`, '1e88')).toThrow(/^Number overflow\./)
  })

  it('refuse to underflow', () => {
    expect(() => subtractNumbers('1.1e-130', '1e-130')).toThrow(/^Number underflow\./)
  })
})

/** The denominator is a power of ten, so the digits of the numerator are those of the number. */
function significantDigits(numerator: bigint, denominator: bigint): number {
  expect(String(denominator)).toMatch(/^10*$/)
  return String(numerator < 0n ? -numerator : numerator).replace(/0+$/, '').length
}
