import type { ConditionNode } from '../../expressions/index.js'
import { allOf, anyOf } from '../../expressions/index.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { DeleteItemInput } from '../../protocol/items.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import { ConditionFailedError } from '../errors.js'
import type { Earlier } from './earlier.js'
import { storedVersion } from './earlier.js'
import type { Lock } from './lock.js'
import { conflict, holds, valueLock, versionLock } from './lock.js'
import { addCondition } from './put-action.js'
import type { WriteAction } from './write-action.js'
import { noWarnings } from './write-action.js'
import type { WhereOption } from './write-options.js'
import { whereOf } from './write-options.js'

/** Deletes an item that was read, where it is there and unchanged: one half of a move. */
export function removeAction(runtime: EntityRuntime, item: Values, now: number): WriteAction {
  const lock = versionLock(runtime, item, true) ?? valueLock(runtime, item, otherNames(runtime))
  return actionOf(
    runtime,
    item,
    runtime.keyOf(item),
    now,
    lock,
    allOf(runtime.isPresent(now), lock?.condition),
  )
}

/** Without a version, an item is unchanged where every attribute is, those that are absent included. */
function otherNames({ model }: EntityRuntime): string[] {
  return model.fields.map(({ name }) => name).filter((name) => !model.primary.holes.has(name))
}

/**
 * Deletes an item; the one that was passed in only where it is unchanged. Where nothing is, nothing is refused (rules W1,
 * W2).
 */
export function deleteAction(runtime: EntityRuntime, target: Values, options: WhereOption = {}): WriteAction {
  const now = runtime.environment.clock.now()
  const key = runtime.keyOf(target)
  const lock = versionLock(runtime, target)
  const where = whereOf(runtime, options.where)
  const demanded = allOf(lock?.condition, where)
  return actionOf(runtime, target, key, now, lock, demanded && anyOf(runtime.isAbsent(now), demanded))
}

function actionOf(
  runtime: EntityRuntime,
  target: Values,
  key: AttributeMap,
  now: number,
  lock: Lock | undefined,
  condition: ConditionNode | undefined,
): WriteAction {
  const input: DeleteItemInput = {
    TableName: runtime.tableName,
    Key: key,
    ReturnValues: 'ALL_OLD',
  }
  if (condition !== undefined) addCondition(input, condition)
  return new DeleteAction(runtime, target, input, lock, now)
}

class DeleteAction implements WriteAction {
  readonly runtime: EntityRuntime
  readonly verb = 'delete'
  readonly key: Values
  readonly request: { readonly operation: 'DeleteItem'; readonly input: DeleteItemInput }
  readonly warnings: readonly string[] = noWarnings
  readonly #lock: Lock | undefined
  readonly #now: number

  constructor(
    runtime: EntityRuntime,
    target: Values,
    input: DeleteItemInput,
    lock: Lock | undefined,
    now: number,
  ) {
    this.runtime = runtime
    this.key = target
    this.request = { operation: 'DeleteItem', input }
    this.#lock = lock
    this.#now = now
  }

  known(): undefined {
    return undefined
  }

  result(attributes: AttributeMap | undefined): Record<string, unknown> | undefined {
    const stored = this.#alive(attributes)
    return stored && this.runtime.decodeWritten(stored)
  }

  /** A later version is the same item, changed; one that was created anew begins at the first. */
  earlier(found: AttributeMap): Earlier {
    const version = this.#lock?.version
    return version !== undefined && (storedVersion(this.runtime, found) ?? 0) >= version
      ? 'undone'
      : 'unknown'
  }

  refused(found: AttributeMap | undefined, cause: unknown): Error {
    const { runtime, key } = this
    const lock = this.#lock
    const stored = this.#alive(found)
    if (lock !== undefined && !(stored !== undefined && holds(runtime, lock, stored)))
      return conflict(runtime, lock, stored, cause)
    return new ConditionFailedError(
      runtime.model.name,
      runtime.keyValues(key),
      stored && runtime.decodeWritten(stored),
      cause,
    )
  }

  #alive(stored: AttributeMap | undefined): AttributeMap | undefined {
    return stored === undefined || this.runtime.hasExpired(stored, this.#now) ? undefined : stored
  }
}
