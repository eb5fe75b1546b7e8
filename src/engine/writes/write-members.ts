import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { Conditional } from '../../protocol/items.js'
import { limits } from '../../protocol/limits.js'
import type { ExpressionCache } from '../expressions/index.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import { assertPlaceholdersUsable, parseExpressions } from '../requests/expressions.js'
import { itemSizeBytes, normalizeItem } from '../values/index.js'
import type { CheckRequest, DeleteRequest, PutRequest, UpdateRequest } from './write-request.js'

/** Members that a write shares, be it a request of its own or one action of a transaction. */
interface PutMembers extends Conditional {
  readonly Item: AttributeMap | undefined
}
interface KeyMembers extends Conditional {
  readonly Key: AttributeMap | undefined
}
interface UpdateMembers extends KeyMembers {
  readonly UpdateExpression?: string | undefined
}

export function readPut(
  tableName: string,
  input: PutMembers,
  cache: ExpressionCache,
  assertMore: () => void = nothingMore,
): PutRequest {
  assertPlaceholdersUsable(input, ['ConditionExpression'])
  const item = normalizeItem(input.Item as AttributeMap)
  assertMore()
  const sizeBytes = itemSizeBytes(item)
  if (sizeBytes > limits.itemSizeBytesMax) throw invalidRequest(messages.itemTooLarge)
  return { kind: 'put', ...readCondition(tableName, input, cache), item, sizeBytes }
}

export function readUpdate(tableName: string, input: UpdateMembers, cache: ExpressionCache): UpdateRequest {
  assertPlaceholdersUsable(input, ['UpdateExpression', 'ConditionExpression'])
  const key = normalizeItem(input.Key as AttributeMap)
  const { update, condition } = parseExpressions(input, cache)
  return { kind: 'update', tableName, condition, returnsItemOnFailure: returnsItem(input), key, update }
}

export function readDelete(
  tableName: string,
  input: KeyMembers,
  cache: ExpressionCache,
  assertMore: () => void = nothingMore,
): DeleteRequest {
  assertPlaceholdersUsable(input, ['ConditionExpression'])
  const key = normalizeItem(input.Key as AttributeMap)
  assertMore()
  return { kind: 'delete', ...readCondition(tableName, input, cache), key }
}

export function readCheck(tableName: string, input: KeyMembers, cache: ExpressionCache): CheckRequest {
  assertPlaceholdersUsable(input, ['ConditionExpression'])
  const key = normalizeItem(input.Key as AttributeMap)
  return { kind: 'check', ...readCondition(tableName, input, cache), key }
}

function readCondition(tableName: string, input: Conditional, cache: ExpressionCache) {
  const { condition } = parseExpressions(input, cache)
  return { tableName, condition, returnsItemOnFailure: returnsItem(input) }
}

function returnsItem(input: Conditional): boolean {
  return input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD'
}

function nothingMore(): void {}
