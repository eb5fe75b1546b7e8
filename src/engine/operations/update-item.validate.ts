import type { ReturnConsumedCapacity } from '../../protocol/capacity.js'
import type { ReturnValue, UpdateItemInput } from '../../protocol/items.js'
import type { ExpressionCache } from '../expressions/index.js'
import { constrainAttributeUpdates } from '../legacy/attribute-updates.js'
import { constrainExpected } from '../legacy/expected.js'
import { assertNotMixed } from '../legacy/mixing.js'
import { Constraints } from '../requests/constraints.js'
import {
  constrainCollectionMetrics,
  constrainConsumedCapacity,
  constrainItem,
  constrainReturnOnFailure,
  constrainReturnValues,
} from '../requests/item-requests.js'
import { tableReferenceOf } from '../requests/names.js'
import { readUpdate } from '../writes/write-members.js'
import type { UpdateRequest } from '../writes/write-request.js'

export interface UpdateItemRequest {
  readonly write: UpdateRequest
  readonly returnValues: ReturnValue
  readonly returnsMetrics: boolean
  readonly capacity: ReturnConsumedCapacity | undefined
}

export function validateUpdateItem(input: UpdateItemInput, cache: ExpressionCache): UpdateItemRequest {
  const tableName = tableReferenceOf(input.TableName)
  const constraints = new Constraints()
  constrainConsumedCapacity(constraints, input.ReturnConsumedCapacity)
  constrainCollectionMetrics(constraints, input.ReturnItemCollectionMetrics)
  constrainReturnValues(constraints, input.ReturnValues)
  constrainItem(constraints, input.Key, 'key')
  constrainExpected(constraints, input)
  constrainAttributeUpdates(constraints, input.AttributeUpdates)
  constrainReturnOnFailure(constraints, input.ReturnValuesOnConditionCheckFailure)
  constraints.assertSatisfied()
  assertNotMixed(
    input,
    ['UpdateExpression', 'ConditionExpression'],
    ['AttributeUpdates', 'Expected', 'ConditionalOperator'],
  )
  return {
    write: readUpdate(tableName, input, cache, input),
    returnValues: input.ReturnValues ?? 'NONE',
    returnsMetrics: input.ReturnItemCollectionMetrics === 'SIZE',
    capacity: input.ReturnConsumedCapacity,
  }
}
