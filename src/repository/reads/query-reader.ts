import { queryIdentity } from './position.js'
import { readRequest, wantedForCount } from './query-input.js'
import type { QueryState } from './query-state.js'
import type { Reader } from './read-batch.js'
import { isOwn, readRow } from './read-row.js'

/** Reads the items of one entity. */
export const queryReader: Reader<QueryState, Record<string, unknown>> = {
  identity: queryIdentity,
  request: readRequest,
  read: readRow,
  wantedForCount,
  isCounted: (state, stored, now) =>
    isOwn(state, stored) && (state.pattern.includeExpired || !state.runtime.hasExpired(stored, now)),
}
