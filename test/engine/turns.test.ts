import { expect, test } from 'vitest'
import { after, mapInTurns } from '../../src/engine/turns.js'

test('a value that is there is gone on with at once', async () => {
  expect(after(1, (value) => value + 1)).toBe(2)
  expect(await after(Promise.resolve(1), (value) => value + 1)).toBe(2)
})

test('little work is done at once', () => {
  expect(
    mapInTurns(
      [1, 2, 3],
      () => 1,
      (value, index) => value * index,
    ),
  ).toEqual([0, 2, 6])
  expect(
    mapInTurns(
      [],
      () => 1,
      () => 1,
    ),
  ).toEqual([])
})

test('much work is done in order, with turns for others in between', async () => {
  const seen: (number | string)[] = []
  setImmediate(() => seen.push('another'))
  const done = mapInTurns(
    [1, 2, 3],
    () => 300_000,
    (value) => seen.push(value),
  )
  expect(seen).toEqual([1])
  expect(await done).toEqual([1, 3, 4])
  expect(seen).toEqual([1, 'another', 2, 3])
})

test('what fails in a later turn is a rejection', async () => {
  const done = mapInTurns(
    [1, 2],
    () => 300_000,
    (value) => {
      if (value === 2) throw new Error('two')
    },
  )
  await expect(done).rejects.toThrow('two')
})
