import type { ConditionNode, UpdateNode } from '../../expressions/index.js'
import { compileUpdate, ExpressionContext } from '../../expressions/index.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { UpdateItemInput } from '../../protocol/items.js'
import type { EntityRuntime } from '../entity-runtime.js'
import { addCondition } from './put-action.js'

/** The request of an update that gives back the item as it is then. */
export function updateInput(
  runtime: EntityRuntime,
  key: AttributeMap,
  actions: readonly UpdateNode[],
  condition: ConditionNode | undefined,
): UpdateItemInput {
  const context = new ExpressionContext()
  const update = compileUpdate(actions, context)
  const input: UpdateItemInput = { TableName: runtime.tableName, Key: key, ReturnValues: 'ALL_NEW' }
  if (update !== '') input.UpdateExpression = update
  if (condition === undefined) context.addTo(input)
  else addCondition(input, condition, context)
  return input
}
