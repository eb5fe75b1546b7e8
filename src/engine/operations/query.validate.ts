import type { QueryInput } from '../../protocol/items.js'
import type { ExpressionCache, KeyConditionNode } from '../expressions/index.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import type { ReadRequest } from '../reads/read-request.js'
import { assertSelect, readRequest, readStartKey, selects } from '../reads/read-request.js'
import { Constraints } from '../requests/constraints.js'
import { assertPlaceholdersUsable, parseExpressions } from '../requests/expressions.js'
import { constrainConsumedCapacity } from '../requests/item-requests.js'
import { assertNoLegacyParameters } from '../requests/legacy-parameters.js'
import { constrainIndexName, tableNameOf } from '../requests/names.js'

export interface QueryRequest extends ReadRequest {
  readonly keyCondition: KeyConditionNode
  readonly isForward: boolean
}

export function validateQuery(input: QueryInput, cache: ExpressionCache): QueryRequest {
  const tableName = tableNameOf(input.TableName)
  const constraints = new Constraints()
  constraints.oneOf(input.Select, 'select', selects)
  constrainIndexName(constraints, input.IndexName, 'indexName')
  constrainConsumedCapacity(constraints, input.ReturnConsumedCapacity)
  constraints.atLeast(input.Limit, 'limit', 1)
  constraints.assertSatisfied()
  assertNoLegacyParameters(input, ['KeyConditions', 'QueryFilter', 'AttributesToGet', 'ConditionalOperator'])
  assertPlaceholdersUsable(input, ['ProjectionExpression', 'FilterExpression', 'KeyConditionExpression'])
  assertSelect(input)
  const startKey = readStartKey(input.ExclusiveStartKey)
  const text = input.KeyConditionExpression
  if (text === undefined || text === null) throw invalidRequest(messages.keyConditionMissing)
  const expressions = parseExpressions(input, cache)
  return {
    ...readRequest(tableName, input, startKey, expressions),
    // There is one, as there is a text.
    keyCondition: expressions.keyCondition as KeyConditionNode,
    isForward: input.ScanIndexForward !== false,
  }
}
