import { unreachable } from '../../core/assert.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import { itemSizeBytesMax } from '../../protocol/limits.js'
import { ServiceError } from '../../protocol/service-errors.js'
import type { AppliedUpdate, UpdateNode } from '../expressions/index.js'
import {
  applyUpdate,
  conditionPaths,
  evaluateCondition,
  expressionMessages,
  projectPaths,
} from '../expressions/index.js'
import { invalidRequest } from '../faults.js'
import { assertTypesMatch } from '../legacy/attribute-updates.js'
import { messages } from '../messages.js'
import { assertKeyPathsScalar } from '../reads/key-paths.js'
import type { EntryKey } from '../storage/entry-key.js'
import {
  assertIndexKeys,
  assertUpdatedIndexKeys,
  primaryKeyOfItem,
  primaryKeyOfRequest,
} from '../tables/item-keys.js'
import type { StoredItem } from '../tables/stored-item.js'
import { changedItem, storedItem } from '../tables/stored-item.js'
import type { Table } from '../tables/table.js'
import { cloneItem } from '../values/index.js'
import { CollectionGrowth } from './collection-growth.js'
import { assertUpdateFits } from './update-checks.js'
import type { UpdateRequest, WriteRequest } from './write-request.js'
import { keyedAttributes } from './write-request.js'

/** A write that nothing stands against any more: what is there, and what will be. */
export interface PreparedWrite {
  readonly kind: WriteRequest['kind']
  readonly table: Table
  /** The table as the request names it, by name or ARN. */
  readonly tableName: string
  readonly key: EntryKey
  /** Attributes of the request, those of the key among them: there may be no item before or after. */
  readonly attributes: AttributeMap
  readonly previous: StoredItem | undefined
  readonly next: StoredItem | undefined
  /** Of an update: what it computed. */
  readonly applied: AppliedUpdate | undefined
}

/** Where the item of a write stands. Throws when its key does not fit the table. */
export function keyOfWrite(table: Table, request: WriteRequest): EntryKey {
  if (request.kind !== 'put') return primaryKeyOfRequest(table.schema, request.key)
  const key = primaryKeyOfItem(table.schema, request.item)
  assertIndexKeys(table.schema, request.item)
  return key
}

/**
 * Checks a write against the table and computes its outcome; changes nothing. `growth` is of the request that the write is
 * part of.
 */
export function prepareWrite(
  table: Table,
  key: EntryKey,
  request: WriteRequest,
  growth?: CollectionGrowth,
): PreparedWrite {
  if (request.kind === 'update' && request.update !== undefined)
    assertUpdateFits(table.schema, request.update)
  const previous = table.get(key)
  if (request.condition !== undefined) {
    assertKeyPathsScalar(table.schema, conditionPaths(request.condition))
    if (!evaluateCondition(request.condition, previous?.item)) {
      throw conditionFailed(request.returnsItemOnFailure ? previous : undefined)
    }
  }
  const outcome = outcomeOf(table, previous, request)
  if (table.hasCollections) (growth ?? new CollectionGrowth()).add(table, key, previous, outcome.next)
  return {
    kind: request.kind,
    table,
    tableName: request.tableName,
    key,
    attributes: keyedAttributes(request),
    previous,
    next: outcome.next,
    applied: outcome.applied,
  }
}

/** Carries the write out. */
export function applyWrite({ table, key, previous, next }: PreparedWrite): void {
  if (previous !== next) table.write(key, next)
}

interface Outcome {
  readonly next: StoredItem | undefined
  readonly applied: AppliedUpdate | undefined
}

function outcomeOf(table: Table, previous: StoredItem | undefined, request: WriteRequest): Outcome {
  switch (request.kind) {
    case 'put':
      if (request.isInsert === true && previous !== undefined) {
        throw new ServiceError('DuplicateItemException', messages.duplicateItem)
      }
      return { next: { item: request.item, sizeBytes: request.sizeBytes }, applied: undefined }
    case 'update':
      return updated(table, previous, request)
    case 'delete':
      return { next: undefined, applied: undefined }
    case 'check':
      return { next: previous, applied: undefined }
    default:
      return unreachable(request)
  }
}

function updated(table: Table, previous: StoredItem | undefined, request: UpdateRequest): Outcome {
  const { key, update, legacyTypes } = request
  if (update === undefined && previous !== undefined) return { next: previous, applied: undefined }
  const base = previous?.item ?? key
  if (legacyTypes !== undefined) assertTypesMatch(legacyTypes, base)
  const applied = update === undefined ? { item: base, touched: [] } : applyUpdate(update, base)
  if (previous === undefined && update !== undefined && onlyTakesAway(update))
    return { next: undefined, applied }
  // Without an expression, the service words this as it does for an item that is put.
  if (legacyTypes !== undefined) assertIndexKeys(table.schema, projectPaths(applied.touched, applied.item))
  assertUpdatedIndexKeys(table.schema, applied.item, previous?.item ?? {})
  const next =
    previous === undefined ? storedItem(applied.item) : changedItem(previous, applied.item, applied.touched)
  if (next.sizeBytes > itemSizeBytesMax) throw invalidRequest(expressionMessages.updatedItemTooLarge)
  return { next, applied }
}

/** Such an update of an item that is not there creates none. */
function onlyTakesAway({ actions }: UpdateNode): boolean {
  return actions.every(({ section }) => section === 'REMOVE' || section === 'DELETE')
}

function conditionFailed(stored: StoredItem | undefined): ServiceError {
  const members: { Item?: AttributeMap } = stored === undefined ? {} : { Item: cloneItem(stored.item) }
  return new ServiceError('ConditionalCheckFailedException', messages.conditionFailed, members)
}
