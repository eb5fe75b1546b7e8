import type { ConditionNode } from '../../expressions/index.js'
import { allOf, compareStored, conditionAttributes } from '../../expressions/index.js'
import { unparked } from '../../marshalling/index.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import { MonotableError } from '../../core/errors.js'
import type { SoftDeleteModel } from '../../schema/index.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import { ConditionFailedError, NotDeletedError } from '../errors.js'
import type { Lock } from './lock.js'
import { bothLocks, conflict, holds, valueLock, versionLock } from './lock.js'
import { looksWhole } from './looks-whole.js'
import { ownValue } from './own-value.js'
import { whereOf } from './write-options.js'

/** The lock on a deleted item: on its version and the time of its deletion, where it was passed in, and on these attributes. */
export function deletedLock(
  runtime: EntityRuntime,
  { attribute, parked }: SoftDeleteModel,
  item: Values,
  names: readonly string[],
): Lock | undefined {
  const isMoved = (name: string): boolean => parked.some(({ field }) => field.name === name)
  const dated = ownValue(item, attribute) === undefined ? [] : [attribute]
  const there = valueLock(runtime, item, [...dated, ...names.filter((name) => !isMoved(name))])
  const conditions = parked
    .filter(({ field }) => names.includes(field.name))
    .map(({ field, storedName }) =>
      compareStored(
        runtime.storedPlace(storedName),
        '=',
        runtime.encode(field.name, ownValue(item, field.name)) ?? { NULL: true },
      ),
    )
  const condition = allOf(...conditions)
  const moved = condition && { condition, version: undefined, item, names: names.filter(isMoved) }
  return bothLocks(bothLocks(versionLock(runtime, item), there), moved)
}

/**
 * The caller's condition on a deleted item.
 *
 * @throws MonotableError `repository.filter-on-key` for one about an attribute that the deletion has moved.
 */
export function whereOfDeleted(
  runtime: EntityRuntime,
  { parked }: SoftDeleteModel,
  where: unknown,
): ConditionNode | undefined {
  const condition = whereOf(runtime, where)
  if (condition === undefined || parked.length === 0) return condition
  const { name: entity } = runtime.model
  for (const attribute of conditionAttributes(condition))
    if (parked.some(({ field }) => field.storedName === attribute))
      throw new MonotableError(
        'repository.filter-on-key',
        `${entity}: ${attribute} is a key of an index, which deleted items are taken out of, so that no condition on one can be about it: pass the deleted item, which is compared, or leave it out`,
        { entity, attribute },
      )
  return condition
}

/** Whether what was passed in is a whole deleted item, so that nothing need be read. */
export function isWholeDeleted(
  runtime: EntityRuntime,
  { attribute }: SoftDeleteModel,
  target: Values,
): boolean {
  return (
    ownValue(target, attribute) !== undefined &&
    runtime.model.hidden.size === 0 &&
    looksWhole(runtime, target)
  )
}

/** What was met in place of the deleted item; undefined where nothing is there. */
export function notAsDeleted(
  runtime: EntityRuntime,
  verb: 'restore' | 'purge',
  target: Values,
  lock: Lock | undefined,
  found: AttributeMap | undefined,
  cause: unknown,
): MonotableError<string, object> {
  const { name, softDelete } = runtime.model
  const key = runtime.keyValues(target)
  const stored = found && softDelete && unparked(softDelete, found)
  if (stored !== undefined && !runtime.hasDeleted(stored))
    return new NotDeletedError(name, key, runtime.decodeWritten(stored), verb, cause)
  if (lock !== undefined && !(stored !== undefined && holds(runtime, lock, stored)))
    return conflict(runtime, lock, stored, cause)
  return new ConditionFailedError(name, key, stored && runtime.decodeWritten(stored), cause)
}

/**
 * The model of the deletion.
 *
 * @throws MonotableError `repository.soft-delete` for an entity without one.
 */
export function softDeleteOf({ model: { name, softDelete } }: EntityRuntime, verb: string): SoftDeleteModel {
  if (softDelete !== undefined) return softDelete
  throw new MonotableError(
    'repository.soft-delete',
    `${name} keeps no deleted items, so there is none to ${verb}: say softDelete: 'deletedAt' in its definition`,
    { entity: name },
  )
}
