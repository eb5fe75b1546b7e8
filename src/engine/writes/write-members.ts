import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { Conditional, ReturnValue } from '../../protocol/items.js'
import type { AttributeValueUpdate, LegacyConditional } from '../../protocol/legacy.js'
import { itemSizeBytesMax } from '../../protocol/limits.js'
import type { ExpressionCache } from '../expressions/index.js'
import { bareRefusal, LayeredRefusal } from '../faults.js'
import { readAttributeUpdates } from '../legacy/attribute-updates.js'
import { readExpected } from '../legacy/expected.js'
import { assertPlaceholdersUsable, parseExpressions } from '../requests/expressions.js'
import { assertReturnsOldOnly } from '../requests/item-requests.js'
import { itemSizeBytes, normalizeItem, valueMessages } from '../values/index.js'
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

/** Members that only a write which is a request of its own has. */
interface OwnMembers extends LegacyConditional {
  readonly ReturnValues?: ReturnValue | undefined
}
interface OwnUpdateMembers extends LegacyConditional {
  readonly AttributeUpdates?: Record<string, AttributeValueUpdate> | undefined
}

const noMembers: OwnMembers & OwnUpdateMembers = {}

export function readPut(
  tableName: string,
  input: PutMembers,
  cache: ExpressionCache,
  own: OwnMembers = noMembers,
): PutRequest {
  assertPlaceholdersUsable(input, ['ConditionExpression'])
  const item = normalizeItem(input.Item as AttributeMap)
  assertReturnsOldOnly(own.ReturnValues)
  const condition = readCondition(tableName, input, cache, own)
  const sizeBytes = itemSizeBytes(item)
  if (sizeBytes > itemSizeBytesMax) throw bareRefusal(valueMessages.tooLarge)
  return { kind: 'put', ...condition, item, sizeBytes }
}

export function readUpdate(
  tableName: string,
  input: UpdateMembers,
  cache: ExpressionCache,
  own: OwnUpdateMembers = noMembers,
): UpdateRequest {
  assertPlaceholdersUsable(input, ['UpdateExpression', 'ConditionExpression'])
  const key = readKey(input.Key)
  const legacy = readAttributeUpdates(own.AttributeUpdates)
  const expected = readExpected(own)
  const { update, condition } = parseExpressions(input, cache)
  return {
    kind: 'update',
    tableName,
    condition: expected ?? condition,
    returnsItemOnFailure: returnsItem(input),
    key,
    update: legacy?.update ?? update,
    legacyTypes: legacy?.types,
  }
}

export function readDelete(
  tableName: string,
  input: KeyMembers,
  cache: ExpressionCache,
  own: OwnMembers = noMembers,
): DeleteRequest {
  assertPlaceholdersUsable(input, ['ConditionExpression'])
  const key = readKey(input.Key)
  return { kind: 'delete', ...readCondition(tableName, input, cache, own), key }
}

export function readCheck(tableName: string, input: KeyMembers, cache: ExpressionCache): CheckRequest {
  assertPlaceholdersUsable(input, ['ConditionExpression'])
  const key = readKey(input.Key)
  return { kind: 'check', ...readCondition(tableName, input, cache, noMembers), key }
}

/** A set in a key that is empty is refused as it is where the key is a member of its own. */
function readKey(key: AttributeMap | undefined): AttributeMap {
  try {
    return normalizeItem(key as AttributeMap)
  } catch (error) {
    throw error instanceof LayeredRefusal && error.isBareInKey ? bareRefusal(error.message) : error
  }
}

function readCondition(
  tableName: string,
  input: Conditional,
  cache: ExpressionCache,
  own: LegacyConditional,
) {
  const expected = readExpected(own)
  const { condition } = parseExpressions(input, cache)
  return { tableName, condition: expected ?? condition, returnsItemOnFailure: returnsItem(input) }
}

function returnsItem(input: Conditional): boolean {
  return input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD'
}
