import { describe, expect, it } from 'vitest'
import type { EntryRange } from '../../../src/engine/reads/entry-range.js'
import { partitionRange, segmentRange } from '../../../src/engine/reads/entry-range.js'
import type { EntryKey } from '../../../src/engine/storage/entry-key.js'
import { KeySchema } from '../../../src/engine/tables/key-schema.js'

const schema = new KeySchema([{ AttributeName: 'pk', KeyType: 'HASH' }], new Map([['pk', 'S']]))
const keyOf = (partition: string, sort = ''): EntryKey => ({
  hash: schema.hashOf(partition),
  partition,
  sort,
  primary: undefined,
})
const isIn = (range: EntryRange, key: EntryKey) => !range.isBefore(key) && !range.isAfter(key)

describe('the range of a partition', () => {
  it('begins with its interval and ends before the end of it', () => {
    const range = partitionRange(schema, 'p', { from: 'b', to: 'd' })
    const within = ['a', 'b', 'c', 'd'].filter((sort) => isIn(range, keyOf('p', sort)))
    expect(within).toEqual(['b', 'c'])
    expect(range.isBefore(keyOf('p', 'a'))).toBe(true)
    expect(range.isAfter(keyOf('p', 'd'))).toBe(true)
  })

  it('has no end where the interval has none', () => {
    expect(isIn(partitionRange(schema, 'p', { from: '', to: undefined }), keyOf('p', '\uffff'))).toBe(true)
  })

  it('leaves out other partitions, those of the same hash too', () => {
    const range = partitionRange(schema, 'p', { from: '', to: undefined })
    expect(isIn(range, keyOf('q'))).toBe(false)
    expect(range.isBefore({ ...keyOf('o'), hash: schema.hashOf('p') })).toBe(true)
    expect(range.isAfter({ ...keyOf('q'), hash: schema.hashOf('p') })).toBe(true)
  })
})

describe('the ranges of segments', () => {
  it.each([1, 2, 3, 7, 1_000_000])('hold every entry once: %i segments', (totalSegments) => {
    for (const hash of [-(2 ** 31), -1, 0, 1, 12345, 2 ** 31 - 1]) {
      const key = { ...keyOf(''), hash }
      const near = Math.floor(((hash + 2 ** 31) / 2 ** 32) * totalSegments)
      const candidates = [near - 1, near, near + 1].filter((at) => at >= 0 && at < totalSegments)
      expect(candidates.filter((at) => isIn(segmentRange(at, totalSegments), key))).toHaveLength(1)
    }
  })
})
