import { assert } from '../../core/assert.js'
import { OrderedMap } from '../storage/ordered-map.js'
import type { EventPlace, StreamEvent } from './stream-event.js'

interface Beginning {
  readonly id: string
  readonly parentId: string | undefined
  readonly openedAt: number
  /** Below the ordinals of all its events. */
  readonly firstOrdinal: number
}

type Events = OrderedMap<EventPlace, StreamEvent>

function noEvents(): Events {
  return new OrderedMap<EventPlace, StreamEvent>(
    (left, right) => left.hash - right.hash,
    ({ hash, at }) => ({ hash, at }),
  )
}

/** A part of a stream in order: events of some partitions in some hours. Never changes again once it is closed. */
export class Shard {
  readonly id: string
  readonly parentId: string | undefined
  readonly openedAt: number
  readonly firstOrdinal: number
  readonly #events: Events
  #lastOrdinal: number
  #closedAt: number | undefined

  constructor(
    beginning: Beginning,
    events: Events = noEvents(),
    lastOrdinal: number = beginning.firstOrdinal,
  ) {
    this.id = beginning.id
    this.parentId = beginning.parentId
    this.openedAt = beginning.openedAt
    this.firstOrdinal = beginning.firstOrdinal
    this.#events = events
    this.#lastOrdinal = lastOrdinal
  }

  get closedAt(): number | undefined {
    return this.#closedAt
  }

  /** The ordinal of its last event, or that it began with. */
  get lastOrdinal(): number {
    return this.#lastOrdinal
  }

  append(event: StreamEvent): void {
    assert(this.#closedAt === undefined, 'a closed shard takes no events')
    this.#events.set(event)
    this.#lastOrdinal = event.hash
  }

  close(at: number): void {
    this.#closedAt ??= at
  }

  /** The ordinal from which on nothing is older than the horizon. */
  ordinalAt(horizon: number): number {
    let ordinal = this.firstOrdinal
    this.#events.forEachBackFrom(
      ({ at }) => at > horizon,
      ({ hash }) => {
        ordinal = hash + 1
        return false
      },
    )
    return ordinal
  }

  /** Whether it has an event with this ordinal or a higher one. */
  reaches(ordinal: number): boolean {
    return this.#events.size > 0 && ordinal <= this.#lastOrdinal
  }

  /** Visits events from an ordinal on, until the visitor wants no more. */
  read(from: number, visit: (event: StreamEvent) => boolean): void {
    this.#events.forEachFrom(({ hash }) => hash < from, visit)
  }

  /** A copy that changes to either side do not reach. */
  clone(): Shard {
    return this.#closedAt === undefined ? new Shard(this, this.#events.clone(), this.#lastOrdinal) : this
  }

  /** Throws unless the events follow each other in ordinals and in time, within the shard. */
  assertInvariants(): void {
    this.#events.assertInvariants()
    let last = this.firstOrdinal
    let lastAt = this.openedAt
    this.#events.forEach(({ hash, at }) => {
      assert(hash > last, 'events of a shard have growing ordinals')
      assert(at >= lastAt, 'events of a shard are in the order of time')
      last = hash
      lastAt = at
    })
    assert(last === this.#lastOrdinal, 'a shard knows its last ordinal')
    assert(this.#closedAt === undefined || lastAt <= this.#closedAt, 'a shard closes after its last event')
  }
}
