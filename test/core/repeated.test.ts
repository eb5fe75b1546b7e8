import { expect, it } from 'vitest'
import { indexOfRepeated } from '../../src/core/repeated.js'

it('finds where a text comes for the second time', () => {
  expect(indexOfRepeated(['a', 'b', 'c', 'b', 'a'])).toBe(3)
  expect(indexOfRepeated(['a', 'b'])).toBe(-1)
  expect(indexOfRepeated([])).toBe(-1)
})

it('takes time by the length of the list alone', () => {
  const texts = Array.from({ length: 300_000 }, (_, index) => String(index))
  expect(indexOfRepeated([...texts, '7'])).toBe(300_000)
})
