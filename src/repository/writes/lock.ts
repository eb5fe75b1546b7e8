import { MonotableError } from '../../core/errors.js'
import type { ConditionNode } from '../../expressions/index.js'
import { allOf, compareStored, notExists } from '../../expressions/index.js'
import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import { VersionConflictError } from '../errors.js'
import { ownValue } from './own-value.js'
import { looksWhole } from './looks-whole.js'
import { isSameStored } from './same-stored.js'
import type { Locking } from './update-forms.js'

/** What a write compares with the stored item. */
export interface Held {
  /** The version that was read; undefined where old values are compared instead. */
  readonly version: number | undefined
  /** The item or part of one that was passed in. */
  readonly item: Values
  /** Names of the attributes whose values are compared. */
  readonly names: readonly string[]
}

/** What a write expects of the stored item: the one lock of rule W2. */
export interface Lock extends Held {
  readonly condition: ConditionNode
}

/**
 * The version that an item was read with; undefined for a key, a new item, or an entity without versions.
 *
 * @throws MonotableError `repository.version` for one that no item has: taken for none, it would undo the lock.
 */
export function versionOf(runtime: EntityRuntime, item: Values): number | undefined {
  const { name: entity, version: name } = runtime.model
  const version = name === undefined ? undefined : ownValue(item, name)
  if (version === undefined) return undefined
  if (typeof version === 'number' && Number.isSafeInteger(version) && version >= 0) return version
  throw new MonotableError(
    'repository.version',
    `${entity}: ${name} is ${typeof version === 'number' ? version : `a ${typeof version}`}, and versions are whole numbers: pass the item as it was read, or its key alone`,
    { entity, attribute: name },
  )
}

/**
 * The lock that an item gives: its version, and the time of its creation where the entity keeps one, so that another
 * incarnation under the same key does not pass for it. Version 0 stands for items from before the entity had versions.
 * Of a whole item, a time of creation that is missing is compared too; part of one may have left it out.
 */
export function versionLock(runtime: EntityRuntime, item: Values, isWhole?: boolean): Lock | undefined {
  const { version: name, createdAt } = runtime.model
  const version = versionOf(runtime, item)
  if (name === undefined || version === undefined) return undefined
  const isSame =
    version === 0
      ? notExists(runtime.place(name))
      : compareStored(runtime.place(name), '=', { N: String(version) })
  const isDated = createdAt !== undefined && ownValue(item, createdAt) !== undefined
  if (createdAt === undefined || !(isDated || (isWhole ?? looksWhole(runtime, item))))
    return { condition: isSame, version, item, names: [name] }
  const created = runtime.hasValue(createdAt, ownValue(item, createdAt))
  return { condition: allOf(isSame, created) ?? isSame, version, item, names: [name, createdAt] }
}

/** What the lock on an item compares, where that is plain to see; undefined where it takes a closer look. */
export function plainLocking(runtime: EntityRuntime, item: Values): Locking | undefined {
  const { version: name, createdAt } = runtime.model
  const version = name === undefined ? undefined : ownValue(item, name)
  if (version === undefined) return 'none'
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) return undefined
  if (createdAt === undefined) return 'version'
  return ownValue(item, createdAt) === undefined ? undefined : 'incarnation'
}

/** The lock on single attributes: they still have the values that were passed in, or are still absent. */
export function valueLock(runtime: EntityRuntime, item: Values, names: readonly string[]): Lock | undefined {
  if (names.length === 0) return undefined
  const condition = allOf(...names.map((name) => runtime.hasValue(name, ownValue(item, name))))
  return condition && { condition, version: undefined, item, names }
}

/** Both locks as one, of the same item. */
export function bothLocks(one: Lock | undefined, other: Lock | undefined): Lock | undefined {
  if (one === undefined || other === undefined) return one ?? other
  const condition = allOf(one.condition, other.condition) ?? one.condition
  return { ...one, condition, names: [...one.names, ...other.names] }
}

/** Whether the stored item is still the one that was locked. */
export function holds(runtime: EntityRuntime, lock: Held, stored: Readonly<AttributeMap>): boolean {
  return lock.names.every((name) => isSameStored(expected(runtime, lock, name), found(runtime, name, stored)))
}

function expected(runtime: EntityRuntime, lock: Held, name: string): AttributeValue | undefined {
  return name === runtime.model.version && lock.version === 0
    ? undefined
    : runtime.encode(name, ownValue(lock.item, name))
}

function found(
  { model }: EntityRuntime,
  name: string,
  stored: Readonly<AttributeMap>,
): AttributeValue | undefined {
  const storedName = model.byName.get(name)?.storedName
  return storedName === undefined || !Object.hasOwn(stored, storedName) ? undefined : stored[storedName]
}

/** The conflict of a lock with what is stored. */
export function conflict(
  runtime: EntityRuntime,
  lock: Held,
  stored: Readonly<AttributeMap> | undefined,
  cause: unknown,
): VersionConflictError {
  const { model } = runtime
  const isWhole = runtime.requiredNames.every((name) => ownValue(lock.item, name) !== undefined)
  const isComparable = (name: string): boolean =>
    lock.names.includes(name) || Object.hasOwn(lock.item, name) || (isWhole && !model.hidden.has(name))
  return new VersionConflictError(
    {
      entity: model.name,
      key: runtime.keyValues(lock.item),
      expectedVersion: lock.version,
      stored: stored && runtime.decodeWritten(stored),
      differences:
        stored === undefined
          ? []
          : model.fields
              .map(({ name }) => name)
              .filter((name) => isComparable(name) && differs(runtime, lock, name, stored)),
    },
    cause,
    model.softDelete !== undefined,
  )
}

function differs(runtime: EntityRuntime, lock: Held, name: string, stored: Readonly<AttributeMap>): boolean {
  let value
  try {
    value = expected(runtime, lock, name)
  } catch {
    // What cannot be stored is not what is stored.
    return true
  }
  return !isSameStored(value, found(runtime, name, stored))
}
