/**
 * Where an item stands in a table or index: by the hash of its partition key, then partition key, then sort key, and in
 * an index by the table's key where these are equal.
 *
 * `partition` and `sort` are texts whose order by UTF-16 code units is the order of the keys (see key-text.ts), so that
 * every comparison is the runtime's own comparison of two strings.
 */
export interface EntryKey {
  readonly hash: number
  readonly partition: string
  readonly sort: string
  /** In an index: the key of the item in its table. */
  readonly primary: EntryKey | undefined
}

export function compareEntryKeys(left: EntryKey, right: EntryKey): number {
  if (left.hash !== right.hash) return left.hash < right.hash ? -1 : 1
  if (left.partition !== right.partition) return left.partition < right.partition ? -1 : 1
  if (left.sort !== right.sort) return left.sort < right.sort ? -1 : 1
  if (left.primary === undefined || right.primary === undefined) return 0
  return left.primary === right.primary ? 0 : compareEntryKeys(left.primary, right.primary)
}

/** The key of an entry by itself, so that holding on to it does not hold on to the item. */
export function keyOfEntry({ hash, partition, sort, primary }: EntryKey): EntryKey {
  return { hash, partition, sort, primary: primary && keyOfEntry(primary) }
}

/** Orders by hash and partition key alone: item collections. */
export function compareCollections(left: EntryKey, right: EntryKey): number {
  if (left.hash !== right.hash) return left.hash < right.hash ? -1 : 1
  if (left.partition !== right.partition) return left.partition < right.partition ? -1 : 1
  return 0
}
