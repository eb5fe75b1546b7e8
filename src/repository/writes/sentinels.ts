import type { ConditionNode } from '../../expressions/index.js'
import { anyOf, compareStored } from '../../expressions/index.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { UniqueModel } from '../../schema/index.js'
import { holderAttribute } from '../../schema/index.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import { NotUniqueError } from '../errors.js'
import { ownValue } from './own-value.js'
import { isSameStored } from './same-stored.js'

/** What a write makes of one value of a unique constraint: its item holds it from now on, or gives it up (rule W4). */
export interface SentinelChange {
  readonly runtime: EntityRuntime
  readonly unique: UniqueModel
  readonly isHeld: boolean
  readonly key: AttributeMap
  /** The sentinel as it is stored: its key, that it is one, the primary key of its item, and when both expire. */
  readonly item: AttributeMap
  /** The item whose value it is. */
  readonly values: Values
  readonly now: number
}

/** What becomes of an entity's sentinels where an item changes; `undefined` for one that is not there. */
export function sentinelChanges(
  runtime: EntityRuntime,
  before: Values | undefined,
  after: Values | undefined,
  now: number,
  uniques: readonly UniqueModel[] = runtime.model.uniques,
): readonly SentinelChange[] {
  const changes: SentinelChange[] = []
  for (const unique of uniques) {
    const old = before && changeOf(runtime, unique, before, now, false)
    const next = after && changeOf(runtime, unique, after, now, true)
    if (old !== undefined && next !== undefined && isSameStored({ M: old.item }, { M: next.item })) continue
    if (next !== undefined) changes.push(next)
    if (old !== undefined && !(next !== undefined && isSameStored({ M: old.key }, { M: next.key })))
      changes.push(old)
  }
  return changes
}

function changeOf(
  runtime: EntityRuntime,
  unique: UniqueModel,
  values: Values,
  now: number,
  isHeld: boolean,
): SentinelChange | undefined {
  const key = runtime.keys.formatUnique(unique, values)
  if (key === undefined) return undefined
  const { marker, expiry } = runtime.model
  const item: AttributeMap = { ...key, [holderAttribute]: { M: runtime.keyOf(values) } }
  if (marker !== undefined) item[marker.attribute] = { S: sentinelMarker(marker.value, unique) }
  const expires = expiry && runtime.encode(expiry.name, ownValue(values, expiry.name))
  if (expiry !== undefined && expires?.N !== undefined) item[expiry.storedName] = expires
  return { runtime, unique, isHeld, key, item, values, now }
}

/** What stands in a sentinel where an item names its entity: the name of none. */
export function sentinelMarker(entityValue: string, { name }: UniqueModel): string {
  return `${entityValue}#unique#${name}`
}

/** Whether an item that no entity takes for its own is a sentinel. */
export function isSentinel(stored: Readonly<AttributeMap>): boolean {
  return stored[holderAttribute]?.M !== undefined
}

/** The condition that the sentinel belongs to the item of one of these changes. */
export function isHolders(changes: readonly SentinelChange[]): ConditionNode | undefined {
  return anyOf(...changes.map((change) => isHolder(change, '=')))
}

/** The condition that the sentinel belongs to the item of the change; with `<>` that it does not, or is not there. */
export function isHolder({ runtime, item }: SentinelChange, operator: '=' | '<>'): ConditionNode {
  return compareStored(runtime.storedPlace(holderAttribute), operator, item[holderAttribute] ?? { M: {} })
}

/** The failure that a sentinel means that another item holds. */
export function notUnique(
  { runtime, unique, values }: SentinelChange,
  found: AttributeMap | undefined,
  cause: unknown,
): NotUniqueError {
  return new NotUniqueError(
    {
      entity: runtime.model.name,
      key: runtime.keyValues(values),
      constraint: unique.name,
      attributes: [...unique.holes],
      holder: holderOf(runtime, found?.[holderAttribute]?.M),
    },
    cause,
  )
}

/** The key of a sentinel's item by the attributes of the entity; undefined where it cannot be told. */
function holderOf(
  { model, keys }: EntityRuntime,
  stored: AttributeMap | undefined,
): Record<string, unknown> | undefined {
  if (stored === undefined) return undefined
  const holder: Record<string, unknown> = {}
  for (const key of [...model.primary.partition, ...model.primary.sort]) {
    const value = stored[key.name]
    const parts = value && keys.read(key, value)
    if (parts === undefined) return undefined
    Object.assign(holder, parts)
  }
  return holder
}
