import { assert } from '../../core/assert.js'
import { expiredItemsPerCallMax, itemCollectionSizeBytesMax } from '../../protocol/limits.js'
import type { TimeToLiveSpecification } from '../../protocol/tables.js'
import type { EntryKey } from '../storage/entry-key.js'
import { compareCollections, compareEntryKeys, keyOfEntry } from '../storage/entry-key.js'
import { OrderedMap } from '../storage/ordered-map.js'
import type { Stream, StreamIdentity } from '../streams/stream.js'
import { ExpiryQueue } from '../time-to-live/expiry-queue.js'
import type { Phase } from './phase.js'
import { isEndless, isOver } from './phase.js'
import { SecondaryIndex } from './secondary-index.js'
import type { TableSettings } from './settings.js'
import type { StoredEntries, StoredEntry, StoredItem } from './stored-item.js'
import { noEntries, storedEntry } from './stored-item.js'
import { itemSizeBytes } from '../values/index.js'
import type { TableSchema } from './table-schema.js'

/** The size of an item collection, under the key of its partition. */
interface Collection extends EntryKey {
  readonly sizeBytes: number
}

/** A change of the time to live, and until when it is under way. */
interface TimeToLiveChange {
  readonly specification: TimeToLiveSpecification
  readonly until: number
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
  #schema: TableSchema
  settings: TableSettings
  readonly #items: StoredEntries
  #indexes: readonly SecondaryIndex[]
  /** Indexes that are being deleted: nothing reads or writes them any more. */
  #departing: readonly SecondaryIndex[] = []
  /** Bytes of each item collection, local indexes included; counted only where a collection has a limit. */
  readonly #collections: OrderedMap<EntryKey, Collection> | undefined
  #sizeBytes: number
  #timeToLive: TimeToLiveSpecification | undefined
  /** Of a table with time to live. */
  #expiring: ExpiryQueue | undefined
  #stream: Stream | undefined
  #latestStream: StreamIdentity | undefined
  /** The latest time to which the table was brought. */
  #now = 0
  timeToLiveChange: TimeToLiveChange | undefined
  /** What the table is going through, undefined once that is over. */
  phase: Phase | undefined
  tags: ReadonlyMap<string, string> = new Map()
  /** How large an item collection may be, where it has a limit. */
  collectionSizeBytesMax: number = itemCollectionSizeBytesMax

  constructor(schema: TableSchema, settings: TableSettings, contents: Contents = emptyContents(schema)) {
    this.#schema = schema
    this.settings = settings
    this.#items = contents.items
    this.#indexes = contents.indexes
    this.#collections = contents.collections
    this.#sizeBytes = contents.sizeBytes
  }

  get schema(): TableSchema {
    return this.#schema
  }

  get items(): StoredEntries {
    return this.#items
  }

  get indexes(): readonly SecondaryIndex[] {
    return this.#indexes
  }

  get departingIndexes(): readonly SecondaryIndex[] {
    return this.#departing
  }

  get sizeBytes(): number {
    return this.#sizeBytes
  }

  get hasCollections(): boolean {
    return this.#collections !== undefined
  }

  /** Undefined while the table has none. */
  get timeToLive(): TimeToLiveSpecification | undefined {
    return this.#timeToLive
  }

  /** What is switched on is to be filled with the items that are there. */
  set timeToLive(specification: TimeToLiveSpecification | undefined) {
    this.#timeToLive = specification
    const attribute = specification?.AttributeName
    this.#expiring = attribute === undefined ? undefined : ExpiryQueue.toBeFilled(attribute)
  }

  /** Takes some more items into the time to live. True when all are in. */
  fillTimeToLive(): boolean {
    return this.#expiring?.fill(this.#items, this.#now) ?? true
  }

  /** The stream that takes the table's changes, while it is enabled. */
  get stream(): Stream | undefined {
    return this.#stream
  }

  /** The stream that the table has or had last. */
  get latestStream(): StreamIdentity | undefined {
    return this.#latestStream
  }

  /** Whether anything of the table happens by time alone, so that it has to be brought to the present before use. */
  get followsClock(): boolean {
    return this.#stream !== undefined || this.#expiring !== undefined || this.phase !== undefined
  }

  /** Gives the table, and its streams, to another account or region. */
  moveTo(arn: string): void {
    const streamArn = ({ label }: StreamIdentity) => `${arn}/stream/${label}`
    this.#schema = this.#schema.withArn(arn)
    this.#stream = this.#stream?.movedTo(streamArn(this.#stream.identity))
    const latest = this.#latestStream
    this.#latestStream = this.#stream?.identity ?? (latest && { ...latest, arn: streamArn(latest) })
  }

  clone(): Table {
    const copy = new Table(this.#schema, this.settings, {
      items: this.#items.clone(),
      indexes: this.#indexes.map((index) => index.clone(this.#items)),
      collections: this.#collections === undefined ? undefined : this.#collections.clone(),
      sizeBytes: this.#sizeBytes,
    })
    copy.#departing = this.#departing
    copy.#timeToLive = this.#timeToLive
    copy.#expiring = this.#expiring?.clone(this.#items, this.#now)
    copy.#stream = this.#stream?.clone()
    copy.#latestStream = this.#latestStream
    copy.#now = this.#now
    // What waits for items that were being taken in is over in the copy, which has them all.
    copy.timeToLiveChange = isEndless(this.timeToLiveChange) ? undefined : this.timeToLiveChange
    copy.phase = isEndless(this.phase) ? undefined : this.phase
    copy.tags = this.tags
    copy.collectionSizeBytesMax = this.collectionSizeBytesMax
    return copy
  }

  /** Adds the last global index of `schema`, which is to be filled with what it holds of the items that are there. */
  addIndex(schema: TableSchema, phase: Phase): SecondaryIndex {
    const added = schema.globalIndexes.at(-1)
    assert(added !== undefined && this.index(added.name) === undefined, 'an index that is added is new')
    const index = new SecondaryIndex(added)
    index.phase = phase
    index.beginFilling()
    const globals = this.#indexes.filter((each) => each.schema.isGlobal)
    const locals = this.#indexes.filter((each) => !each.schema.isGlobal)
    this.#schema = schema
    this.#indexes = [...globals, index, ...locals]
    return index
  }

  /** Removes the global index that `schema` lacks. Until the phase is over it can be seen, and no more than that. */
  removeIndex(schema: TableSchema, name: string, phase: Phase): void {
    const index = this.index(name)
    assert(index !== undefined, 'an index that is removed is there')
    index.phase = phase
    this.#departing = [...this.#departing, index]
    this.#schema = schema
    this.#indexes = this.#indexes.filter((each) => each !== index)
  }

  index(name: string): SecondaryIndex | undefined {
    return this.#indexes.find((index) => index.schema.name === name)
  }

  get(key: EntryKey): StoredEntry | undefined {
    return this.#items.get(key)
  }

  openStream(stream: Stream): void {
    assert(this.#stream === undefined, 'a table has one stream at a time')
    this.#stream = stream
    this.#latestStream = stream.identity
  }

  /** Ends the stream and gives it, undefined where there was none. */
  closeStream(now: number): Stream | undefined {
    const stream = this.#stream
    stream?.close(now)
    this.#stream = undefined
    return stream
  }

  /**
   * Does what is due by now: states that are over are forgotten, shards of the stream end, and items that expired longer
   * than the lag ago are deleted, so many of them.
   */
  proceedTo(now: number, timeToLiveLag: number): void {
    // A clock may be set back, and a snapshot restored where another one runs.
    if (now > this.#now) this.#now = now
    this.#settle(now)
    this.#stream?.proceedTo(now)
    const expiring = this.#expiring
    if (expiring === undefined) return
    // The service deletes in the background; a call takes its share and leaves the rest to the next one.
    for (let share = expiredItemsPerCallMax; share > 0 && expiring.isDue(now - timeToLiveLag); share--) {
      const key = expiring.first()
      assert(key !== undefined, 'what is due is there')
      this.write(key, undefined, true)
    }
  }

  /** Stores the item under its key, or removes the one there, and brings the indexes up to date. */
  write(key: EntryKey, item: StoredItem | undefined, isByService = false): void {
    const next = item && storedEntry(key, item)
    const previous = next === undefined ? this.#items.delete(key) : this.#items.set(next)
    if (previous === undefined && next === undefined) return
    this.#sizeBytes += (next?.sizeBytes ?? 0) - (previous?.sizeBytes ?? 0)
    if (this.#collections !== undefined)
      this.#grow(this.#collections, key, this.collectionGrowth(previous, next))
    for (const index of this.#indexes) index.update(previous, next)
    this.#expiring?.update(previous, next, this.#now)
    this.#stream?.record(key, { previous, next, isByService })
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
      const expected = this.#schema.key.entryKeyOf(stored.item)
      assert(
        expected !== undefined && compareEntryKeys(expected, stored) === 0,
        'an item stands where its key says',
      )
      assert(itemSizeBytes(stored.item) === stored.sizeBytes, 'an item knows its size')
      sizeBytes += stored.sizeBytes
      const growth = this.collectionGrowth(undefined, stored)
      collections.set(stored.partition, (collections.get(stored.partition) ?? 0) + growth)
    })
    assert(sizeBytes === this.#sizeBytes, `table ${this.#schema.name} knows its size`)
    for (const index of this.#indexes) index.assertInvariants(this.#items)
    this.#expiring?.assertInvariants(this.#items, this.#now)
    this.#stream?.assertInvariants()
    this.#collections?.assertInvariants()
    this.#collections?.forEach(({ partition, sizeBytes: size }) => {
      assert(size === collections.get(partition), 'an item collection knows its size')
    })
  }

  #settle(now: number): void {
    if (isOver(this.phase, now)) this.phase = undefined
    const change = this.timeToLiveChange
    if (change !== undefined && now >= change.until) this.timeToLiveChange = undefined
    if (this.#departing.length > 0)
      this.#departing = this.#departing.filter(({ phase }) => !isOver(phase, now))
    for (const index of this.#indexes) {
      if (index.phase !== undefined && isOver(index.phase, now)) index.phase = undefined
    }
  }

  #grow(collections: OrderedMap<EntryKey, Collection>, key: EntryKey, growth: number): void {
    const sizeBytes = (collections.get(key)?.sizeBytes ?? 0) + growth
    const { hash, partition } = key
    if (sizeBytes === 0) collections.delete(key)
    else collections.set({ hash, partition, sort: '', primary: undefined, sizeBytes })
  }
}
