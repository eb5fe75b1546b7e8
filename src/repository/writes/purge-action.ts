import type { MonotableError } from '../../core/errors.js'
import type { ConditionNode } from '../../expressions/index.js'
import { allOf, anyOf } from '../../expressions/index.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { CallOptions } from '../../protocol/backend.js'
import type { DeleteItemInput } from '../../protocol/items.js'
import type { SoftDeleteModel } from '../../schema/index.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import { dependentCost, getCost } from '../plans/cost.js'
import type { PlannedWrite } from '../plans/planned-write.js'
import { fetchDeleted, getInput } from '../reads/get-item.js'
import { lockAs, planAfterRead } from './after-read.js'
import type { DeleteOptions } from './delete-action.js'
import { deletedLock, notAsDeleted, softDeleteOf, whereOfDeleted } from './deleted-item.js'
import type { Earlier } from './earlier.js'
import { storedVersion } from './earlier.js'
import { KnownValues } from './known-values.js'
import type { Lock } from './lock.js'
import { versionLock } from './lock.js'
import { addCondition } from './put-action.js'
import type { SentinelChange } from './sentinels.js'
import { sentinelChanges } from './sentinels.js'
import { assertUniqueKnown } from './unique-facts.js'
import { planWrite, runWrite } from './unique-write.js'
import type { Absence, WriteAction } from './write-action.js'
import { noWarnings } from './write-action.js'

/** The plan of taking a deleted item away for good, with its sentinels (rule W9). */
export function planPurge(
  runtime: EntityRuntime,
  target: Values,
  options: DeleteOptions & CallOptions = {},
): PlannedWrite {
  const softDelete = softDeleteOf(runtime, 'purge')
  const now = runtime.environment.clock.now()
  const where = whereOfDeleted(runtime, softDelete, options.where)
  if (options.reindex !== 'read')
    return planWrite(purgeAction(runtime, softDelete, target, where, now), options)
  const read = getInput(runtime, target, { consistent: true })
  const lock = versionLock(runtime, target)
  return planAfterRead(runtime, {
    read,
    write: {
      operation: 'DeleteItem',
      input: { TableName: read.TableName, Key: read.Key },
      when: 'dependent',
    },
    cost: () => dependentCost('purge', getCost(true), 0),
    options,
    async send({ signal } = {}) {
      const stored = await fetchDeleted(runtime, read, { signal })
      if (stored === undefined) return undefined
      if (!runtime.hasDeleted(stored)) throw notAsDeleted(runtime, 'purge', target, lock, stored, undefined)
      const item = runtime.decodeWhole(stored)
      lockAs(item, target, lock, softDelete.attribute)
      return runWrite(purgeAction(runtime, softDelete, item, where, now, true), { signal })
    },
  })
}

/** Deletes what is deleted already; the item that was passed in only where it is unchanged. */
function purgeAction(
  runtime: EntityRuntime,
  softDelete: SoftDeleteModel,
  target: Values,
  where: ConditionNode | undefined,
  now: number,
  isWhole?: boolean,
): WriteAction {
  const { uniques, uniqueNames, primary } = runtime.model
  const input: DeleteItemInput = {
    TableName: runtime.tableName,
    Key: runtime.keyOf(target),
    ReturnValues: 'ALL_OLD',
  }
  const hasSentinels = uniques.length > 0
  if (hasSentinels) assertUniqueKnown(new KnownValues(runtime, target, isWhole), 'purge')
  const names = hasSentinels ? [...uniqueNames].filter((name) => !primary.holes.has(name)) : []
  const lock = deletedLock(runtime, softDelete, target, names)
  const kept = allOf(runtime.isKept(now), lock?.condition, where) ?? runtime.isStored
  // With sentinels, nothing must be given up for an item that is not there.
  const isOpen = where === undefined && !hasSentinels
  addCondition(input, isOpen ? (anyOf(runtime.isAbsent(now), kept) ?? kept) : kept)
  return new PurgeAction(runtime, target, input, {
    lock,
    now,
    sentinels: hasSentinels ? sentinelChanges(runtime, target, undefined, now) : undefined,
    absence: where === undefined ? absenceOf(runtime, now) : undefined,
  })
}

const absenceOf = (runtime: EntityRuntime, now: number): Absence => ({
  condition: runtime.isAbsent(now),
  isFound: (stored) => stored === undefined || runtime.hasExpired(stored, now),
})

interface Facts extends Pick<WriteAction, 'sentinels' | 'absence'> {
  readonly lock: Lock | undefined
  readonly now: number
}

class PurgeAction implements WriteAction {
  readonly runtime: EntityRuntime
  readonly verb = 'purge'
  readonly key: Values
  readonly request: { readonly operation: 'DeleteItem'; readonly input: DeleteItemInput }
  readonly warnings: readonly string[] = noWarnings
  readonly sentinels: readonly SentinelChange[] | undefined
  readonly absence: Absence | undefined
  readonly #lock: Lock | undefined
  readonly #now: number

  constructor(runtime: EntityRuntime, target: Values, input: DeleteItemInput, facts: Facts) {
    this.runtime = runtime
    this.key = target
    this.request = { operation: 'DeleteItem', input }
    this.sentinels = facts.sentinels
    this.absence = facts.absence
    this.#lock = facts.lock
    this.#now = facts.now
  }

  /** What was passed in is there if it is unchanged; of other purges, DynamoDB says what was there. */
  known(): Record<string, unknown> | undefined {
    if (this.sentinels === undefined) return undefined
    const shown: Record<string, unknown> = { ...this.key }
    for (const name of this.runtime.model.hidden) delete shown[name]
    return shown
  }

  result(attributes: AttributeMap | undefined): Record<string, unknown> | undefined {
    if (attributes === undefined || this.runtime.hasExpired(attributes, this.#now)) return undefined
    return this.runtime.decodeWritten(attributes)
  }

  /** A later version is the same item, restored or changed; one that was created anew begins at the first. */
  earlier(found: AttributeMap): Earlier {
    const version = this.#lock?.version
    return version !== undefined && (storedVersion(this.runtime, found) ?? 0) >= version
      ? 'undone'
      : 'unknown'
  }

  refused(found: AttributeMap | undefined, cause: unknown): MonotableError<string, object> {
    const stored = found === undefined || this.runtime.hasExpired(found, this.#now) ? undefined : found
    return notAsDeleted(this.runtime, 'purge', this.key, this.#lock, stored, cause)
  }
}
