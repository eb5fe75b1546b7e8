import { pageCost } from './cost.js'
import type { PlannedCost, ReadPlan } from './plan.types.js'
import type { ReadRequest, Wanted } from '../reads/query-input.js'
import { isToldByKeys, readRequest } from '../reads/query-input.js'
import type { QueryState } from '../reads/query-state.js'
import type { Reader } from '../reads/read-batch.js'
import { shardStates } from '../reads/shard-cursor.js'

/** What a read, or a count of what it finds, would send, and what it costs. */
export function planPages<TState extends QueryState>(
  { request }: Pick<Reader<TState, unknown>, 'request'>,
  state: TState,
  wanted: Wanted,
  facts?: ReadFacts<TState>,
): ReadPlan {
  const { limit, isConsistent, key } = state
  const requests = shardStates(state).map((each) =>
    request(each, now(state), { start: undefined, limit }, wanted),
  )
  return planReads(state, requests, pageCost(isConsistent, key?.isEmpty === true, requests.length), facts)
}

/** What a parallel scan would send: pages of every segment. */
export function planParallel(state: QueryState, segments: number): ReadPlan {
  const { limit } = state
  const requests = Array.from({ length: segments }, (_, number) =>
    readRequest(state, now(state), { start: undefined, limit, segment: { number, of: segments } }),
  )
  const page = pageCost(state.isConsistent, false)
  return planReads(state, requests, {
    ...page,
    readUnits: { minimum: page.readUnits.minimum * segments, maximum: undefined },
    arithmetic: [...page.arithmetic, `${segments} segments, each of a page at least`],
  })
}

const now = ({ runtime }: QueryState): number => runtime.environment.clock.now()

/** What the plan of a read says of it, where it is not of one entity. */
interface ReadFacts<TState> {
  readonly entities: readonly string[]
  readonly accessPattern: string
  readonly warningsOf: (state: TState, request: ReadRequest | undefined) => readonly string[]
}

/** The plan of requests that are sent for every page. */
function planReads<TState extends QueryState>(
  state: TState,
  requests: readonly ReadRequest[],
  cost: PlannedCost,
  { entities, accessPattern, warningsOf }: ReadFacts<TState> = {
    entities: [state.runtime.model.name],
    accessPattern: state.pattern.name,
    warningsOf: queryWarnings,
  },
): ReadPlan {
  return {
    entities,
    accessPattern,
    requests:
      state.key?.isEmpty === true
        ? []
        : requests.map((request) => ({ ...request, when: 'per page' as const })),
    canAppear: [...entities, ...state.others.map((other) => other.model.name)],
    cost,
    warnings: warningsOf(state, requests[0]),
  }
}

export const filterWarning = 'a filter saves no capacity: what it leaves out is read and charged for'

/** Of what an index gives: the items themselves are looked at when they are fetched. */
export const expiredWarning = 'expired items are returned: the access pattern says includeExpired'

function queryWarnings(state: QueryState, request: ReadRequest | undefined): string[] {
  const { runtime, pattern, key, filter, projection, others } = state
  const warnings: string[] = []
  if (key === undefined) warnings.push('a scan reads, and charges for, every item of the table')
  if (filter !== undefined) warnings.push(filterWarning)
  if (others.length > 0)
    warnings.push(
      `items of other entities stand among those of ${runtime.model.name}: they are read and left out${isToldByKeys(state) ? ', told by their keys' : ''}`,
    )
  warnings.push(...limitWarnings(state, request))
  if (projection !== undefined)
    warnings.push('a projection saves no capacity: whole items are read and charged for')
  warnings.push(...fetchWarnings(state))
  if (pattern.includeExpired && runtime.model.expiry !== undefined) warnings.push(expiredWarning)
  return warnings
}

/** What is read beyond a limit. */
export function limitWarnings({ shards, limit }: QueryState, request: ReadRequest | undefined): string[] {
  if (limit === undefined) return []
  const warnings: string[] = []
  if (request?.input.Limit === undefined)
    warnings.push(
      'limit counts returned items, and others are left out: a page may read up to 1 MB, unless readLimit bounds it',
    )
  // Which shard has the first items cannot be known before each was asked for as many as are wanted.
  if (shards !== undefined && shards.length > 1)
    warnings.push(
      `each of ${shards.length} shards is asked for as many items as limit says: what is too many is read and left out`,
    )
  return warnings
}

/** A local index has to fetch from its table what it does not project. */
export function fetchWarnings({ pattern, projection }: QueryState): string[] {
  if (pattern.index === undefined || pattern.isGlobal || pattern.projectsAll) return []
  if (projection?.places.every(({ root }) => pattern.projects(root)) === true) return []
  return [
    `local index ${pattern.index} does not project everything: each item costs a read of the table more`,
  ]
}
