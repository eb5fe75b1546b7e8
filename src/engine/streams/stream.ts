import { assert } from '../../core/assert.js'
import type { StreamViewType } from '../../protocol/tables.js'
import { shardMilliseconds, streamRetentionMilliseconds } from '../../protocol/limits.js'
import type { EntryKey } from '../storage/entry-key.js'
import type { KeySchema } from '../tables/key-schema.js'
import { Shard } from './shard.js'
import type { StreamSeed } from './shard-identity.js'
import { eventId, shardId } from './shard-identity.js'
import type { Change, StreamEvent } from './stream-event.js'
import { changesNothing, streamEvent } from './stream-event.js'

const shardPeriodsKept = streamRetentionMilliseconds / shardMilliseconds

/** What a stream is called and what it shows. */
export interface StreamIdentity {
  readonly arn: string
  readonly label: string
  readonly tableName: string
  readonly key: KeySchema
  readonly viewType: StreamViewType
  readonly createdAt: number
  /** Shards that are open at a time. */
  readonly partitions: number
  readonly seed: StreamSeed
}

/** Successive shards that hold the same partitions, the last of them open as long as the stream is. */
type Lineage = readonly Shard[]

/**
 * The changes of a table's items. Each item's are in one lineage of shards, in order; ordinals grow over the whole stream.
 * Shards end and begin by the clock, but only when somebody looks: `proceedTo` comes before whatever reads or records.
 */
export class Stream {
  readonly identity: StreamIdentity
  #lineages: readonly Lineage[]
  #period = -1
  #nextOrdinal = 1
  #now: number
  #closedAt: number | undefined

  constructor(identity: StreamIdentity, lineages: readonly Lineage[] = []) {
    this.identity = identity
    this.#lineages = lineages
    this.#now = identity.createdAt
    if (lineages.length === 0) this.#roll()
  }

  /** A copy of the stream under another ARN, for when its table goes to another account or region. */
  movedTo(arn: string): Stream {
    return this.#copy({ ...this.identity, arn })
  }

  get closedAt(): number | undefined {
    return this.#closedAt
  }

  /** Above the ordinals of all events so far. */
  get nextOrdinal(): number {
    return this.#nextOrdinal
  }

  proceedTo(now: number): void {
    if (this.#closedAt !== undefined || now <= this.#now) return
    this.#now = now
    if (now >= this.#periodStart(this.#period + 1)) this.#roll()
  }

  /** Takes the change of the item with this key, if it is one. */
  record({ hash }: EntryKey, change: Change): void {
    if (changesNothing(change)) return
    const place = { hash: this.#nextOrdinal, at: this.#now }
    this.#nextOrdinal += 1
    const event = streamEvent(place, change, this.identity.key, this.identity.viewType)
    this.#openShard(this.#lineageOf(hash)).append(event)
  }

  /** Ends all shards. A closed stream never changes again. */
  close(now: number): void {
    this.proceedTo(now)
    this.#closedAt = this.#now
    for (const index of this.#lineages.keys()) this.#openShard(index).close(this.#now)
  }

  /** Shards with anything not older than the horizon, or open, in the order of their ids. */
  shardsAt(horizon: number): Shard[] {
    return this.#lineages
      .flatMap((shards) => shards.filter((shard) => outlives(shard, horizon)))
      .sort((left, right) => (left.id < right.id ? -1 : 1))
  }

  eventId({ hash }: StreamEvent): string {
    return eventId(this.identity.seed, hash)
  }

  /** A copy that changes to either side do not reach; closed shards are shared. */
  clone(): Stream {
    return this.#copy(this.identity)
  }

  #copy(identity: StreamIdentity): Stream {
    const lineages = this.#lineages.map((shards) => shards.map((shard) => shard.clone()))
    const copy = new Stream(identity, lineages)
    copy.#period = this.#period
    copy.#nextOrdinal = this.#nextOrdinal
    copy.#now = this.#now
    copy.#closedAt = this.#closedAt
    return copy
  }

  /** Throws unless lineages are unbroken and every event is in that of its item. Walks everything. */
  assertInvariants(): void {
    const isClosed = this.#closedAt !== undefined
    const ids = new Set<string>()
    const ordinals = new Set<number>()
    for (const [index, shards] of this.#lineages.entries()) {
      assert(shards.length > 0, 'a lineage has a shard')
      shards.forEach((shard, at) => {
        shard.assertInvariants()
        ids.add(shard.id)
        const isLast = at === shards.length - 1
        assert((shard.closedAt === undefined) === (isLast && !isClosed), 'only last shards are open')
        const child = shards[at + 1]
        assert(child === undefined || child.parentId === shard.id, 'shards of a lineage name their parents')
        assert(child === undefined || child.firstOrdinal > shard.lastOrdinal, 'a parent is before its child')
        assert(shard.lastOrdinal < this.#nextOrdinal, 'ordinals are below the next one')
        shard.read(0, (event) => {
          const key = this.identity.key.entryKeyOf(event.keys)
          assert(
            key !== undefined && this.#lineageOf(key.hash) === index,
            'an event is in the lineage of its item',
          )
          assert(!ordinals.has(event.hash), 'no two events have the same ordinal')
          ordinals.add(event.hash)
          return true
        })
      })
    }
    assert(ids.size === this.#lineages.flat().length, 'no two shards have the same id')
  }

  /** Partitions of the table are shared out by the ring of their hashes. */
  #lineageOf(hash: number): number {
    return Math.floor(((hash + 2 ** 31) / 2 ** 32) * this.identity.partitions)
  }

  #openShard(lineage: number): Shard {
    const shard = this.#lineages[lineage]?.at(-1)
    assert(shard !== undefined, 'a lineage has a shard')
    return shard
  }

  #periodStart(period: number): number {
    return this.identity.createdAt + period * shardMilliseconds
  }

  /** Opens the shards of every period up to now, those that would have been trimmed since excepted, and forgets what has. */
  #roll(): void {
    const period = Math.floor((this.#now - this.identity.createdAt) / shardMilliseconds)
    const first = Math.max(this.#period + 1, period - shardPeriodsKept)
    for (let each = first; each <= period; each += 1) {
      this.#lineages = Array.from({ length: this.identity.partitions }, (_, index) => [
        ...closed(this.#lineages[index] ?? []),
        this.#newShard(index, each),
      ])
    }
    const horizon = this.#now - streamRetentionMilliseconds
    this.#lineages = this.#lineages.map((shards) => shards.filter((shard) => outlives(shard, horizon)))
    this.#period = period
  }

  #newShard(lineage: number, period: number): Shard {
    const idOf = (each: number) =>
      shardId(this.identity.seed, this.#periodStart(each), each * this.identity.partitions + lineage)
    const firstOrdinal = this.#nextOrdinal
    this.#nextOrdinal += 1
    return new Shard({
      id: idOf(period),
      parentId: period === 0 ? undefined : idOf(period - 1),
      openedAt: this.#periodStart(period),
      firstOrdinal,
    })
  }
}

function closed(shards: Lineage): Lineage {
  const last = shards.at(-1)
  last?.close(last.openedAt + shardMilliseconds)
  return shards
}

function outlives({ closedAt }: Shard, horizon: number): boolean {
  return closedAt === undefined || closedAt > horizon
}
