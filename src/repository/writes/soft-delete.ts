import type { MonotableError } from '../../core/errors.js'
import type { UpdateNode } from '../../expressions/index.js'
import { allOf, anyOf, removeAttribute, setAttribute } from '../../expressions/index.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { UpdateItemInput } from '../../protocol/items.js'
import type { SoftDeleteModel } from '../../schema/index.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import type { Earlier } from './earlier.js'
import { storedVersion } from './earlier.js'
import { keepVersion } from './kept-changes.js'
import type { Lock } from './lock.js'
import { versionLock } from './lock.js'
import { refusal } from './refusal.js'
import { isSameStored } from './same-stored.js'
import { updateInput } from './update-input.js'
import type { Absence, WriteAction } from './write-action.js'
import { noWarnings } from './write-action.js'
import type { WhereOption } from './write-options.js'
import { whereOf } from './write-options.js'

/**
 * Deletes an item in a way that can be undone (rule W9): it gets the time of its deletion, and loses the keys of every index.
 * What is deleted already, or not there, is no failure, unless a condition of the caller's has to hold of it.
 */
export function softDeleteAction(
  runtime: EntityRuntime,
  softDelete: SoftDeleteModel,
  target: Values,
  options: WhereOption,
  now: number,
): WriteAction {
  const key = runtime.keyOf(target)
  const lock = versionLock(runtime, target)
  const where = whereOf(runtime, options.where)
  const actions: UpdateNode[] = [setAttribute(runtime.place(softDelete.attribute), new Date(now))]
  keepVersion(runtime, lock, actions, now)
  for (const { field, storedName } of softDelete.parked) {
    const place = runtime.storedPlace(storedName)
    const fallback = { kind: 'value', value: { NULL: true } } as const
    const value = { kind: 'if-not-exists', place: runtime.place(field.name), fallback } as const
    actions.push({ kind: 'set', place, value }, removeAttribute(runtime.place(field.name)))
  }
  for (const name of runtime.indexKeys.allFilled) actions.push(removeAttribute(runtime.storedPlace(name)))
  const condition = allOf(runtime.isPresent(now), lock?.condition, where) ?? runtime.isStored
  const input = updateInput(runtime, key, actions, condition)
  return new SoftDeleteAction(runtime, target, input, { lock, now, hasWhere: where !== undefined })
}

interface Facts {
  readonly lock: Lock | undefined
  readonly now: number
  readonly hasWhere: boolean
}

class SoftDeleteAction implements WriteAction {
  readonly runtime: EntityRuntime
  readonly verb = 'delete'
  readonly key: Values
  readonly request: { readonly operation: 'UpdateItem'; readonly input: UpdateItemInput }
  readonly warnings: readonly string[] = noWarnings
  readonly absence: Absence | undefined
  readonly #facts: Facts

  constructor(runtime: EntityRuntime, target: Values, input: UpdateItemInput, facts: Facts) {
    const { now } = facts
    this.runtime = runtime
    this.key = target
    this.request = { operation: 'UpdateItem', input }
    this.#facts = facts
    const isGone = anyOf(runtime.isAbsent(now), runtime.isDeleted)
    if (facts.hasWhere || isGone === undefined) return
    this.absence = {
      condition: isGone,
      isFound: (stored) => stored === undefined || runtime.hasGone(stored, now),
    }
  }

  known(): undefined {
    return undefined
  }

  result(attributes: AttributeMap = {}): Record<string, unknown> {
    return this.runtime.decodeWritten(attributes)
  }

  /** Only this deletion has this time; one that was restored since is of a later version. */
  earlier(found: AttributeMap): Earlier {
    const { runtime } = this
    const { lock, now } = this.#facts
    const { softDelete } = runtime.model
    if (softDelete !== undefined && runtime.hasDeleted(found)) {
      const time = runtime.encode(softDelete.attribute, new Date(now))
      return isSameStored(found[softDelete.attribute], time) ? 'done' : 'undone'
    }
    const version = storedVersion(runtime, found) ?? 0
    return lock?.version !== undefined && version <= lock.version + 1 ? 'undone' : 'unknown'
  }

  refused(found: AttributeMap | undefined, cause: unknown): MonotableError<string, object> {
    const { runtime, key: target } = this
    const { lock, now } = this.#facts
    return refusal({ runtime, target, lock, now }, undefined, found, cause)
  }
}
