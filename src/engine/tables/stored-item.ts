import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { EntryKey } from '../storage/entry-key.js'
import { compareEntryKeys, keyOfEntry } from '../storage/entry-key.js'
import { OrderedMap } from '../storage/ordered-map.js'
import { itemSizeBytes } from '../values/index.js'

/** An item with its size. Never changed once made: copies of a table share it. */
export interface StoredItem {
  readonly item: AttributeMap
  readonly sizeBytes: number
}

/** An item, or what an index projects of one, where it stands. */
export interface StoredEntry extends EntryKey, StoredItem {
  /** In an index: the entry in its table. */
  readonly primary: StoredEntry | undefined
}

export type StoredEntries = OrderedMap<EntryKey, StoredEntry>

export function storedItem(item: AttributeMap): StoredItem {
  return { item, sizeBytes: itemSizeBytes(item) }
}

export function storedEntry(
  { hash, partition, sort }: EntryKey,
  { item, sizeBytes }: StoredItem,
  primary?: StoredEntry,
): StoredEntry {
  return { hash, partition, sort, primary, item, sizeBytes }
}

export function noEntries(): StoredEntries {
  return new OrderedMap<EntryKey, StoredEntry>(compareEntryKeys, keyOfEntry)
}
