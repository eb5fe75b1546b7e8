import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom, systemRandom, uniqueToken } from '../../src/core/random.js'
import { parameters } from '../property/runs.js'

const take = (count: number, random: () => number) => Array.from({ length: count }, () => random())

test('one seed gives one sequence, as it was in every version', () => {
  expect(take(4, seededRandom(42))).toEqual([
    0.6011037519201636, 0.44829055899754167, 0.8524657934904099, 0.6697340414393693,
  ])
  expect(take(100, seededRandom(7))).toEqual(take(100, seededRandom(7)))
  expect(take(4, seededRandom(1))).not.toEqual(take(4, seededRandom(2)))
})

test('every seed gives numbers from 0 to 1, 1 excluded', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      for (const number of take(50, seededRandom(seed))) {
        expect(number).toBeGreaterThanOrEqual(0)
        expect(number).toBeLessThan(1)
      }
    }),
    parameters(100),
  )
})

test('the numbers are spread evenly', () => {
  const counts = Array.from({ length: 10 }, () => 0)
  for (const number of take(100_000, seededRandom(3))) counts[Math.floor(number * 10)]! += 1
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500)
})

test('the randomness of the runtime is no sequence', () => {
  const numbers = take(100, systemRandom)
  expect(new Set(numbers).size).toBeGreaterThan(90)
  for (const number of numbers) expect(number >= 0 && number < 1).toBe(true)
})

test('no two tokens are the same', () => {
  const tokens = Array.from({ length: 1000 }, uniqueToken)
  expect(new Set(tokens).size).toBe(1000)
  expect(tokens.every((token) => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(token))).toBe(true)
})
