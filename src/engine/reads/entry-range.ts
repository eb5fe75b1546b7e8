import type { EntryKey } from '../storage/entry-key.js'
import { partitionHash, segmentStart } from '../storage/partition-hash.js'

/** A run of neighbouring entries of a table or index: those neither before nor after it. */
export interface EntryRange {
  isBefore(key: EntryKey): boolean
  isAfter(key: EntryKey): boolean
}

/** Sort key texts from `from` on and below `to`; undefined where there is no end. */
export interface SortInterval {
  readonly from: string
  readonly to: string | undefined
}

/** Entries of one partition with a sort key in the interval. */
export function partitionRange(partition: string, { from, to }: SortInterval): EntryRange {
  const hash = partitionHash(partition)
  const compare = (key: EntryKey) => {
    if (key.hash !== hash) return key.hash < hash ? -1 : 1
    if (key.partition !== partition) return key.partition < partition ? -1 : 1
    return 0
  }
  return {
    isBefore: (key) => {
      const order = compare(key)
      return order === 0 ? key.sort < from : order < 0
    },
    isAfter: (key) => {
      const order = compare(key)
      return order === 0 ? to !== undefined && key.sort >= to : order > 0
    },
  }
}

/** Entries of one segment of a parallel scan; the only segment of one is everything. */
export function segmentRange(segment: number, totalSegments: number): EntryRange {
  const start = segmentStart(segment, totalSegments)
  const end = segmentStart(segment + 1, totalSegments)
  return { isBefore: (key) => key.hash < start, isAfter: (key) => key.hash >= end }
}
