import { pageCost } from '../plans/cost.js'
import { fetchWarnings, shardWarnings } from '../plans/plan-query.js'
import type { ReadPlan } from '../plans/plan.types.js'
import { shardStates } from '../reads/shard-cursor.js'
import { collectionReader, collectionRequest } from './collection-reader.js'
import type { CollectionState } from './collection-state.js'

/** What a query of a collection would send, and what it costs. */
export function planCollection(state: CollectionState, word?: 'count'): ReadPlan {
  const { runtime, key, isConsistent, limit, members, others, until, isApart } = state
  const isEmpty = key?.isEmpty === true
  const wanted = word === 'count' && until === undefined ? collectionReader.wantedForCount(state) : 'items'
  const { clock } = runtime.environment
  const now = clock.now()
  const requests = shardStates(state).map((each) =>
    collectionRequest(each, now, { start: undefined, limit }, wanted),
  )
  const entities = members.map((member) => member.runtime.model.name)
  const warnings: string[] = []
  if (members.some(({ filter }) => filter !== undefined))
    warnings.push('a filter saves no capacity: what it leaves out is read and charged for')
  if (others.length > 0)
    warnings.push(
      `items of ${others.map((other) => other.model.name).join(', ')} stand among those of the collection: they are read and left out`,
    )
  if (isApart)
    warnings.push('the sort keys of the entities begin differently: what lies between is read and left out')
  if (limit !== undefined && requests[0]?.input.Limit === undefined)
    warnings.push(
      'limit counts returned items, and others are left out: a page may read up to 1 MB, unless readLimit bounds it',
    )
  warnings.push(...shardWarnings(state), ...fetchWarnings(state))
  return {
    entities,
    accessPattern: state.collection,
    requests: isEmpty ? [] : requests.map((each) => ({ ...each, when: 'per page' })),
    canAppear: [...entities, ...others.map((other) => other.model.name)],
    cost: pageCost(isConsistent, isEmpty, requests.length),
    warnings,
  }
}
