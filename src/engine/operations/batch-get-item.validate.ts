import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { BatchGetItemInput, KeysAndAttributes } from '../../protocol/batches.js'
import type { ReturnConsumedCapacity } from '../../protocol/capacity.js'
import { batchGetItemsMax } from '../../protocol/limits.js'
import type { ExpressionCache, ProjectionNode } from '../expressions/index.js'
import { invalidRequest, unreadableRequest } from '../faults.js'
import { messages } from '../messages.js'
import { constrainAttributesToGet, readAttributesToGet } from '../legacy/attributes-to-get.js'
import { assertNotMixed } from '../legacy/mixing.js'
import { Constraints } from '../requests/constraints.js'
import { assertPlaceholdersUsable, parseExpressions } from '../requests/expressions.js'
import { constrainConsumedCapacity } from '../requests/item-requests.js'
import { isTableName } from '../requests/names.js'
import { constrainTableNames, entriesOfRequestItems } from '../requests/request-items.js'
import { normalizeItem } from '../values/index.js'
import { canonicalText } from '../writes/fingerprint.js'

export interface BatchGetItemRequest {
  readonly reads: readonly TableReads[]
  readonly capacity: ReturnConsumedCapacity | undefined
}

/** What a batch reads of one table. */
export interface TableReads {
  /** By name or ARN: so the table is named in the answer. */
  readonly tableName: string
  readonly keys: readonly AttributeMap[]
  readonly isConsistent: boolean
  readonly projection: ProjectionNode | undefined
  /** What else the request says of the table, to be said again of keys that are left over. */
  readonly settings: Omit<KeysAndAttributes, 'Keys'>
}

export function validateBatchGetItem(input: BatchGetItemInput, cache: ExpressionCache): BatchGetItemRequest {
  const constraints = new Constraints()
  const entries = entriesOfRequestItems(constraints, input.RequestItems)
  assertLengths(input.RequestItems, entries)
  constrainTableNames(constraints, entries, input.RequestItems, JSON.stringify)
  constrainConsumedCapacity(constraints, input.ReturnConsumedCapacity)
  for (const [name, requests] of entries) constrainTable(constraints, requests, `requestItems.${name}.member`)
  constraints.assertSatisfied()
  assertAlike(entries)
  const reads = entries.map(([name, requests]) => readTable(name, requests, cache))
  return { reads, capacity: input.ReturnConsumedCapacity }
}

type Entries = readonly (readonly [string, KeysAndAttributes])[]

/**
 * How many tables and keys there are is what the newer layer looks at first, except that names go before too many keys:
 * those are the fault of the table with the most.
 */
function assertLengths(items: unknown, entries: Entries): void {
  const newer = new Constraints()
  if (items !== undefined && items !== null) newer.newerLength(entries, 'RequestItems', 1, Infinity)
  let count = 0
  let most: readonly [string, number] = ['', 0]
  for (const [name, { Keys }] of entries) {
    if (!Array.isArray(Keys)) continue
    if (Keys.length === 0) newer.newerLength(Keys, keysOf(name), 1, Infinity)
    count += Keys.length
    if (Keys.length > most[1]) most = [name, Keys.length]
  }
  if (count > batchGetItemsMax && entries.every(([name]) => isTableName(name))) {
    newer.add(messages.newerFault(keysOf(most[0]), messages.lengthMax(batchGetItemsMax)))
  }
  newer.assertSatisfied()
}

function keysOf(table: string): string {
  return `RequestItems.${table}.member.Keys`
}

function constrainTable(constraints: Constraints, requests: KeysAndAttributes, path: string): void {
  const { Keys, AttributesToGet } = requests
  constrainAttributesToGet(constraints, AttributesToGet, `${path}.attributesToGet`)
  if (!constraints.notNull(Keys, `${path}.keys`)) return
  if (!Array.isArray(Keys)) throw unreadableRequest(messages.notAStructure)
}

/** Throws when one table is projected by an expression and another without. */
function assertAlike(entries: Entries): void {
  const all: { AttributesToGet?: unknown; ProjectionExpression?: unknown } = {}
  for (const [, requests] of entries) {
    all.AttributesToGet ??= requests.AttributesToGet
    all.ProjectionExpression ??= requests.ProjectionExpression
  }
  assertNotMixed(all, ['ProjectionExpression'], ['AttributesToGet'])
}

function readTable(tableName: string, requests: KeysAndAttributes, cache: ExpressionCache): TableReads {
  assertPlaceholdersUsable(requests, ['ProjectionExpression'])
  const legacy = readAttributesToGet(requests.AttributesToGet)
  const projection = legacy ?? parseExpressions(requests, cache).projection
  const seen = new Set<string>()
  // There is a list, as its absence is a fault.
  const keys = (requests.Keys as AttributeMap[]).map((key) => {
    const normalized = normalizeItem(key)
    const text = canonicalText(normalized)
    if (seen.has(text)) throw invalidRequest(messages.duplicateKeys)
    seen.add(text)
    return normalized
  })
  return {
    tableName,
    keys,
    isConsistent: requests.ConsistentRead === true,
    projection,
    settings: settingsOf(requests),
  }
}

function settingsOf(requests: KeysAndAttributes): Omit<KeysAndAttributes, 'Keys'> {
  const settings: Omit<KeysAndAttributes, 'Keys'> = {}
  const { AttributesToGet, ConsistentRead, ProjectionExpression, ExpressionAttributeNames } = requests
  if (AttributesToGet) settings.AttributesToGet = [...AttributesToGet]
  if (ConsistentRead) settings.ConsistentRead = true
  if (ProjectionExpression) settings.ProjectionExpression = ProjectionExpression
  if (ExpressionAttributeNames) settings.ExpressionAttributeNames = { ...ExpressionAttributeNames }
  return settings
}
