import { ServiceError } from '../../protocol/service-errors.js'
import { messages } from '../messages.js'
import type { EntryKey } from '../storage/entry-key.js'
import type { StoredItem } from '../tables/stored-item.js'
import type { Table } from '../tables/table.js'

/** What the writes of one request add to item collections: together they have to keep to the limit. */
export class CollectionGrowth {
  readonly #bytes = new Map<Table, Map<string, number>>()

  /** Takes in a write. Throws when its item collection would have no room for it. */
  add(table: Table, key: EntryKey, previous: StoredItem | undefined, next: StoredItem | undefined): void {
    const growth = table.collectionGrowth(previous, next)
    const ofTable = this.#bytes.get(table) ?? new Map<string, number>()
    const total = (ofTable.get(key.partition) ?? 0) + growth
    if (growth > 0 && table.collectionSizeBytes(key) + total > table.collectionSizeBytesMax) {
      throw new ServiceError('ItemCollectionSizeLimitExceededException', messages.collectionTooLarge)
    }
    this.#bytes.set(table, ofTable.set(key.partition, total))
  }
}
