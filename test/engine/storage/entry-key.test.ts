import { describe, expect, it } from 'vitest'
import type { EntryKey } from '../../../src/engine/storage/entry-key.js'
import { compareCollections, compareEntryKeys } from '../../../src/engine/storage/entry-key.js'

const entry = (hash: number, partition: string, sort: string, primary?: EntryKey): EntryKey => ({
  hash,
  partition,
  sort,
  primary,
})

describe('compareEntryKeys', () => {
  it('orders by hash, partition key, sort key, then the table key', () => {
    const ascending = [
      entry(-5, 'z', 'z'),
      entry(1, 'a', 'b'),
      entry(1, 'b', 'a'),
      entry(1, 'b', 'b', entry(1, 'x', '')),
      entry(1, 'b', 'b', entry(2, 'w', '')),
      entry(1, 'b', 'b', entry(2, 'w', 'a')),
    ]
    expect(ascending.toReversed().toSorted(compareEntryKeys)).toEqual(ascending)
  })

  it('takes equal keys for the same entry', () => {
    expect(
      compareEntryKeys(entry(1, 'a', 'b', entry(2, 'c', '')), entry(1, 'a', 'b', entry(2, 'c', ''))),
    ).toBe(0)
  })
})

describe('compareCollections', () => {
  it('looks at the partition alone', () => {
    expect(compareCollections(entry(1, 'a', 'b'), entry(1, 'a', 'c'))).toBe(0)
    expect(compareCollections(entry(1, 'a', 'b'), entry(1, 'b', 'a'))).toBe(-1)
    expect(compareCollections(entry(2, 'a', 'b'), entry(1, 'b', 'a'))).toBe(1)
  })
})
