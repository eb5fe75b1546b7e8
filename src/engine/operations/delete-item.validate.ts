import type { ReturnConsumedCapacity } from '../../protocol/capacity.js'
import type { DeleteItemInput } from '../../protocol/items.js'
import type { ExpressionCache } from '../expressions/index.js'
import { assertNotMixed } from '../legacy/mixing.js'
import { Constraints } from '../requests/constraints.js'
import {
  constrainCollectionMetrics,
  constrainConsumedCapacity,
  constrainItem,
  constrainNewerReturnValues,
  constrainReturnOnFailure,
  constrainReturnsOldOnly,
} from '../requests/item-requests.js'
import { assertTableNameNotEmpty, constrainTable } from '../requests/names.js'
import { readDelete } from '../writes/write-members.js'
import type { DeleteRequest } from '../writes/write-request.js'

export interface DeleteItemRequest {
  readonly write: DeleteRequest
  readonly returnsOld: boolean
  readonly returnsMetrics: boolean
  readonly capacity: ReturnConsumedCapacity | undefined
}

export function validateDeleteItem(input: DeleteItemInput, cache: ExpressionCache): DeleteItemRequest {
  assertTableNameNotEmpty(input.TableName)
  const constraints = new Constraints()
  constrainTable(constraints, input.TableName)
  constrainItem(constraints, input.Key, 'key')
  constrainConsumedCapacity(constraints, input.ReturnConsumedCapacity)
  constrainNewerReturnValues(constraints, input.ReturnValues)
  constrainCollectionMetrics(constraints, input.ReturnItemCollectionMetrics)
  constrainReturnOnFailure(constraints, input.ReturnValuesOnConditionCheckFailure)
  if (input.TableName && input.Key) constrainReturnsOldOnly(constraints, input.ReturnValues)
  constraints.assertSatisfied()
  assertNotMixed(input, ['ConditionExpression'], ['Expected', 'ConditionalOperator'])
  return {
    write: readDelete(input.TableName as string, input, cache, input),
    returnsOld: input.ReturnValues === 'ALL_OLD',
    returnsMetrics: input.ReturnItemCollectionMetrics === 'SIZE',
    capacity: input.ReturnConsumedCapacity,
  }
}
