import { assert } from '../../core/assert.js'
import type { TimeToLiveSpecification } from '../../protocol/tables.js'
import type { EntryKey } from '../storage/entry-key.js'
import { compareCollections, compareEntryKeys } from '../storage/entry-key.js'
import { OrderedMap } from '../storage/ordered-map.js'
import { SecondaryIndex } from './secondary-index.js'
import type { StoredItem } from './stored-item.js'
import type { TableSchema } from './table-schema.js'

interface Contents {
  readonly items: OrderedMap<EntryKey, StoredItem>
  readonly indexes: readonly SecondaryIndex[]
  readonly collections: OrderedMap<EntryKey, number> | undefined
  readonly sizeBytes: number
}

function emptyContents({ globalIndexes, localIndexes }: TableSchema): Contents {
  return {
    items: new OrderedMap(compareEntryKeys),
    indexes: [...globalIndexes, ...localIndexes].map((schema) => new SecondaryIndex(schema)),
    collections: localIndexes.length > 0 ? new OrderedMap(compareCollections) : undefined,
    sizeBytes: 0,
  }
}

/** Items of a table with its indexes. `clone` is free: the copies share until one changes. */
export class Table {
  readonly schema: TableSchema
  readonly #items: OrderedMap<EntryKey, StoredItem>
  readonly #indexes: readonly SecondaryIndex[]
  /** Bytes of each item collection, local indexes included; counted only where a collection has a limit. */
  readonly #collections: OrderedMap<EntryKey, number> | undefined
  #sizeBytes: number
  timeToLive: TimeToLiveSpecification | undefined

  constructor(schema: TableSchema, contents = emptyContents(schema)) {
    this.schema = schema
    this.#items = contents.items
    this.#indexes = contents.indexes
    this.#collections = contents.collections
    this.#sizeBytes = contents.sizeBytes
  }

  get items(): OrderedMap<EntryKey, StoredItem> {
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

  get(key: EntryKey): StoredItem | undefined {
    return this.#items.get(key)
  }

  /** Stores the item under its key, or removes the one there, and brings the indexes up to date. */
  write(key: EntryKey, next: StoredItem | undefined): void {
    const previous = next === undefined ? this.#items.delete(key) : this.#items.set(key, next)
    if (previous === undefined && next === undefined) return
    this.#sizeBytes += (next?.sizeBytes ?? 0) - (previous?.sizeBytes ?? 0)
    if (this.#collections !== undefined)
      this.#grow(this.#collections, key, this.collectionGrowth(previous, next))
    for (const index of this.#indexes) index.update(key, previous, next)
  }

  /** Bytes of the item collection that the key belongs to. */
  collectionSizeBytes(key: EntryKey): number {
    return this.#collections?.get(key) ?? 0
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
    this.#items.forEach((key, stored) => {
      const expected = this.schema.key.entryKeyOf(stored.item)
      assert(
        expected !== undefined && compareEntryKeys(expected, key) === 0,
        'an item stands where its key says',
      )
      sizeBytes += stored.sizeBytes
      const growth = this.collectionGrowth(undefined, stored)
      collections.set(key.partition, (collections.get(key.partition) ?? 0) + growth)
    })
    assert(sizeBytes === this.#sizeBytes, `table ${this.schema.name} knows its size`)
    for (const index of this.#indexes) index.assertInvariants(this.#items)
    this.#collections?.assertInvariants()
    this.#collections?.forEach((key, size) => {
      assert(size === collections.get(key.partition), 'an item collection knows its size')
    })
  }

  #grow(collections: OrderedMap<EntryKey, number>, key: EntryKey, growth: number): void {
    const size = (collections.get(key) ?? 0) + growth
    if (size === 0) collections.delete(key)
    else collections.set({ hash: key.hash, partition: key.partition, sort: '', primary: undefined }, size)
  }
}
