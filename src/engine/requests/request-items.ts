import { invalidRequest, unreadableRequest } from '../faults.js'
import { messages } from '../messages.js'
import type { Constraints } from './constraints.js'
import { isTableName, tableNameConstraints } from './names.js'

/** The map from tables to requests that a batch is: that it and what stands in it are objects. */
export function entriesOfRequestItems<TRequests extends object>(
  constraints: Constraints,
  items: Record<string, TRequests> | undefined,
): [string, TRequests][] {
  if (!constraints.notNull(items, 'requestItems')) return []
  if (typeof items !== 'object' || Array.isArray(items)) throw unreadableRequest(messages.notAStructure)
  const entries = Object.entries(items)
  for (const [, requests] of entries) {
    // The type says that it is an object; what came over the wire need not be.
    if (typeof requests !== 'object' || (requests as unknown) === null) {
      throw unreadableRequest(messages.notAStructure)
    }
  }
  return entries
}

export function constrainTableNames<TItems>(
  constraints: Constraints,
  entries: readonly (readonly [string, object])[],
  items: TItems,
  show: (items: TItems) => string,
): void {
  if (entries.every(([name]) => isTableName(name))) return
  constraints.refuse(show(items), 'requestItems', messages.mapKeys(tableNameConstraints))
}

/** Throws when a batch has no table at all. */
export function assertSomeRequests(entries: readonly unknown[], operation: string): void {
  if (entries.length === 0) throw invalidRequest(messages.requestItemsRequired(operation))
}
