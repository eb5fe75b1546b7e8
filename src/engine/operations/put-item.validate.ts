import type { ReturnConsumedCapacity } from '../../protocol/capacity.js'
import type { PutItemInput } from '../../protocol/items.js'
import type { ExpressionCache } from '../expressions/index.js'
import { assertNotMixed } from '../legacy/mixing.js'
import { Constraints } from '../requests/constraints.js'
import {
  constrainCollectionMetrics,
  constrainConsumedCapacity,
  constrainItem,
  constrainNewerReturnValues,
  constrainReturnOnFailure,
} from '../requests/item-requests.js'
import { assertTableNameNotEmpty, constrainTable } from '../requests/names.js'
import { readPut } from '../writes/write-members.js'
import type { PutRequest } from '../writes/write-request.js'

export interface PutItemRequest {
  readonly write: PutRequest
  readonly returnsOld: boolean
  readonly returnsMetrics: boolean
  readonly capacity: ReturnConsumedCapacity | undefined
}

export function validatePutItem(input: PutItemInput, cache: ExpressionCache): PutItemRequest {
  assertTableNameNotEmpty(input.TableName)
  const constraints = new Constraints()
  constrainTable(constraints, input.TableName)
  constrainItem(constraints, input.Item, 'item')
  constrainConsumedCapacity(constraints, input.ReturnConsumedCapacity)
  constrainNewerReturnValues(constraints, input.ReturnValues)
  constrainCollectionMetrics(constraints, input.ReturnItemCollectionMetrics)
  constrainReturnOnFailure(constraints, input.ReturnValuesOnConditionCheckFailure)
  constraints.assertSatisfied()
  assertNotMixed(input, ['ConditionExpression'], ['Expected', 'ConditionalOperator'])
  return {
    write: readPut(input.TableName as string, input, cache, input),
    returnsOld: input.ReturnValues === 'ALL_OLD',
    returnsMetrics: input.ReturnItemCollectionMetrics === 'SIZE',
    capacity: input.ReturnConsumedCapacity,
  }
}
