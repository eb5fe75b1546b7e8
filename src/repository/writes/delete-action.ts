import type { MonotableError } from '../../core/errors.js'
import type { ConditionNode } from '../../expressions/index.js'
import { allOf, anyOf } from '../../expressions/index.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { DeleteItemInput } from '../../protocol/items.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import type { Earlier } from './earlier.js'
import { storedVersion } from './earlier.js'
import type { Lock } from './lock.js'
import { KnownValues } from './known-values.js'
import { bothLocks, holds, valueLock, versionLock } from './lock.js'
import { addCondition } from './put-action.js'
import { refusal } from './refusal.js'
import type { SentinelChange } from './sentinels.js'
import { sentinelChanges } from './sentinels.js'
import { softDeleteAction } from './soft-delete.js'
import { assertUniqueKnown, some, uniqueLock } from './unique-facts.js'
import type { Absence, WriteAction } from './write-action.js'
import { noWarnings } from './write-action.js'
import type { WhereOption } from './write-options.js'
import { whereOf } from './write-options.js'

export interface DeleteOptions extends WhereOption {
  /** Reads the item first, to know its unique values. */
  readonly reindex?: 'read' | undefined
}

/** Deletes an item that was read, where it is there and unchanged: one half of a move. */
export function removeAction(runtime: EntityRuntime, item: Values, now: number): WriteAction {
  const versioned = versionLock(runtime, item, true)
  // A version alone does not tell that the item is as it was read: no sentinel is made of a value that is not compared.
  const lock = versioned
    ? bothLocks(versioned, uniqueLock(runtime, item))
    : valueLock(runtime, item, otherNames(runtime))
  return actionOf(
    runtime,
    item,
    runtime.keyOf(item),
    now,
    lock,
    allOf(runtime.isPresent(now), lock?.condition),
    { sentinels: some(sentinelChanges(runtime, item, undefined, now)), absence: undefined },
  )
}

/** An item that was passed in as it is read: what the library read itself has hidden attributes too. */
function shownOf({ model: { hidden } }: EntityRuntime, item: Values): Record<string, unknown> {
  const shown: Record<string, unknown> = { ...item }
  for (const name of hidden) delete shown[name]
  return shown
}

/** Without a version, an item is unchanged where every attribute is, those that are absent included. */
function otherNames({ model }: EntityRuntime): string[] {
  return model.fields.map(({ name }) => name).filter((name) => !model.primary.holes.has(name))
}

/**
 * Deletes an item; the one that was passed in only where it is unchanged. Where nothing is, nothing is refused, unless a
 * condition of the caller's has to hold of it (rules W1, W2).
 */
export function deleteAction(
  runtime: EntityRuntime,
  target: Values,
  options: DeleteOptions = {},
  facts: { readonly now?: number; readonly isWhole?: boolean } = {},
): WriteAction {
  const now = facts.now ?? runtime.environment.clock.now()
  if (runtime.model.softDelete !== undefined)
    return softDeleteAction(runtime, runtime.model.softDelete, target, options, now)
  if (runtime.model.uniques.length > 0) return uniqueDelete(runtime, target, options, now, facts.isWhole)
  const key = runtime.keyOf(target)
  const lock = versionLock(runtime, target)
  const where = whereOf(runtime, options.where)
  const condition = where
    ? allOf(runtime.isPresent(now), lock?.condition, where)
    : lock && anyOf(runtime.isAbsent(now), lock.condition)
  return actionOf(runtime, target, key, now, lock, condition)
}

/**
 * Deletes an item with its sentinels: in this order of questions, since what they hold is given up only with the item. A
 * transaction that finds none is sent again without them.
 */
function uniqueDelete(
  runtime: EntityRuntime,
  target: Values,
  options: WhereOption,
  now: number,
  isWhole: boolean | undefined,
): WriteAction {
  const key = runtime.keyOf(target)
  assertUniqueKnown(new KnownValues(runtime, target, isWhole), 'delete')
  const lock = bothLocks(versionLock(runtime, target, isWhole), uniqueLock(runtime, target))
  const condition = allOf(runtime.isPresent(now), lock?.condition, whereOf(runtime, options.where))
  const isFound = (stored: AttributeMap | undefined): boolean =>
    stored === undefined || runtime.hasExpired(stored, now)
  return actionOf(runtime, target, key, now, lock, condition, {
    // None is one too: it goes another way, which can find nothing.
    sentinels: sentinelChanges(runtime, target, undefined, now),
    absence: options.where === undefined ? { condition: runtime.isAbsent(now), isFound } : undefined,
  })
}

function actionOf(
  runtime: EntityRuntime,
  target: Values,
  key: AttributeMap,
  now: number,
  lock: Lock | undefined,
  condition: ConditionNode | undefined,
  unique?: Pick<WriteAction, 'sentinels' | 'absence'>,
): WriteAction {
  const input: DeleteItemInput = {
    TableName: runtime.tableName,
    Key: key,
    ReturnValues: 'ALL_OLD',
  }
  if (condition !== undefined) addCondition(input, condition)
  return new DeleteAction(runtime, target, input, lock, now, unique)
}

class DeleteAction implements WriteAction {
  readonly runtime: EntityRuntime
  readonly verb = 'delete'
  readonly key: Values
  readonly request: { readonly operation: 'DeleteItem'; readonly input: DeleteItemInput }
  readonly warnings: readonly string[] = noWarnings
  readonly sentinels: readonly SentinelChange[] | undefined
  readonly absence: Absence | undefined
  readonly #lock: Lock | undefined
  readonly #now: number

  constructor(
    runtime: EntityRuntime,
    target: Values,
    input: DeleteItemInput,
    lock: Lock | undefined,
    now: number,
    unique: Pick<WriteAction, 'sentinels' | 'absence'> | undefined,
  ) {
    this.runtime = runtime
    this.sentinels = unique?.sentinels
    this.absence = unique?.absence
    this.key = target
    this.request = { operation: 'DeleteItem', input }
    this.#lock = lock
    this.#now = now
  }

  /** What was passed in is there if it is unchanged; of other deletes, DynamoDB says what was there. */
  known(): Record<string, unknown> | undefined {
    return this.sentinels === undefined ? undefined : shownOf(this.runtime, this.key)
  }

  result(attributes: AttributeMap | undefined): Record<string, unknown> | undefined {
    const stored = this.#alive(attributes)
    return stored && this.runtime.decodeWritten(stored)
  }

  /** A later version is the same item, changed; one that was created anew begins at the first. */
  earlier(found: AttributeMap): Earlier {
    const { runtime } = this
    const { createdAt } = runtime.model
    const lock = this.#lock
    if (lock?.version === undefined) return 'unknown'
    // Another incarnation: the item was taken away, perhaps by this very write.
    const isDated = createdAt !== undefined && lock.names.includes(createdAt)
    if (isDated && !holds(runtime, { ...lock, names: [createdAt] }, found)) return 'unknown'
    return (storedVersion(runtime, found) ?? 0) >= lock.version ? 'undone' : 'unknown'
  }

  refused(found: AttributeMap | undefined, cause: unknown): MonotableError<string, object> {
    const { runtime, key: target } = this
    return refusal({ runtime, target, lock: this.#lock, now: this.#now }, undefined, found, cause)
  }

  #alive(stored: AttributeMap | undefined): AttributeMap | undefined {
    return stored === undefined || this.runtime.hasGone(stored, this.#now) ? undefined : stored
  }
}
