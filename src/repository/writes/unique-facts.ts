import { MonotableError } from '../../core/errors.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { UniqueModel } from '../../schema/index.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import type { KnownValues } from './known-values.js'
import type { Lock } from './lock.js'
import { conflict, valueLock } from './lock.js'
import type { SentinelChange } from './sentinels.js'
import { sentinelChanges } from './sentinels.js'

/** What a write of a whole item demands of what is there, and what was read of it. */
interface Demand {
  readonly verb: string
  readonly demand: 'absent' | 'present' | 'anything' | 'undeleted'
  readonly before?: Values | undefined
}

/** What a write of a whole item does with unique values, and which it relies on. */
export interface UniqueFacts {
  readonly sentinels: readonly SentinelChange[] | undefined
  readonly lock: Lock | undefined
  /** Whether the lock is on what was read, or on what is written: unchanged values need no sentinel. */
  readonly isRead: boolean
}

/** The unique values of a put: new ones, changed ones where what is there was read, otherwise ones that must be there. */
export function uniqueFacts(
  runtime: EntityRuntime,
  values: Values,
  { verb, demand, before }: Demand,
  now: number,
): UniqueFacts {
  switch (demand) {
    case 'absent':
      return {
        sentinels: some(sentinelChanges(runtime, undefined, values, now)),
        lock: undefined,
        isRead: false,
      }
    case 'present':
      return {
        sentinels: before && some(sentinelChanges(runtime, before, values, now)),
        lock: uniqueLock(runtime, before ?? values),
        isRead: before !== undefined,
      }
    case 'anything':
    case 'undeleted':
      return refuseUnread(runtime, verb)
  }
}

/** A write without a change of sentinels is one request. */
export function some(changes: readonly SentinelChange[]): readonly SentinelChange[] | undefined {
  return changes.length === 0 ? undefined : changes
}

/** The lock on the values that sentinels are made of. */
export function uniqueLock(runtime: EntityRuntime, item: Values): Lock | undefined {
  const { uniqueNames, primary } = runtime.model
  return valueLock(
    runtime,
    item,
    [...uniqueNames].filter((name) => !primary.holes.has(name)),
  )
}

/** What an update makes of the sentinels of the constraints that it reaches. */
export function updateSentinels(known: KnownValues, now: number): readonly SentinelChange[] | undefined {
  const { runtime } = known
  const { uniques, expiry, primary } = runtime.model
  const isExpiryTouched = expiry !== undefined && known.isTouched(expiry.name)
  const reached = uniques.filter(
    ({ holes }) => isExpiryTouched || [...holes].some((name) => known.isTouched(name)),
  )
  if (reached.length === 0) return undefined
  assertUniqueKnown(known, 'update', reached)
  const before: Record<string, unknown> = {}
  const after: Record<string, unknown> = {}
  for (const name of [...primary.holes, ...namesOf(runtime, reached)]) {
    before[name] = known.before(name)
    after[name] = known.get(name)
  }
  return some(sentinelChanges(runtime, before, after, now, reached))
}

/** The attributes that the sentinels of these constraints are made of. */
function namesOf({ model }: EntityRuntime, uniques: readonly UniqueModel[]): ReadonlySet<string> {
  const names = new Set(uniques.flatMap(({ holes }) => [...holes]))
  if (model.expiry !== undefined) names.add(model.expiry.name)
  return names
}

/** Refuses a target that does not tell what its sentinels are. */
export function assertUniqueKnown(
  known: KnownValues,
  verb: string,
  uniques: readonly UniqueModel[] = known.runtime.model.uniques,
): void {
  const entity = known.runtime.model.name
  const missing = [...namesOf(known.runtime, uniques)].filter((name) => !known.isKnownOfTarget(name))
  if (missing.length === 0) return
  const constraints = uniques.map(({ name }) => name).join(', ')
  throw new MonotableError(
    'repository.unique-unknown',
    `${entity}: ${verb} needs the old ${missing.join(', ')} for unique constraint ${constraints}: pass the item you read${verb === 'claim' ? '' : ", or say reindex: 'read'"}`,
    { entity, missing },
  )
}

/** Refuses a write over what nobody has read: the values that are there would be held for ever. */
export function refuseUnread({ model }: EntityRuntime, verb: string): never {
  const constraints = model.uniques.map(({ name }) => name).join(', ')
  throw new MonotableError(
    'repository.unique-unknown',
    `${model.name}: ${verb} cannot tell the old values of unique constraint ${constraints}: use create, update, or ${model.version === undefined ? '' : 'put or '}replace with the item you read`,
    { entity: model.name, missing: [...model.uniqueNames] },
  )
}

/** A whole item with other unique values than the stored one: it alone does not tell the old ones. */
export function uniqueChangedError(
  runtime: EntityRuntime,
  lock: Lock,
  stored: AttributeMap,
  verb: string,
  cause: unknown,
): MonotableError<string, object> {
  const { name: entity } = runtime.model
  const missing = conflict(runtime, lock, stored, cause).details.differences.filter((name) =>
    lock.names.includes(name),
  )
  return new MonotableError(
    'repository.unique-unknown',
    `${entity}: ${verb} changes ${missing.join(', ')}, and needs the old value for a unique constraint: say reindex: 'read', or use update with the item you read`,
    { entity, missing, key: runtime.keyValues(lock.item) },
    { cause },
  )
}
