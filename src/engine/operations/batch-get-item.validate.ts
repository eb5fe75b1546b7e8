import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { BatchGetItemInput, KeysAndAttributes } from '../../protocol/batches.js'
import type { ReturnConsumedCapacity } from '../../protocol/capacity.js'
import { limits } from '../../protocol/limits.js'
import type { ExpressionCache, ProjectionNode } from '../expressions/index.js'
import { invalidRequest, unreadableRequest } from '../faults.js'
import { messages } from '../messages.js'
import { constrainAttributesToGet, readAttributesToGet } from '../legacy/attributes-to-get.js'
import { assertNotMixed } from '../legacy/mixing.js'
import { Constraints } from '../requests/constraints.js'
import { assertPlaceholdersUsable, parseExpressions } from '../requests/expressions.js'
import { constrainConsumedCapacity } from '../requests/item-requests.js'
import { assertSomeRequests, constrainRequestItems } from '../requests/request-items.js'
import { normalizeItem } from '../values/index.js'
import { fingerprint } from '../writes/fingerprint.js'

const operation = 'BatchGetItem'

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
  constrainConsumedCapacity(constraints, input.ReturnConsumedCapacity)
  const entries = constrainRequestItems(constraints, input.RequestItems)
  for (const [name, requests] of entries) constrainTable(constraints, requests, `requestItems.${name}.member`)
  constraints.assertSatisfied()
  assertSomeRequests(entries, operation)
  let count = 0
  const reads = entries.map(([name, requests]) => {
    const read = readTable(name, requests, cache)
    count += read.keys.length
    if (count > limits.batchGetItemsMax) throw invalidRequest(messages.tooManyBatched(operation))
    return read
  })
  return { reads, capacity: input.ReturnConsumedCapacity }
}

function constrainTable(constraints: Constraints, requests: KeysAndAttributes, path: string): void {
  const { Keys, AttributesToGet } = requests
  constrainAttributesToGet(constraints, AttributesToGet, `${path}.attributesToGet`)
  if (!constraints.notNull(Keys, `${path}.keys`)) return
  if (!Array.isArray(Keys)) throw unreadableRequest(messages.notAStructure)
  constraints.length(Keys, `${path}.keys`, 1, limits.batchGetItemsMax)
}

function readTable(tableName: string, requests: KeysAndAttributes, cache: ExpressionCache): TableReads {
  assertNotMixed(requests, ['ProjectionExpression'], ['AttributesToGet'])
  assertPlaceholdersUsable(requests, ['ProjectionExpression'])
  const legacy = readAttributesToGet(requests.AttributesToGet)
  const projection = legacy ?? parseExpressions(requests, cache).projection
  const seen = new Set<string>()
  // There is a list, as its absence is a fault.
  const keys = (requests.Keys as AttributeMap[]).map((key) => {
    const normalized = normalizeItem(key)
    const text = fingerprint(normalized)
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
