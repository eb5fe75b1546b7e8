import type { ReturnConsumedCapacity } from '../../protocol/capacity.js'
import type { DeleteItemInput } from '../../protocol/items.js'
import type { ExpressionCache } from '../expressions/index.js'
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
import { readDelete } from '../writes/write-members.js'
import type { DeleteRequest } from '../writes/write-request.js'

export interface DeleteItemRequest {
  readonly write: DeleteRequest
  readonly returnsOld: boolean
  readonly returnsMetrics: boolean
  readonly capacity: ReturnConsumedCapacity | undefined
}

export function validateDeleteItem(input: DeleteItemInput, cache: ExpressionCache): DeleteItemRequest {
  const tableName = tableReferenceOf(input.TableName)
  const constraints = new Constraints()
  constrainConsumedCapacity(constraints, input.ReturnConsumedCapacity)
  constrainReturnValues(constraints, input.ReturnValues)
  constrainCollectionMetrics(constraints, input.ReturnItemCollectionMetrics)
  constrainItem(constraints, input.Key, 'key')
  constrainExpected(constraints, input)
  constrainReturnOnFailure(constraints, input.ReturnValuesOnConditionCheckFailure)
  constraints.assertSatisfied()
  assertNotMixed(input, ['ConditionExpression'], ['Expected', 'ConditionalOperator'])
  return {
    write: readDelete(tableName, input, cache, input),
    returnsOld: input.ReturnValues === 'ALL_OLD',
    returnsMetrics: input.ReturnItemCollectionMetrics === 'SIZE',
    capacity: input.ReturnConsumedCapacity,
  }
}
