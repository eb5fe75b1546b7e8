import type { ReturnConsumedCapacity } from '../../protocol/capacity.js'
import type { PutItemInput } from '../../protocol/items.js'
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
import { readPut } from '../writes/write-members.js'
import type { PutRequest } from '../writes/write-request.js'

export interface PutItemRequest {
  readonly write: PutRequest
  readonly returnsOld: boolean
  readonly returnsMetrics: boolean
  readonly capacity: ReturnConsumedCapacity | undefined
}

export function validatePutItem(input: PutItemInput, cache: ExpressionCache): PutItemRequest {
  const tableName = tableReferenceOf(input.TableName)
  const constraints = new Constraints()
  constrainConsumedCapacity(constraints, input.ReturnConsumedCapacity)
  constrainItem(constraints, input.Item, 'item')
  constrainExpected(constraints, input)
  constrainReturnValues(constraints, input.ReturnValues)
  constrainCollectionMetrics(constraints, input.ReturnItemCollectionMetrics)
  constrainReturnOnFailure(constraints, input.ReturnValuesOnConditionCheckFailure)
  constraints.assertSatisfied()
  assertNotMixed(input, ['ConditionExpression'], ['Expected', 'ConditionalOperator'])
  return {
    write: readPut(tableName, input, cache, input),
    returnsOld: input.ReturnValues === 'ALL_OLD',
    returnsMetrics: input.ReturnItemCollectionMetrics === 'SIZE',
    capacity: input.ReturnConsumedCapacity,
  }
}
