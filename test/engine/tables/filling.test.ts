import { expect, test } from 'vitest'
import { Filling } from '../../../src/engine/tables/filling.js'
import type { StoredEntry } from '../../../src/engine/tables/stored-item.js'
import { noEntries, storedEntry } from '../../../src/engine/tables/stored-item.js'

const entry = (hash: number, sizeBytes = 10): StoredEntry =>
  storedEntry({ hash, partition: 'p', sort: '', primary: undefined }, { item: {}, sizeBytes })

function entriesOf(count: number, sizeBytes?: number) {
  const entries = noEntries()
  for (let hash = 0; hash < count; hash += 1) entries.set(entry(hash, sizeBytes))
  return entries
}

test('all items are taken in, in their order, some in each turn', () => {
  const filling = new Filling()
  const taken: number[] = []
  const entries = entriesOf(9000)
  const take = ({ hash }: StoredEntry) => void taken.push(hash)
  expect([filling.proceed(entries, take), taken.length]).toEqual([false, 4000])
  expect([filling.covers(entry(3999)), filling.covers(entry(4000))]).toEqual([true, false])
  expect([filling.proceed(entries, take), filling.proceed(entries, take)]).toEqual([false, true])
  expect(taken).toEqual(Array.from({ length: 9000 }, (_, hash) => hash))
})

test('large items take more turns', () => {
  const filling = new Filling()
  expect(filling.proceed(entriesOf(20, 400_000), () => {})).toBe(false)
  expect([filling.covers(entry(5)), filling.covers(entry(6))]).toEqual([true, false])
})

test('what is written or removed ahead is met as it is then', () => {
  const filling = new Filling()
  const entries = entriesOf(5000)
  const taken = new Set<number>()
  const take = ({ hash }: StoredEntry) => void taken.add(hash)
  expect(filling.covers(entry(0))).toBe(false)
  filling.proceed(entries, take)
  const copy = filling.clone()
  entries.delete(entry(4500))
  entries.set(entry(6000))
  entries.delete(entry(3999))
  expect(filling.proceed(entries, take)).toBe(true)
  expect([taken.has(4500), taken.has(6000), taken.size]).toEqual([false, true, 5000])
  expect(copy.covers(entry(4000))).toBe(false)
})
