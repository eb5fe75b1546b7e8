import { filledInOneTurnBytesMax, filledInOneTurnItemsMax } from '../../protocol/limits.js'
import type { EntryKey } from '../storage/entry-key.js'
import { compareEntryKeys, keyOfEntry } from '../storage/entry-key.js'
import type { StoredEntries, StoredEntry } from './stored-item.js'

/**
 * How far something that is younger than the items of a table has taken them in. It goes through them in their order, and
 * others may write in between: what is before the place that it has come to is kept up by writes, what is after it will be
 * met as it is then.
 */
export class Filling {
  #upTo: EntryKey | undefined

  clone(): Filling {
    const copy = new Filling()
    copy.#upTo = this.#upTo
    return copy
  }

  /** Whether what stands under the key has been taken in, or would have been. */
  covers(key: EntryKey): boolean {
    return this.#upTo !== undefined && compareEntryKeys(key, this.#upTo) <= 0
  }

  /** Takes in as many items as one turn is good for. True when there are no more. */
  proceed(items: StoredEntries, take: (entry: StoredEntry) => void): boolean {
    let count = 0
    let sizeBytes = 0
    let isOver = true
    const from = this.#upTo
    items.forEachFrom(
      (key) => from !== undefined && compareEntryKeys(key, from) <= 0,
      (entry) => {
        take(entry)
        count += 1
        sizeBytes += entry.sizeBytes
        isOver = count < filledInOneTurnItemsMax && sizeBytes < filledInOneTurnBytesMax
        if (!isOver) this.#upTo = keyOfEntry(entry)
        return isOver
      },
    )
    return isOver
  }
}
