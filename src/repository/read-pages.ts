import type { AttributeMap } from '../protocol/attribute-value.js'
import type { CallOptions, OperationOutput } from '../protocol/backend.js'
import { positionNames, readRequest } from './query-input.js'
import type { Page } from './query.types.js'
import type { QueryState } from './query-state.js'
import { readRow } from './read-row.js'

type Row = Record<string, unknown>

/** What one request gave: rows with the place of each, and where the next request begins. */
interface Batch {
  readonly rows: readonly { readonly item: Row; readonly stored: AttributeMap }[]
  readonly next: AttributeMap | undefined
}

/** One request, and at most `limit` of its items (rule R3). */
export async function readPage(state: QueryState, options?: CallOptions): Promise<Page<Row>> {
  if (state.key?.isEmpty === true) return { items: [] }
  const { rows, next } = await readBatch(state, await startOf(state), state.limit, options)
  const { limit } = state
  const isCut = limit !== undefined && rows.length > limit
  const kept = isCut ? rows.slice(0, limit) : rows
  const items = kept.map(({ item }) => item)
  const last = kept.at(-1)
  const position = isCut && last !== undefined ? positionOf(state, last.stored) : next
  if (position === undefined) return { items }
  return { items, cursor: await state.cursors.encode(position, identity(state)) }
}

/** Item by item, a request whenever one is needed. */
export async function* readItems(state: QueryState, options?: CallOptions): AsyncIterableIterator<Row> {
  if (state.key?.isEmpty === true) return
  let start = await startOf(state)
  let left = state.limit
  do {
    const { rows, next } = await readBatch(state, start, left, options)
    for (const { item } of rows) {
      yield item
      if (left !== undefined && --left === 0) return
    }
    start = next
  } while (start !== undefined)
}

/** How many items there are. Where the index cannot tell entities or expired items apart, they have to be looked at. */
export async function countItems(state: QueryState, options?: CallOptions): Promise<number> {
  if (state.key?.isEmpty === true) return 0
  const { limit } = state
  let count = 0
  if (needsLook(state)) {
    for await (const item of readItems(state, options)) count += item === undefined ? 0 : 1
    return count
  }
  let start = await startOf(state)
  do {
    const left = limit === undefined ? undefined : limit - count
    const output = await send(state, start, left, options, true)
    count += output.Count ?? 0
    start = output.LastEvaluatedKey
  } while (start !== undefined && (limit === undefined || count < limit))
  return limit === undefined ? count : Math.min(count, limit)
}

/** Whether a request cannot leave out by itself what is not an item of the entity. */
function needsLook({ runtime, pattern, others }: QueryState): boolean {
  const { marker } = runtime.model
  return others.length > 0 && (marker === undefined || !pattern.projects(marker.attribute))
}

async function readBatch(
  state: QueryState,
  start: AttributeMap | undefined,
  limit: number | undefined,
  options: CallOptions | undefined,
): Promise<Batch> {
  const output = await send(state, start, limit, options, false)
  const now = state.runtime.environment.clock.now()
  const rows = []
  for (const stored of output.Items ?? []) {
    const item = readRow(state, stored, now)
    if (item !== undefined) rows.push({ item, stored })
  }
  return { rows, next: output.LastEvaluatedKey }
}

function send(
  state: QueryState,
  start: AttributeMap | undefined,
  limit: number | undefined,
  options: CallOptions | undefined,
  isCount: boolean,
): Promise<OperationOutput<'Query'>> {
  const { backend, clock } = state.runtime.environment
  const request = readRequest(state, clock.now(), start, limit, isCount)
  return request.operation === 'Query'
    ? backend.execute('Query', request.input, options)
    : backend.execute('Scan', request.input, options)
}

async function startOf(state: QueryState): Promise<AttributeMap | undefined> {
  return state.cursor === undefined ? undefined : state.cursors.decode(state.cursor, identity(state))
}

function positionOf({ runtime, pattern }: QueryState, stored: AttributeMap): AttributeMap {
  const position: AttributeMap = {}
  for (const name of positionNames(runtime, pattern)) {
    const value = stored[name]
    if (value !== undefined) position[name] = value
  }
  return position
}

/** What a cursor is bound to: the entity, the access pattern, its key, the caller's filter and the direction. */
function identity(state: QueryState): string {
  const { runtime, pattern } = state
  // Time decides which items are alive; it must not decide whether a cursor fits, so it stands still here.
  const bound = { ...state, readLimit: undefined, projection: undefined, isConsistent: false }
  const { input } = readRequest(bound, 0, undefined, undefined)
  return JSON.stringify([runtime.model.name, pattern.name, input], bytesAsText)
}

function bytesAsText(_name: string, value: unknown): unknown {
  return value instanceof Uint8Array ? [...value] : value
}
