import { isServiceError } from '../../protocol/service-errors.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { CallOptions, OperationOutput } from '../../protocol/backend.js'
import { send } from '../hooks/send.js'
import { withoutTable } from '../missing-table.js'
import { cursorError } from './cursor.js'
import type { PageRange, ReadRequest, Wanted } from './query-input.js'
import type { QueryState } from './query-state.js'

/** What tells one kind of read from another: its requests, and what it makes of the items that they give. */
export interface Reader<TState extends QueryState, TElement> {
  /** What a cursor is bound to. */
  identity(state: TState): string
  request(state: TState, now: number, range: PageRange, wanted: Wanted): ReadRequest
  /** Undefined for an item that is left out. */
  read(state: TState, stored: AttributeMap, now: number): TElement | undefined
  wantedForCount(state: TState): Wanted
  /** Whether an item counts, of which only is there what tells whose it is. */
  isCounted(state: TState, stored: AttributeMap, now: number): boolean
}

/** What one request gave, and where the next request begins. */
export interface Batch<TElement> {
  readonly items: TElement[]
  /** The same as they are stored, which tells the place of each. */
  readonly stored: readonly AttributeMap[]
  readonly next: AttributeMap | undefined
}

const grownLimitMax = 1000

/**
 * How many items the next request may give. Expired ones among them are left out, and where they stand in a run, a limit
 * that doubles with each request gets past them in few.
 */
export function limitOf({ limit }: QueryState, given: number, requests: number): number | undefined {
  if (limit === undefined) return undefined
  const left = limit - given
  return Math.max(left, Math.min(left * 2 ** requests, grownLimitMax))
}

/** One request, and all that it gave. */
export async function readBatch<TState extends QueryState, TElement>(
  reader: Reader<TState, TElement>,
  state: TState,
  range: PageRange,
  options: CallOptions | undefined,
): Promise<Batch<TElement>> {
  const { Items = [], LastEvaluatedKey } = await request(reader, state, range, options, 'items')
  const now = state.runtime.environment.clock.now()
  const items: TElement[] = []
  const stored: AttributeMap[] = []
  for (const each of Items) {
    const item = reader.read(state, each, now)
    if (item === undefined) continue
    items.push(item)
    stored.push(each)
  }
  return { items, stored, next: LastEvaluatedKey }
}

async function request<TState extends QueryState>(
  reader: Reader<TState, unknown>,
  state: TState,
  range: PageRange,
  options: CallOptions | undefined,
  wanted: Wanted,
): Promise<OperationOutput<'Query'>> {
  const { environment } = state.runtime
  const { operation, input } = reader.request(state, environment.clock.now(), range, wanted)
  try {
    return await (operation === 'Query'
      ? send(environment, state, 'Query', input, options)
      : send(environment, state, 'Scan', input, options))
  } catch (error) {
    // The query itself was accepted when it made the cursor: what is refused is a position that was tampered with.
    const isFromCursor = state.cursor !== undefined && range.start !== undefined
    if (isFromCursor && isServiceError(error, 'ValidationException'))
      throw cursorError('DynamoDB refuses its position', error)
    throw withoutTable(error, [state.runtime])
  }
}

/** How many items there are behind a position. */
export async function countFrom<TState extends QueryState>(
  reader: Reader<TState, unknown>,
  state: TState,
  from: AttributeMap | undefined,
  options: CallOptions | undefined,
): Promise<number> {
  const wanted = reader.wantedForCount(state)
  const { clock } = state.runtime.environment
  const most = state.limit ?? Infinity
  let count = 0
  let requests = 0
  let start = from
  do {
    const limit = limitOf(state, count, requests++)
    const {
      Items = [],
      Count = 0,
      LastEvaluatedKey,
    } = await request(reader, state, { start, limit }, options, wanted)
    const now = clock.now()
    count +=
      wanted === 'count' ? Count : Items.filter((stored) => reader.isCounted(state, stored, now)).length
    start = LastEvaluatedKey
  } while (start !== undefined && count < most)
  return Math.min(count, most)
}
