import type { CallOptions } from '../../protocol/backend.js'
import type { ExactPage, Page } from './query.types.js'
import type { QueryState } from './query-state.js'
import type { Reader } from './read-batch.js'
import { countFrom, limitOf } from './read-batch.js'
import { encodeShards, shardPositions, shardStates } from './shard-cursor.js'
import type { Placed } from './shard-merge.js'
import { ShardMerge } from './shard-merge.js'
import { sideBySide } from './side-by-side.js'

/**
 * One request to each shard. Where one has more than it gave, the page ends there: what follows in the others may come
 * after that.
 */
export async function readShardedPage<TState extends QueryState, TElement>(
  reader: Reader<TState, TElement>,
  state: TState,
  options: CallOptions | undefined,
): Promise<Page<TElement>> {
  const merge = await open(reader, state, options)
  if (state.key?.isEmpty === true) return { items: [] }
  await merge.fill(state.limit)
  const items: TElement[] = []
  while (items.length !== state.limit) {
    const placed = merge.take()
    if (placed === undefined) break
    items.push(placed.item)
  }
  if (merge.isDone) return { items }
  return { items, cursor: await encodeShards(reader, state, merge.onward()) }
}

/** Item by item, in the order of all shards. */
export async function* readShardedItems<TState extends QueryState, TElement>(
  reader: Reader<TState, TElement>,
  state: TState,
  options: CallOptions | undefined,
): AsyncIterableIterator<TElement> {
  const merge = await open(reader, state, options)
  if (state.key?.isEmpty === true) return
  let given = 0
  let requests = 0
  for (;;) {
    const placed = merge.take()
    if (placed !== undefined) {
      yield placed.item
      if (++given === state.limit) return
    } else if (merge.isDone) return
    else await merge.fill(limitOf(state, given, requests++))
  }
}

/** All items in the order of all shards, which are read side by side. */
export async function readShards<TState extends QueryState, TElement>(
  reader: Reader<TState, TElement>,
  state: TState,
  options: CallOptions | undefined,
): Promise<TElement[]> {
  const merge = await open(reader, state, options)
  if (state.key?.isEmpty === true) return []
  if (state.limit === undefined) await merge.drain()
  const taken = await takeUpTo(merge, state, state.limit)
  return taken.map(({ item }) => item)
}

/** How many items there are in all shards. */
export async function countShards<TState extends QueryState>(
  reader: Reader<TState, unknown>,
  state: TState,
  options: CallOptions | undefined,
): Promise<number> {
  const { positions } = await shardPositions(reader, state)
  if (state.key?.isEmpty === true) return 0
  let count = 0
  await sideBySide([...shardStates(state).entries()], async ([shard, each]) => {
    const from = positions[shard]
    const found = await countFrom(reader, each, typeof from === 'string' ? undefined : from, options)
    count += found
  })
  return Math.min(count, state.limit ?? Infinity)
}

/** So many items of all shards, and the way on in both directions, as `readExactly` has them. */
export async function readShardsExactly<TState extends QueryState, TElement>(
  reader: Reader<TState, TElement>,
  state: TState,
  size: number,
  isBackward: boolean,
  options: CallOptions,
): Promise<ExactPage<TElement>> {
  const directed = { ...state, isDescending: state.isDescending !== isBackward, limit: size + 1 }
  const merge = await open(reader, directed, options)
  if (state.key?.isEmpty === true) return { items: [] }
  const taken = await takeUpTo(merge, directed, size)
  const items = taken.map(({ item }) => item)
  if (taken.length === 0) return { items }
  for (let requests = 0; merge.peek() === undefined && !merge.isDone; requests++)
    await merge.fill(limitOf(directed, size, requests))
  const hasMore = !merge.isDone
  const onward = hasMore ? await encodeShards(reader, directed, merge.onward()) : undefined
  const reversed = { ...directed, isDescending: !directed.isDescending }
  const back =
    isBackward || state.cursor !== undefined
      ? await encodeShards(reader, reversed, merge.back(taken))
      : undefined
  if (isBackward) items.reverse()
  const [before, after] = isBackward ? [onward, back] : [back, onward]
  return { items, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }
}

async function open<TState extends QueryState, TElement>(
  reader: Reader<TState, TElement>,
  state: TState,
  options: CallOptions | undefined,
): Promise<ShardMerge<TState, TElement>> {
  return new ShardMerge(reader, state, await shardPositions(reader, state), options)
}

/** So many items, or what there is. */
async function takeUpTo<TState extends QueryState, TElement>(
  merge: ShardMerge<TState, TElement>,
  state: TState,
  most: number | undefined,
): Promise<Placed<TElement>[]> {
  const taken: Placed<TElement>[] = []
  let requests = 0
  while (taken.length !== most) {
    const placed = merge.take()
    if (placed !== undefined) taken.push(placed)
    else if (merge.isDone) break
    else await merge.fill(limitOf(state, taken.length, requests++))
  }
  return taken
}
