import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { ReturnConsumedCapacity } from '../../protocol/capacity.js'
import type { GetItemInput } from '../../protocol/items.js'
import type { ExpressionCache, ProjectionNode } from '../expressions/index.js'
import { constrainAttributesToGet, readAttributesToGet } from '../legacy/attributes-to-get.js'
import { assertNotMixed } from '../legacy/mixing.js'
import { Constraints } from '../requests/constraints.js'
import { assertPlaceholdersUsable, parseExpressions } from '../requests/expressions.js'
import { constrainConsumedCapacity, constrainItem } from '../requests/item-requests.js'
import { assertTableNameNotEmpty, constrainTable } from '../requests/names.js'
import { normalizeItem } from '../values/index.js'

export interface GetItemRequest {
  readonly tableName: string
  readonly key: AttributeMap
  readonly isConsistent: boolean
  readonly projection: ProjectionNode | undefined
  readonly capacity: ReturnConsumedCapacity | undefined
}

export function validateGetItem(input: GetItemInput, cache: ExpressionCache): GetItemRequest {
  assertTableNameNotEmpty(input.TableName)
  const constraints = new Constraints()
  constrainItem(constraints, input.Key, 'key')
  constrainTable(constraints, input.TableName)
  constrainConsumedCapacity(constraints, input.ReturnConsumedCapacity)
  constrainAttributesToGet(constraints, input.AttributesToGet)
  constraints.assertSatisfied()
  assertNotMixed(input, ['ProjectionExpression'], ['AttributesToGet'])
  assertPlaceholdersUsable(input, ['ProjectionExpression'])
  return {
    tableName: input.TableName as string,
    key: normalizeItem(input.Key as AttributeMap),
    isConsistent: input.ConsistentRead === true,
    projection: readAttributesToGet(input.AttributesToGet) ?? parseExpressions(input, cache).projection,
    capacity: input.ReturnConsumedCapacity,
  }
}
