import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { CallOptions } from '../../protocol/backend.js'
import type { PatternModel } from '../../schema/index.js'
import { compareScalars } from './compare-scalars.js'
import type { PartPosition } from './cursor.js'
import type { QueryState } from './query-state.js'
import type { Reader } from './read-batch.js'
import { readBatch } from './read-batch.js'
import type { ShardPositions } from './shard-cursor.js'
import { shardStates } from './shard-cursor.js'
import { sideBySide } from './side-by-side.js'

/** A place in the order of all shards. */
interface Place {
  readonly shard: number
  readonly stored: AttributeMap
}

/** An item in its place. */
export interface Placed<TElement> extends Place {
  readonly item: TElement
}

/** One shard within a read. */
interface Lane<TState, TElement> {
  readonly shard: number
  readonly state: TState
  items: TElement[]
  stored: AttributeMap[]
  /** How many of these are taken. */
  taken: number
  /** Where the next request begins. */
  next: PartPosition
  /** What is behind the read whatever comes. */
  behind: PartPosition
}

/**
 * The items of all shards in one order: that of the sort key, and where it is the same, that of the shards. Against the
 * order, it is the exact reverse.
 */
export class ShardMerge<TState extends QueryState, TElement> {
  readonly #reader: Reader<TState, TElement>
  readonly #options: CallOptions | undefined
  readonly #pattern: PatternModel
  readonly #direction: 1 | -1
  readonly #lanes: readonly Lane<TState, TElement>[]
  /** What comes before this was given, or written behind what was. */
  #boundary: Place | undefined

  constructor(
    reader: Reader<TState, TElement>,
    state: TState,
    { positions, boundary }: ShardPositions,
    options: CallOptions | undefined,
  ) {
    this.#reader = reader
    this.#options = options
    this.#pattern = state.pattern
    this.#direction = state.isDescending ? -1 : 1
    this.#boundary = boundary
    this.#lanes = shardStates(state).map((each, shard) => {
      const position = positions[shard] ?? 'ahead'
      return { shard, state: each, items: [], stored: [], taken: 0, next: position, behind: position }
    })
  }

  /** Whether nothing is left. */
  get isDone(): boolean {
    return this.#lanes.every((lane) => isEmpty(lane) && lane.next === 'done')
  }

  /** One request to each shard of which nothing is left to take, and may follow. */
  fill(limit: number | undefined): Promise<void> {
    const lanes = this.#lanes.filter((lane) => isEmpty(lane) && lane.next !== 'done')
    return sideBySide(lanes, (lane) => this.#read(lane, limit))
  }

  /** The rest of every shard. */
  drain(): Promise<void> {
    return sideBySide(this.#lanes, async (lane) => {
      while (lane.next !== 'done') await this.#read(lane, undefined)
    })
  }

  /** What comes next; undefined at the end, or where a shard has to be asked before that can be told. */
  peek(): Placed<TElement> | undefined {
    let first: Lane<TState, TElement> | undefined
    let place: Place | undefined
    for (const lane of this.#lanes) {
      const stored = lane.stored[lane.taken] ?? lane.next
      if (stored === 'done') continue
      if (stored === 'ahead') return undefined
      const other = { shard: lane.shard, stored }
      if (place !== undefined && this.#compare(place, other) <= 0) continue
      first = lane
      place = other
    }
    // Nothing of the shard comes before this place, and what comes after it is not known.
    if (first === undefined || place === undefined || isEmpty(first)) return undefined
    return { ...place, item: first.items[first.taken] as TElement }
  }

  /** The same, which is then behind. */
  take(): Placed<TElement> | undefined {
    const placed = this.peek()
    if (placed === undefined) return undefined
    const lane = this.#lanes[placed.shard] as Lane<TState, TElement>
    lane.taken++
    lane.behind = placed.stored
    this.#boundary = placed
    return placed
  }

  /** Where to go on, whatever is written meanwhile. */
  onward(): ShardPositions {
    const positions = this.#lanes.map((lane) =>
      // Where everything that was read was taken, what was left out need not be read again.
      isEmpty(lane) && typeof lane.next !== 'string' ? lane.next : lane.behind,
    )
    return { positions, boundary: this.#boundary }
  }

  /** Where to begin to go back from the first of the items that were taken. */
  back(taken: readonly Placed<TElement>[]): ShardPositions {
    const positions = this.#lanes.map((lane): PartPosition => {
      const first = taken.find(({ shard }) => shard === lane.shard)?.stored ?? lane.stored[lane.taken]
      return first ?? (lane.next === 'done' ? 'ahead' : lane.next)
    })
    return { positions, boundary: taken[0] }
  }

  async #read(lane: Lane<TState, TElement>, limit: number | undefined): Promise<void> {
    const start = typeof lane.next === 'string' ? undefined : lane.next
    const { items, stored, next } = await readBatch(this.#reader, lane.state, { start, limit }, this.#options)
    if (isEmpty(lane)) {
      lane.items = []
      lane.stored = []
      lane.taken = 0
    }
    for (let index = this.#known(lane, stored); index < stored.length; index++) {
      lane.items.push(items[index] as TElement)
      lane.stored.push(stored[index] as AttributeMap)
    }
    lane.next = next ?? 'done'
  }

  /** How many items of a batch were written behind what was given. */
  #known({ shard }: Lane<TState, TElement>, batch: readonly AttributeMap[]): number {
    const boundary = this.#boundary
    // Of its own shard, the request began there.
    if (boundary === undefined || boundary.shard === shard) return 0
    const isAhead = (stored: AttributeMap) => this.#compare({ shard, stored }, boundary) > 0
    const first = batch.findIndex(isAhead)
    return first === -1 ? batch.length : first
  }

  /** Negative where `left` comes before `right`. */
  #compare(left: Place, right: Place): number {
    for (const { name } of this.#pattern.sort) {
      const [one, other] = [left.stored[name], right.stored[name]]
      const difference = one === undefined || other === undefined ? 0 : compareScalars(one, other)
      if (difference !== 0) return difference * this.#direction
    }
    return (left.shard - right.shard) * this.#direction
  }
}

const isEmpty = ({ taken, items }: Lane<unknown, unknown>): boolean => taken === items.length
