import { pageCost } from './cost.js'
import type { ReadPlan } from './plan.types.js'
import type { ReadRequest } from '../reads/query-input.js'
import { isToldByKeys, readRequest, wantedForCount } from '../reads/query-input.js'
import type { QueryState } from '../reads/query-state.js'

/** What a query, or a count of what it finds, would send, and what it costs. */
export function planQuery(state: QueryState, word?: 'count'): ReadPlan {
  const { runtime, pattern, key, isConsistent, others, limit } = state
  const isEmpty = key?.isEmpty === true
  const wanted = word === 'count' ? wantedForCount(state) : 'items'
  const request = readRequest(state, runtime.environment.clock.now(), { start: undefined, limit }, wanted)
  return {
    entities: [runtime.model.name],
    accessPattern: pattern.name,
    requests: isEmpty ? [] : [{ ...request, when: 'per page' }],
    canAppear: [runtime.model.name, ...others.map((other) => other.model.name)],
    cost: pageCost(isConsistent, isEmpty),
    warnings: warningsOf(state, request),
  }
}

function warningsOf(state: QueryState, { input }: ReadRequest): string[] {
  const { runtime, pattern, key, filter, projection, others, limit } = state
  const warnings: string[] = []
  if (key === undefined) warnings.push('a scan reads, and charges for, every item of the table')
  if (filter !== undefined)
    warnings.push('a filter saves no capacity: what it leaves out is read and charged for')
  if (others.length > 0)
    warnings.push(
      `items of other entities stand among those of ${runtime.model.name}: they are read and left out${isToldByKeys(state) ? ', told by their keys' : ''}`,
    )
  if (limit !== undefined && input.Limit === undefined)
    warnings.push(
      'limit counts returned items, and others are left out: a page may read up to 1 MB, unless readLimit bounds it',
    )
  if (projection !== undefined)
    warnings.push('a projection saves no capacity: whole items are read and charged for')
  if (fetches(state))
    warnings.push(
      `local index ${pattern.index} does not project everything: each item costs a read of the table more`,
    )
  if (pattern.includeExpired && runtime.model.expiry !== undefined)
    warnings.push('expired items are returned: the access pattern says includeExpired')
  return warnings
}

/** Whether a local index has to fetch from its table what it does not project. */
function fetches({ pattern, projection }: QueryState): boolean {
  if (pattern.index === undefined || pattern.isGlobal || pattern.projectsAll) return false
  return projection === undefined || projection.places.some(({ root }) => !pattern.projects(root))
}
