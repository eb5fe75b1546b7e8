import { pageSizeBytesMax } from '../../protocol/limits.js'
import type { EntryKey } from '../storage/entry-key.js'
import { compareEntryKeys } from '../storage/entry-key.js'
import type { StoredEntries, StoredEntry } from '../tables/stored-item.js'
import type { EntryRange } from './entry-range.js'

export interface PageRequest {
  readonly entries: StoredEntries
  readonly range: EntryRange
  /** Ranges that are read after it, in this order. */
  readonly furtherRanges?: readonly EntryRange[] | undefined
  readonly isForward: boolean
  /** The page continues after this entry, which need not be there any more. */
  readonly after: EntryKey | undefined
  readonly limit: number | undefined
  /** Gets each entry as it is read; gives the bytes that count towards the page. */
  readonly read: (entry: StoredEntry) => number
}

export interface Page {
  readonly scannedCount: number
  /** The entry at which the page ended because it was full; undefined when it ran out of entries. */
  readonly last: StoredEntry | undefined
}

/**
 * Reads entries until the range or the page ends. A page is full with the entry that reaches the limit or crosses 1 MB,
 * also when no entry follows: the service does not look ahead.
 */
export function readPage(request: PageRequest): Page {
  const { after, entries, furtherRanges, isForward, limit, read } = request
  let { range } = request
  let scannedCount = 0
  let sizeBytes = 0
  let last: StoredEntry | undefined
  const visit = (entry: StoredEntry): boolean => {
    if (isForward ? range.isAfter(entry) : range.isBefore(entry)) return false
    scannedCount += 1
    sizeBytes += read(entry)
    if (scannedCount !== limit && sizeBytes < pageSizeBytesMax) return true
    last = entry
    return false
  }
  readRange(entries, range, isForward, after, visit)
  for (const further of furtherRanges ?? []) {
    if (last !== undefined) break
    range = further
    readRange(entries, range, isForward, undefined, visit)
  }
  return { scannedCount, last }
}

function readRange(
  entries: StoredEntries,
  range: EntryRange,
  isForward: boolean,
  after: EntryKey | undefined,
  visit: (entry: StoredEntry) => boolean,
): void {
  if (isForward) {
    const isRead = after && ((key: EntryKey) => compareEntryKeys(key, after) <= 0)
    entries.forEachFrom(isRead ?? range.isBefore, visit)
  } else {
    const isRead = after && ((key: EntryKey) => compareEntryKeys(key, after) >= 0)
    entries.forEachBackFrom(isRead ?? range.isAfter, visit)
  }
}
