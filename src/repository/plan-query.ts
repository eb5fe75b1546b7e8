import { pageCost } from './cost.js'
import type { ReadPlan } from './plan.types.js'
import { fullFilter, otherEntities, readRequest } from './query-input.js'
import type { QueryState } from './query-state.js'

/** What a query would send, and what it costs. */
export function planQuery(state: QueryState): ReadPlan {
  const { runtime, pattern, key, isConsistent } = state
  const now = runtime.environment.clock.now()
  const isEmpty = key?.isEmpty === true
  const others = otherEntities(state)
  return {
    entities: [runtime.model.name],
    accessPattern: pattern.name,
    requests: isEmpty ? [] : [{ ...readRequest(state, now, undefined, state.limit), when: 'per page' }],
    canAppear: [runtime.model.name, ...others.map((other) => other.model.name)],
    cost: pageCost(isConsistent, isEmpty),
    warnings: warningsOf(state, now, others.length > 0),
  }
}

function warningsOf(state: QueryState, now: number, hasOthers: boolean): string[] {
  const { runtime, pattern, key, filter, projection } = state
  const warnings: string[] = []
  if (key === undefined) warnings.push('a scan reads, and charges for, every item of the table')
  if (filter !== undefined)
    warnings.push('a filter saves no capacity: what it leaves out is read and charged for')
  if (hasOthers && fullFilter(state, now) !== undefined)
    warnings.push(
      `items of other entities stand among those of ${runtime.model.name}: they are read and left out`,
    )
  if (projection !== undefined)
    warnings.push('a projection saves no capacity: whole items are read and charged for')
  if (pattern.index !== undefined && !pattern.isGlobal && !pattern.projectsAll)
    warnings.push(
      `local index ${pattern.index} does not project everything: each item costs a read of the table more`,
    )
  if (pattern.includeExpired)
    warnings.push('expired items are returned: the access pattern says includeExpired')
  return warnings
}
