import type { CallOptions } from '../../protocol/backend.js'
import { planParallel } from '../plans/plan-query.js'
import type { ReadPlan } from '../plans/plan.types.js'
import type { PartPosition } from './cursor.js'
import { readError } from './filter.js'
import { assertPosition, positionOf, queryIdentity } from './position.js'
import type { Segment } from './query-input.js'
import { queryReader } from './query-reader.js'
import type { QueryState } from './query-state.js'
import type { Batch } from './read-batch.js'
import { readBatch } from './read-batch.js'

type Row = Record<string, unknown>

export interface UntypedParallelOptions extends CallOptions {
  readonly segments: number
  readonly concurrency?: number | undefined
  readonly from?: string | undefined
}

/** Each has a position in the cursor, which stays short enough to be stored. */
const segmentsMax = 1000
const concurrencyMax = 100
const usualConcurrency = 8

/** What a request for one segment gave. */
interface Arrival {
  readonly segment: number
  readonly batch: Batch<Row>
}

/**
 * Reads the segments of a table side by side. Each of at most `concurrency` segments has one request under way, or one
 * page that waits to be taken, so that memory holds no more pages than that and the one that is being read.
 */
export class ParallelScan implements AsyncIterableIterator<Row> {
  readonly #state: QueryState
  readonly #segments: number
  readonly #concurrency: number
  readonly #signal: AbortSignal | undefined
  readonly #identity: string
  readonly #abort = new AbortController()
  readonly #items: AsyncIterator<Row>
  #positions: Promise<PartPosition[]> | undefined

  constructor(state: QueryState, options: UntypedParallelOptions | undefined) {
    // Also tells a page that its position is from a cursor.
    this.#state = { ...state, cursor: options?.from }
    this.#segments = assertWhole(state, 'segments', options?.segments, segmentsMax)
    this.#concurrency = assertWhole(
      state,
      'concurrency',
      options?.concurrency ?? usualConcurrency,
      concurrencyMax,
    )
    if (state.cursor !== undefined)
      throw readError(state, 'repository.parallel', 'a parallel scan takes its cursor as its own from', {})
    this.#signal = options?.signal
    this.#identity = JSON.stringify(['parallel', this.#segments, queryIdentity(state)])
    this.#items = this.#run()
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  next(): Promise<IteratorResult<Row, undefined>> {
    return this.#items.next() as Promise<IteratorResult<Row, undefined>>
  }

  async return(): Promise<IteratorResult<Row, undefined>> {
    // At once: a request that is under way would keep the loop waiting for an answer that no one wants.
    this.#abort.abort()
    await this.#items.return?.()
    return { done: true, value: undefined }
  }

  async cursor(): Promise<string | undefined> {
    const positions = await this.#start()
    if (positions.every((position) => position === 'done')) return undefined
    return this.#state.cursors.encodeParts(positions, this.#identity)
  }

  plan(): ReadPlan {
    return planParallel(this.#state, this.#segments)
  }

  /** The positions that the scan begins with, and that go on with it. */
  #start(): Promise<PartPosition[]> {
    return (this.#positions ??= this.#readCursor())
  }

  async #readCursor(): Promise<PartPosition[]> {
    const { cursor, cursors } = this.#state
    if (cursor === undefined) return Array.from({ length: this.#segments }, () => 'ahead' as const)
    const positions = await cursors.decodeParts(cursor, this.#identity, this.#segments)
    for (const position of positions) if (typeof position !== 'string') assertPosition(this.#state, position)
    return [...positions]
  }

  async *#run(): AsyncGenerator<Row, undefined> {
    const positions = await this.#start()
    const waiting = [...positions.keys()].filter((segment) => positions[segment] !== 'done')
    const underway = new Map<number, Promise<Arrival>>()
    const send = (segment: number, start: PartPosition | undefined): void => {
      underway.set(segment, this.#request(segment, start))
    }
    let left = this.#state.limit ?? Infinity
    try {
      for (const segment of waiting.splice(0, this.#concurrency)) send(segment, positions[segment])
      while (underway.size > 0) {
        const { segment, batch } = await Promise.race(underway.values())
        underway.delete(segment)
        const next = batch.next ?? waiting.shift()
        if (typeof next === 'number') send(next, positions[next])
        else if (next !== undefined) send(segment, next)
        for (const [index, item] of batch.items.entries()) {
          const stored = batch.stored[index]
          if (stored !== undefined) positions[segment] = positionOf(this.#state, stored)
          if (index === batch.items.length - 1) positions[segment] = batch.next ?? 'done'
          yield item
          if (--left === 0) return undefined
        }
        if (batch.items.length === 0) positions[segment] = batch.next ?? 'done'
      }
    } finally {
      this.#abort.abort()
      // What was aborted fails, and no one is left to hear of it.
      for (const each of underway.values()) each.catch(() => undefined)
    }
    return undefined
  }

  async #request(number: number, start: PartPosition | undefined): Promise<Arrival> {
    const segment: Segment = { number, of: this.#segments }
    const { signal } = this.#abort
    const batch = await readBatch(
      queryReader,
      this.#state,
      { start: typeof start === 'string' ? undefined : start, limit: this.#state.limit, segment },
      { signal: this.#signal === undefined ? signal : AbortSignal.any([this.#signal, signal]) },
    )
    return { segment: number, batch }
  }
}

function assertWhole(state: QueryState, word: string, given: number | undefined, most: number): number {
  if (given !== undefined && Number.isSafeInteger(given) && given >= 1 && given <= most) return given
  throw readError(
    state,
    'repository.parallel',
    `${word} of a parallel scan is a whole number from 1 to ${most}, not ${String(given)}`,
    { [word]: given },
  )
}
