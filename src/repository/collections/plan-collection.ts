import { pageCost } from '../plans/cost.js'
import { fetchWarnings, filterWarning, limitWarnings, planReads } from '../plans/plan-query.js'
import type { ReadPlan } from '../plans/plan.types.js'
import type { ReadRequest } from '../reads/query-input.js'
import { shardStates } from '../reads/shard-cursor.js'
import { collectionReader, collectionRequest } from './collection-reader.js'
import type { CollectionState } from './collection-state.js'

/** What a query of a collection would send, and what it costs. */
export function planCollection(state: CollectionState, word?: 'count'): ReadPlan {
  const { runtime, key, isConsistent, limit, members, until } = state
  const wanted = word === 'count' && until === undefined ? collectionReader.wantedForCount(state) : 'items'
  const now = runtime.environment.clock.now()
  const requests = shardStates(state).map((each) =>
    collectionRequest(each, now, { start: undefined, limit }, wanted),
  )
  return planReads(state, requests, pageCost(isConsistent, key?.isEmpty === true, requests.length), {
    entities: members.map((member) => member.runtime.model.name),
    accessPattern: state.collection,
    warnings: warningsOf(state, requests[0]),
  })
}

function warningsOf(state: CollectionState, request: ReadRequest | undefined): string[] {
  const { members, others, isApart } = state
  const warnings: string[] = []
  if (members.some(({ filter }) => filter !== undefined)) warnings.push(filterWarning)
  if (others.length > 0)
    warnings.push(
      `items of ${others.map((other) => other.model.name).join(', ')} stand among those of the collection: they are read and left out`,
    )
  if (isApart)
    warnings.push('the sort keys of the entities begin differently: what lies between is read and left out')
  return [...warnings, ...limitWarnings(state, request), ...fetchWarnings(state)]
}
