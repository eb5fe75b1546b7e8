import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { CallOptions } from '../../protocol/backend.js'
import { readError } from './filter.js'
import { positionOf, startOf } from './position.js'
import type { ExactPage } from './query.types.js'
import type { QueryState } from './query-state.js'
import type { Reader } from './read-batch.js'
import { limitOf, readBatch } from './read-batch.js'
import { readShardsExactly } from './read-shards.js'

export interface UntypedExactOptions extends CallOptions {
  readonly after?: string | undefined
  readonly before?: string | undefined
}

/**
 * So many items, over as many requests as it takes. One more is read, which tells whether anything follows; backwards,
 * the query runs the other way round.
 */
export async function readExactly<TState extends QueryState, TElement>(
  reader: Reader<TState, TElement>,
  state: TState,
  size: number,
  { after, before, ...options }: UntypedExactOptions,
): Promise<ExactPage<TElement>> {
  assertPlace(state, after, before)
  const isBackward = before !== undefined
  const cursor = before ?? after
  if (state.shards !== undefined)
    return readShardsExactly(reader, { ...state, cursor }, size, isBackward, options)
  const start = await startOf(reader, { ...state, cursor })
  if (state.key?.isEmpty === true) return { items: [] }
  const directed = { ...state, cursor, isDescending: state.isDescending !== isBackward, limit: size + 1 }
  const found = await take(reader, directed, start, options)
  const hasMore = found.items.length > size
  const items = found.items.slice(0, size)
  const stored = found.stored.slice(0, size)
  if (isBackward) {
    items.reverse()
    stored.reverse()
  }
  const page: { items: TElement[]; before?: string; after?: string } = { items }
  const [first, last] = [stored[0], stored.at(-1)]
  if (first === undefined || last === undefined) return page
  const encode = (item: AttributeMap) => state.cursors.encode(positionOf(state, item), reader.identity(state))
  // A scan has no order to run against.
  if (state.key !== undefined && (isBackward ? hasMore : cursor !== undefined))
    page.before = await encode(first)
  if (isBackward || hasMore) page.after = await encode(last)
  return page
}

async function take<TState extends QueryState, TElement>(
  reader: Reader<TState, TElement>,
  state: TState & { readonly limit: number },
  from: AttributeMap | undefined,
  options: CallOptions,
): Promise<{ items: TElement[]; stored: AttributeMap[] }> {
  const items: TElement[] = []
  const stored: AttributeMap[] = []
  let start = from
  let requests = 0
  do {
    const limit = limitOf(state, items.length, requests++)
    const batch = await readBatch(reader, state, { start, limit }, options)
    items.push(...batch.items)
    stored.push(...batch.stored)
    start = batch.next
  } while (start !== undefined && items.length < state.limit)
  return { items, stored }
}

function assertPlace(state: QueryState, after: unknown, before: unknown): void {
  const refuse = (problem: string): never => {
    throw readError(state, 'repository.exactly', problem, {})
  }
  if (after !== undefined && before !== undefined)
    refuse('a page stands after one cursor or before one: give one of them')
  if (before !== undefined && state.key === undefined)
    refuse('a scan has no order, and so nothing stands before an item: query an access pattern')
  if (state.cursor !== undefined || state.limit !== undefined)
    refuse('exactly takes its size and its cursor itself: leave limit and from out')
}
