import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { DocumentPath } from '../expressions/index.js'
import type { EntryKey } from '../storage/entry-key.js'
import { compareEntryKeys, keyOfEntry } from '../storage/entry-key.js'
import { OrderedMap } from '../storage/ordered-map.js'
import { attributeSizeBytes, getMember, itemSizeBytes } from '../values/index.js'

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

/** What became of a stored item when the attributes that these paths begin with were changed. */
export function changedItem(
  before: StoredItem,
  item: AttributeMap,
  paths: readonly DocumentPath[],
): StoredItem {
  let sizeBytes = before.sizeBytes
  for (const name of new Set(paths.map(([root]) => root)))
    sizeBytes += sizeBytesOf(item, name) - sizeBytesOf(before.item, name)
  return { item, sizeBytes }
}

function sizeBytesOf(item: AttributeMap, name: string): number {
  const value = getMember(item, name)
  return value === undefined ? 0 : attributeSizeBytes(name, value)
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
