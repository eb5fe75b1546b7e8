import type { ReturnConsumedCapacity } from '../../protocol/capacity.js'
import type { ReturnValue, UpdateItemInput } from '../../protocol/items.js'
import type { ExpressionCache } from '../expressions/index.js'
import { assertNotMixed } from '../legacy/mixing.js'
import { Constraints } from '../requests/constraints.js'
import {
  constrainCollectionMetrics,
  constrainConsumedCapacity,
  constrainItem,
  constrainNewerReturnValues,
  constrainReturnOnFailure,
  constrainReturnValues,
} from '../requests/item-requests.js'
import { assertTableNameNotEmpty, constrainTableName } from '../requests/names.js'
import { readUpdate } from '../writes/write-members.js'
import type { UpdateRequest } from '../writes/write-request.js'

export interface UpdateItemRequest {
  readonly write: UpdateRequest
  readonly returnValues: ReturnValue
  readonly returnsMetrics: boolean
  readonly capacity: ReturnConsumedCapacity | undefined
}

export function validateUpdateItem(input: UpdateItemInput, cache: ExpressionCache): UpdateItemRequest {
  assertTableNameNotEmpty(input.TableName)
  if (!isGiven(input.Key) || !isGiven(input.TableName)) refuseIncomplete(input)
  constrainItem(new Constraints(), input.Key, 'key')
  const names = new Constraints()
  constrainTableName(names, input.TableName, 'tableName')
  names.assertSatisfied()
  assertEnumerations(input)
  assertNotMixed(
    input,
    ['UpdateExpression', 'ConditionExpression'],
    ['AttributeUpdates', 'Expected', 'ConditionalOperator'],
  )
  return {
    write: readUpdate(input.TableName as string, input, cache, input),
    returnValues: input.ReturnValues ?? 'NONE',
    returnsMetrics: input.ReturnItemCollectionMetrics === 'SIZE',
    capacity: input.ReturnConsumedCapacity,
  }
}

/** Without its key or its table, an update is left to the older layer, which gathers its faults. */
function refuseIncomplete(input: UpdateItemInput): void {
  const constraints = new Constraints()
  constrainConsumedCapacity(constraints, input.ReturnConsumedCapacity)
  constraints.notNull(input.TableName, 'tableName')
  constrainReturnValues(constraints, input.ReturnValues)
  constrainReturnOnFailure(constraints, input.ReturnValuesOnConditionCheckFailure)
  constrainCollectionMetrics(constraints, input.ReturnItemCollectionMetrics)
  constraints.notNull(input.Key, 'key')
  constraints.assertSatisfied()
}

/** The newer layer stops at the first, and says of two of them that validation has detected an error. */
function assertEnumerations(input: UpdateItemInput): void {
  const returnValues = new Constraints()
  constrainNewerReturnValues(returnValues, input.ReturnValues)
  returnValues.assertSatisfied()
  const onFailure = new Constraints()
  constrainReturnOnFailure(onFailure, input.ReturnValuesOnConditionCheckFailure)
  onFailure.assertSatisfiedBare()
  const metrics = new Constraints()
  constrainCollectionMetrics(metrics, input.ReturnItemCollectionMetrics)
  metrics.assertSatisfied()
  const capacity = new Constraints()
  constrainConsumedCapacity(capacity, input.ReturnConsumedCapacity)
  capacity.assertSatisfiedBare()
}

function isGiven(member: unknown): boolean {
  return member !== undefined && member !== null
}
