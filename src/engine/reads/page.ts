import { limits } from '../../protocol/limits.js'
import type { EntryKey } from '../storage/entry-key.js'
import { compareEntryKeys } from '../storage/entry-key.js'
import type { StoredEntries, StoredEntry } from '../tables/stored-item.js'
import type { EntryRange } from './entry-range.js'

export interface PageRequest {
  readonly entries: StoredEntries
  readonly range: EntryRange
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
export function readPage({ entries, range, isForward, after, limit, read }: PageRequest): Page {
  let scannedCount = 0
  let sizeBytes = 0
  let last: StoredEntry | undefined
  const isOutside = isForward ? range.isAfter : range.isBefore
  const visit = (entry: StoredEntry): boolean => {
    if (isOutside(entry)) return false
    scannedCount += 1
    sizeBytes += read(entry)
    if (scannedCount !== limit && sizeBytes < limits.pageSizeBytesMax) return true
    last = entry
    return false
  }
  if (isForward) {
    const isRead = after && ((key: EntryKey) => compareEntryKeys(key, after) <= 0)
    entries.forEachFrom(isRead ?? range.isBefore, visit)
  } else {
    const isRead = after && ((key: EntryKey) => compareEntryKeys(key, after) >= 0)
    entries.forEachBackFrom(isRead ?? range.isAfter, visit)
  }
  return { scannedCount, last }
}
