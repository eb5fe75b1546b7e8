import type { ConditionNode } from '../expressions/index.js'
import { allOf, compareStored, notExists } from '../expressions/index.js'
import type { AttributeMap } from '../protocol/attribute-value.js'
import type { EntityRuntime, Values } from './entity-runtime.js'
import { VersionConflictError } from './errors.js'
import { isSameStored } from './same-stored.js'

/** What a write expects of the stored item: the one lock of rule W2. */
export interface Lock {
  readonly condition: ConditionNode
  /** The version that was read; undefined where old values are compared instead. */
  readonly version: number | undefined
  /** The item or part of one that was passed in. */
  readonly item: Values
  /** Names of the attributes whose values are compared. */
  readonly names: readonly string[]
}

/** The version that an item was read with; undefined for a key, a new item, or an entity without versions. */
export function versionOf(runtime: EntityRuntime, item: Values): number | undefined {
  const name = runtime.model.version
  const version = name === undefined ? undefined : item[name]
  return typeof version === 'number' ? version : undefined
}

/**
 * The lock that an item gives: its version, and the time of its creation where the entity keeps one, so that another
 * incarnation under the same key does not pass for it. Version 0 stands for items from before the entity had versions.
 */
export function versionLock(runtime: EntityRuntime, item: Values): Lock | undefined {
  const { version: name, createdAt } = runtime.model
  const version = versionOf(runtime, item)
  if (name === undefined || version === undefined) return undefined
  const isSame =
    version === 0
      ? notExists(runtime.place(name))
      : compareStored(runtime.place(name), '=', { N: String(version) })
  const names = createdAt !== undefined && item[createdAt] !== undefined ? [name, createdAt] : [name]
  const created =
    names.length > 1 && createdAt !== undefined ? runtime.hasValue(createdAt, item[createdAt]) : undefined
  return { condition: allOf(isSame, created) ?? isSame, version, item, names }
}

/** The lock on single attributes: they still have the values that were passed in. */
export function valueLock(runtime: EntityRuntime, item: Values, names: readonly string[]): Lock | undefined {
  const condition = allOf(...names.map((name) => runtime.hasValue(name, item[name])))
  return condition && { condition, version: undefined, item, names }
}

/** Whether the stored item is still the one that was locked. */
export function holds(runtime: EntityRuntime, lock: Lock, stored: AttributeMap): boolean {
  return lock.names.every((name) => {
    const field = runtime.model.byName.get(name)
    const expected =
      name === runtime.model.version && lock.version === 0 ? undefined : runtime.encode(name, lock.item[name])
    return isSameStored(expected, field && stored[field.storedName])
  })
}

/** The conflict of a lock with what is stored. */
export function conflict(
  runtime: EntityRuntime,
  lock: Lock,
  stored: AttributeMap | undefined,
  cause: unknown,
): VersionConflictError {
  const differences: string[] = []
  for (const { name, storedName } of runtime.model.fields) {
    if (!(name in lock.item) || stored === undefined) continue
    if (!isSameStored(runtime.encode(name, lock.item[name]), stored[storedName])) differences.push(name)
  }
  return new VersionConflictError(
    {
      entity: runtime.model.name,
      key: runtime.keyValues(lock.item),
      expectedVersion: lock.version,
      stored: stored && runtime.decode(stored),
      differences,
    },
    cause,
  )
}
