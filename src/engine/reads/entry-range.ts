import type { EntryKey } from '../storage/entry-key.js'
import { segmentStart } from '../storage/partition-hash.js'
import type { KeySchema } from '../tables/key-schema.js'

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

/** Entries of one partition, by its text, with a sort key in the interval. */
export function partitionRange(key: KeySchema, partition: string, { from, to }: SortInterval): EntryRange {
  const hash = key.hashOf(partition)
  const compare = (entry: EntryKey) => {
    if (entry.hash !== hash) return entry.hash < hash ? -1 : 1
    if (entry.partition !== partition) return entry.partition < partition ? -1 : 1
    return 0
  }
  return {
    isBefore: (entry) => {
      const order = compare(entry)
      return order === 0 ? entry.sort < from : order < 0
    },
    isAfter: (entry) => {
      const order = compare(entry)
      return order === 0 ? to !== undefined && entry.sort >= to : order > 0
    },
  }
}

/** Entries of one segment of a parallel scan; the only segment of one is everything. */
export function segmentRange(segment: number, totalSegments: number): EntryRange {
  const start = segmentStart(segment, totalSegments)
  const end = segmentStart(segment + 1, totalSegments)
  return { isBefore: (key) => key.hash < start, isAfter: (key) => key.hash >= end }
}
