import { assert } from '../../core/assert.js'
import type { TimeToLiveSpecification } from '../../protocol/tables.js'
import type { EntryKey } from '../storage/entry-key.js'
import { compareCollections, compareEntryKeys, keyOfEntry } from '../storage/entry-key.js'
import { OrderedMap } from '../storage/ordered-map.js'
import { SecondaryIndex } from './secondary-index.js'
import type { StoredEntries, StoredEntry, StoredItem } from './stored-item.js'
import { noEntries, storedEntry } from './stored-item.js'
import type { TableSchema } from './table-schema.js'

/** The size of an item collection, under the key of its partition. */
interface Collection extends EntryKey {
  readonly sizeBytes: number
}

interface Contents {
  readonly items: StoredEntries
  readonly indexes: readonly SecondaryIndex[]
  readonly collections: OrderedMap<EntryKey, Collection> | undefined
  readonly sizeBytes: number
}

function emptyContents({ globalIndexes, localIndexes }: TableSchema): Contents {
  return {
    items: noEntries(),
    indexes: [...globalIndexes, ...localIndexes].map((schema) => new SecondaryIndex(schema)),
    collections:
      localIndexes.length > 0
        ? new OrderedMap<EntryKey, Collection>(compareCollections, keyOfEntry)
        : undefined,
    sizeBytes: 0,
  }
}

/** Items of a table with its indexes. `clone` is free: the copies share until one changes. */
export class Table {
  readonly schema: TableSchema
  readonly #items: StoredEntries
  readonly #indexes: readonly SecondaryIndex[]
  /** Bytes of each item collection, local indexes included; counted only where a collection has a limit. */
  readonly #collections: OrderedMap<EntryKey, Collection> | undefined
  #sizeBytes: number
  timeToLive: TimeToLiveSpecification | undefined

  constructor(schema: TableSchema, contents: Contents = emptyContents(schema)) {
    this.schema = schema
    this.#items = contents.items
    this.#indexes = contents.indexes
    this.#collections = contents.collections
    this.#sizeBytes = contents.sizeBytes
  }

  get items(): StoredEntries {
    return this.#items
  }

  get indexes(): readonly SecondaryIndex[] {
    return this.#indexes
  }

  get sizeBytes(): number {
    return this.#sizeBytes
  }

  get hasCollections(): boolean {
    return this.#collections !== undefined
  }

  clone(): Table {
    const copy = new Table(this.schema, {
      items: this.#items.clone(),
      indexes: this.#indexes.map((index) => index.clone()),
      collections: this.#collections === undefined ? undefined : this.#collections.clone(),
      sizeBytes: this.#sizeBytes,
    })
    copy.timeToLive = this.timeToLive
    return copy
  }

  index(name: string): SecondaryIndex | undefined {
    return this.#indexes.find((index) => index.schema.name === name)
  }

  get(key: EntryKey): StoredEntry | undefined {
    return this.#items.get(key)
  }

  /** Stores the item under its key, or removes the one there, and brings the indexes up to date. */
  write(key: EntryKey, item: StoredItem | undefined): void {
    const next = item && storedEntry(key, item)
    const previous = next === undefined ? this.#items.delete(key) : this.#items.set(next)
    if (previous === undefined && next === undefined) return
    this.#sizeBytes += (next?.sizeBytes ?? 0) - (previous?.sizeBytes ?? 0)
    if (this.#collections !== undefined)
      this.#grow(this.#collections, key, this.collectionGrowth(previous, next))
    for (const index of this.#indexes) index.update(previous, next)
  }

  /** Bytes of the item collection that the key belongs to. */
  collectionSizeBytes(key: EntryKey): number {
    return this.#collections?.get(key)?.sizeBytes ?? 0
  }

  /** Bytes by which a write changes its item collection. */
  collectionGrowth(previous: StoredItem | undefined, next: StoredItem | undefined): number {
    let growth = (next?.sizeBytes ?? 0) - (previous?.sizeBytes ?? 0)
    for (const index of this.#indexes) {
      if (!index.schema.isGlobal)
        growth += index.projectedSizeBytes(next) - index.projectedSizeBytes(previous)
    }
    return growth
  }

  /** Throws unless items, indexes and counts agree. Walks everything. */
  assertInvariants(): void {
    this.#items.assertInvariants()
    let sizeBytes = 0
    const collections = new Map<string, number>()
    this.#items.forEach((stored) => {
      const expected = this.schema.key.entryKeyOf(stored.item)
      assert(
        expected !== undefined && compareEntryKeys(expected, stored) === 0,
        'an item stands where its key says',
      )
      sizeBytes += stored.sizeBytes
      const growth = this.collectionGrowth(undefined, stored)
      collections.set(stored.partition, (collections.get(stored.partition) ?? 0) + growth)
    })
    assert(sizeBytes === this.#sizeBytes, `table ${this.schema.name} knows its size`)
    for (const index of this.#indexes) index.assertInvariants(this.#items)
    this.#collections?.assertInvariants()
    this.#collections?.forEach(({ partition, sizeBytes: size }) => {
      assert(size === collections.get(partition), 'an item collection knows its size')
    })
  }

  #grow(collections: OrderedMap<EntryKey, Collection>, key: EntryKey, growth: number): void {
    const sizeBytes = (collections.get(key)?.sizeBytes ?? 0) + growth
    const { hash, partition } = key
    if (sizeBytes === 0) collections.delete(key)
    else collections.set({ hash, partition, sort: '', primary: undefined, sizeBytes })
  }
}
