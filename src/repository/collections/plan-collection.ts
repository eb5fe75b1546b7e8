import { fetchWarnings, filterWarning, limitWarnings, planPages } from '../plans/plan-query.js'
import type { ReadPlan } from '../plans/plan.types.js'
import type { ReadRequest } from '../reads/query-input.js'
import { collectionReader } from './collection-reader.js'
import type { CollectionState } from './collection-state.js'

/** What a query of a collection would send, and what it costs. */
export function planCollection(state: CollectionState, word?: 'count'): ReadPlan {
  const { members, until, collection } = state
  const wanted = word === 'count' && until === undefined ? collectionReader.wantedForCount(state) : 'items'
  const entities = members.map((member) => member.runtime.model.name)
  return planPages(collectionReader, state, wanted, { entities, accessPattern: collection, warningsOf })
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
