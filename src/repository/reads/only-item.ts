import { readError } from './filter.js'
import type { QueryState } from './query-state.js'

/**
 * The one item that was found, or undefined.
 *
 * @throws MonotableError `repository.not-only` where there is another.
 */
export function onlyOf<TItem>(
  state: QueryState,
  [item, other]: readonly (TItem | undefined)[],
): TItem | undefined {
  if (other === undefined) return item
  throw readError(
    state,
    'repository.not-only',
    'only is for a query that finds one item at most, and there are more: use first, or all',
    {},
  )
}
