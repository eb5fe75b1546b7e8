import type { ConditionNode } from '../expressions/index.js'
import { allOf, anyOf, buildCondition } from '../expressions/index.js'
import type { DeleteItemInput } from '../protocol/items.js'
import type { EntityRuntime, Values } from './entity-runtime.js'
import { ConditionFailedError } from './errors.js'
import type { Lock } from './lock.js'
import { conflict, holds, valueLock, versionLock } from './lock.js'
import { addCondition } from './put-action.js'
import type { WriteAction } from './write-action.js'
import type { WhereOption } from './write-options.js'

/** Deletes an item that was read, where it is there and unchanged: one half of a move. */
export function removeAction(runtime: EntityRuntime, item: Values): WriteAction {
  const lock = versionLock(runtime, item) ?? valueLock(runtime, item, ownNames(runtime, item))
  return actionOf(runtime, item, lock, allOf(runtime.isStored, lock?.condition))
}

/** Without a version, an item is unchanged where every attribute is. */
function ownNames({ model }: EntityRuntime, item: Values): string[] {
  return [...model.schemaNames].filter(
    (name) => !model.primary.holes.has(name) && !model.hidden.has(name) && name in item,
  )
}

/** Deletes an item; the one that was passed in only where it is unchanged, or gone already (rules W1, W2). */
export function deleteAction(runtime: EntityRuntime, target: Values, options: WhereOption = {}): WriteAction {
  const lock = versionLock(runtime, target)
  const where = options.where && buildCondition(runtime.references, options.where)
  const unchanged = lock && anyOf(runtime.isNotStored, lock.condition)
  return actionOf(runtime, target, lock, allOf(unchanged, where))
}

function actionOf(
  runtime: EntityRuntime,
  target: Values,
  lock: Lock | undefined,
  condition: ConditionNode | undefined,
): WriteAction {
  const now = runtime.environment.clock.now()
  const input: DeleteItemInput = {
    TableName: runtime.tableName,
    Key: runtime.keyOf(target),
    ReturnValues: 'ALL_OLD',
  }
  if (condition !== undefined) addCondition(input, condition)
  return {
    runtime,
    verb: 'delete',
    key: target,
    request: { operation: 'DeleteItem', input },
    known: undefined,
    result: (attributes) =>
      attributes === undefined || runtime.hasExpired(attributes, now)
        ? undefined
        : runtime.decode(attributes),
    refused(found, cause) {
      if (lock !== undefined && !(found !== undefined && holds(runtime, lock, found)))
        return conflict(runtime, lock, found, cause)
      return new ConditionFailedError(
        runtime.model.name,
        runtime.keyValues(target),
        found && runtime.decode(found),
        cause,
      )
    },
    warnings: [],
  }
}
