import type { CallOptions } from '../../protocol/backend.js'
import { positionOf, startOf } from './position.js'
import type { Page } from './query.types.js'
import type { QueryState } from './query-state.js'
import type { Reader } from './read-batch.js'
import { countFrom, limitOf, readBatch } from './read-batch.js'
import { countShards, readShardedItems, readShardedPage, readShards } from './read-shards.js'

/** One request, and at most `limit` of its items (rule R3). */
export async function readPage<TState extends QueryState, TElement>(
  reader: Reader<TState, TElement>,
  state: TState,
  options?: CallOptions,
): Promise<Page<TElement>> {
  if (state.shards !== undefined) return readShardedPage(reader, state, options)
  const start = await startOf(reader, state)
  if (state.key?.isEmpty === true) return { items: [] }
  const { limit } = state
  const { items, stored, next } = await readBatch(reader, state, { start, limit }, options)
  let position = next
  const last = limit === undefined ? undefined : stored[limit - 1]
  if (limit !== undefined && last !== undefined && items.length > limit) {
    items.length = limit
    position = positionOf(state, last)
  }
  if (position === undefined) return { items }
  return { items, cursor: await state.cursors.encode(position, reader.identity(state)) }
}

/** Item by item, a request whenever one is needed. */
export async function* readItems<TState extends QueryState, TElement>(
  reader: Reader<TState, TElement>,
  state: TState,
  options?: CallOptions,
): AsyncIterableIterator<TElement> {
  if (state.shards !== undefined) return yield* readShardedItems(reader, state, options)
  let start = await startOf(reader, state)
  if (state.key?.isEmpty === true) return
  let given = 0
  let requests = 0
  do {
    const limit = limitOf(state, given, requests++)
    const { items, next } = await readBatch(reader, state, { start, limit }, options)
    for (const item of items) {
      yield item
      if (++given === state.limit) return
    }
    start = next
  } while (start !== undefined)
}

/** All items at once, which asks less of the machine than one by one. */
export async function readAll<TState extends QueryState, TElement>(
  reader: Reader<TState, TElement>,
  state: TState,
  options?: CallOptions,
): Promise<TElement[]> {
  if (state.shards !== undefined) return readShards(reader, state, options)
  let start = await startOf(reader, state)
  if (state.key?.isEmpty === true) return []
  const most = state.limit ?? Infinity
  const all: TElement[] = []
  let requests = 0
  do {
    const limit = limitOf(state, all.length, requests++)
    const { items, next } = await readBatch(reader, state, { start, limit }, options)
    for (const item of items) all.push(item)
    start = next
  } while (start !== undefined && all.length < most)
  if (all.length > most) all.length = most
  return all
}

/** How many items there are, counted by DynamoDB, or by their keys where only those tell entities apart. */
export async function countItems<TState extends QueryState>(
  reader: Reader<TState, unknown>,
  state: TState,
  options?: CallOptions,
): Promise<number> {
  if (state.shards !== undefined) return countShards(reader, state, options)
  const start = await startOf(reader, state)
  if (state.key?.isEmpty === true) return 0
  return countFrom(reader, state, start, options)
}
