import type { MonotableError } from '../../core/errors.js'
import type { ConditionNode, UpdateNode } from '../../expressions/index.js'
import { allOf, removeAttribute, setStored } from '../../expressions/index.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { CallOptions } from '../../protocol/backend.js'
import type { UpdateItemInput } from '../../protocol/items.js'
import type { SoftDeleteModel } from '../../schema/index.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import { NotFoundError } from '../errors.js'
import { dependentCost, getCost } from '../plans/cost.js'
import { PlannedWrite } from '../plans/planned-write.js'
import { fetchDeleted, getInput } from '../reads/get-item.js'
import { lockAs } from './after-read.js'
import { deletedLock, isWholeDeleted, notAsDeleted, softDeleteOf, whereOfDeleted } from './deleted-item.js'
import type { Earlier } from './earlier.js'
import { earlierByVersion, storedVersion } from './earlier.js'
import { keepVersion } from './kept-changes.js'
import type { Lock } from './lock.js'
import { versionLock } from './lock.js'
import { ownValue } from './own-value.js'
import { planWrite, runWrite } from './unique-write.js'
import { updateInput } from './update-input.js'
import type { WriteAction } from './write-action.js'
import { noWarnings } from './write-action.js'
import type { WhereOption } from './write-options.js'

/**
 * The plan of having a deleted item back (rule W9): of the item that was read one request, conditional on it; of a key two,
 * since its index keys are made of what is stored.
 */
export function planRestore(
  runtime: EntityRuntime,
  target: Values,
  options: WhereOption & CallOptions = {},
): PlannedWrite {
  const softDelete = softDeleteOf(runtime, 'restore')
  const now = runtime.environment.clock.now()
  const where = whereOfDeleted(runtime, softDelete, options.where)
  const input = getInput(runtime, target, { consistent: true })
  if (isWholeDeleted(runtime, softDelete, target))
    return planWrite(restoreAction(runtime, softDelete, target, where, now), options)
  const lock = versionLock(runtime, target)
  return new PlannedWrite({
    entities: [runtime.model.name],
    requests: () => [
      { operation: 'GetItem', input, when: 'always' },
      { operation: 'UpdateItem', input: { TableName: input.TableName, Key: input.Key }, when: 'dependent' },
    ],
    cost: () => dependentCost('restore', getCost(true), 1),
    options,
    async send({ signal } = {}) {
      const stored = await fetchDeleted(runtime, input, { signal })
      if (stored === undefined)
        throw new NotFoundError(runtime.model.name, runtime.keyValues(target), 'restore')
      if (!runtime.hasDeleted(stored)) throw notAsDeleted(runtime, 'restore', target, lock, stored, undefined)
      const item = runtime.decodeWhole(stored)
      lockAs(item, target, lock, softDelete.attribute)
      return runWrite(restoreAction(runtime, softDelete, item, where, now), { signal })
    },
  })
}

/** Takes the time of the deletion away, and puts the item back into its indexes, where it is as it is told to be. */
function restoreAction(
  runtime: EntityRuntime,
  softDelete: SoftDeleteModel,
  item: Values,
  where: ConditionNode | undefined,
  now: number,
): WriteAction {
  const { model } = runtime
  const actions: UpdateNode[] = [removeAttribute(runtime.place(softDelete.attribute))]
  const versioned = versionLock(runtime, item)
  keepVersion(runtime, versioned, actions, now)
  const touched: Record<string, unknown> = { ...item }
  if (model.updatedAt !== undefined) touched[model.updatedAt] = new Date(now)
  if (model.version !== undefined && versioned?.version !== undefined)
    touched[model.version] = versioned.version + 1
  const used = new Set(softDelete.parked.map(({ field }) => field.name))
  const stored: AttributeMap = {}
  for (const pattern of model.patterns) {
    if (runtime.filledKeys(pattern).length === 0) continue
    runtime.writePattern(pattern, touched, stored)
    for (const hole of pattern.holes)
      if (!model.primary.holes.has(hole) && hole !== model.updatedAt && hole !== model.version) used.add(hole)
  }
  for (const name of runtime.indexKeys.allFilled) {
    const value = stored[name]
    if (value !== undefined) actions.push(setStored(runtime.storedPlace(name), value))
  }
  for (const { field, storedName } of softDelete.parked) {
    const value = runtime.encode(field.name, ownValue(item, field.name))
    if (value !== undefined) actions.push(setStored(runtime.place(field.name), value))
    actions.push(removeAttribute(runtime.storedPlace(storedName)))
  }
  const lock = deletedLock(runtime, softDelete, item, [...used])
  const condition = allOf(runtime.isKept(now), lock?.condition, where) ?? runtime.isStored
  const input = updateInput(runtime, runtime.keyOf(item), actions, condition)
  return new RestoreAction(runtime, item, input, lock, now)
}

class RestoreAction implements WriteAction {
  readonly runtime: EntityRuntime
  readonly verb = 'restore'
  readonly key: Values
  readonly request: { readonly operation: 'UpdateItem'; readonly input: UpdateItemInput }
  readonly warnings: readonly string[] = noWarnings
  readonly #lock: Lock | undefined
  readonly #now: number

  constructor(
    runtime: EntityRuntime,
    item: Values,
    input: UpdateItemInput,
    lock: Lock | undefined,
    now: number,
  ) {
    this.runtime = runtime
    this.key = item
    this.request = { operation: 'UpdateItem', input }
    this.#lock = lock
    this.#now = now
  }

  known(): undefined {
    return undefined
  }

  result(attributes: AttributeMap = {}): Record<string, unknown> {
    return this.runtime.decodeWritten(attributes)
  }

  /** Whoever restored it, the item is back, if nothing came of it since. */
  earlier(found: AttributeMap): Earlier {
    const { runtime } = this
    const version = this.#lock?.version
    const next = version === undefined ? undefined : version + 1
    const isNext = next === undefined || storedVersion(runtime, found) === next
    if (isNext && !runtime.hasGone(found, this.#now)) return 'done'
    return earlierByVersion(runtime, next, found)
  }

  refused(found: AttributeMap | undefined, cause: unknown): MonotableError<string, object> {
    const { runtime, key } = this
    const stored = found === undefined || runtime.hasExpired(found, this.#now) ? undefined : found
    if (stored === undefined)
      return new NotFoundError(runtime.model.name, runtime.keyValues(key), 'restore', cause)
    return notAsDeleted(runtime, 'restore', key, this.#lock, stored, cause)
  }
}
