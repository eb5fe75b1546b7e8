import { batchGetItemsMax, pageSizeBytesMax } from '../../protocol/limits.js'
import { timesCost } from '../batches/batch-cost.js'
import { batchBounds } from '../batches/batch-options.js'
import { positionKeys } from '../reads/position.js'
import { queryReader } from '../reads/query-reader.js'
import type { QueryState } from '../reads/query-state.js'
import { getCost, sumOfCosts } from './cost.js'
import type { PlannedRequest, ReadPlan } from './plan.types.js'
import { expiredWarning, planPages } from './plan-query.js'

/** What a query that fetches the items themselves would send, and what it costs. */
export function planHydrated(state: QueryState, isConsistent: boolean): ReadPlan {
  const { runtime, key } = state
  const isEmpty = key?.isEmpty === true
  const plan = planPages(queryReader, state, 'owners')
  const most = mostOfPage(state)
  const fetch: PlannedRequest = {
    operation: 'BatchGetItem',
    input: {
      RequestItems: { [runtime.tableName]: { Keys: [], ...(isConsistent && { ConsistentRead: true }) } },
    },
    when: 'dependent',
    atMost: Math.ceil(most / batchGetItemsMax) * batchBounds(undefined).attempts,
  }
  const fetched = timesCost(getCost(isConsistent), 0, most, `up to ${most} items of a page`)
  return {
    ...plan,
    cost: isEmpty ? plan.cost : sumOfCosts([plan.cost, fetched]),
    requests: isEmpty ? [] : [...plan.requests, fetch],
    warnings: [
      ...plan.warnings.filter((warning) => warning !== expiredWarning),
      'each item is read twice, in the index and in the table: what is gone or stands elsewhere by then is left out',
    ],
  }
}

/** How many items a page can give: as many as are asked for, or as go into 1 MB with nothing but their keys. */
function mostOfPage(state: QueryState): number {
  const { runtime, pattern, limit = Infinity, readLimit = Infinity, shards } = state
  // A key has a name and a value of a byte at least.
  const least = positionKeys(runtime, pattern).reduce((size, { name }) => size + name.length + 1, 0)
  const readMost = Math.min(readLimit, Math.ceil(pageSizeBytesMax / least))
  return Math.min(limit, readMost * (shards?.length ?? 1))
}
