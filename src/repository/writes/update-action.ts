import { MonotableError } from '../../core/errors.js'
import type { Place, UpdateNode } from '../../expressions/index.js'
import { allOf, removeAttribute, setAttribute } from '../../expressions/index.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { UpdateItemInput } from '../../protocol/items.js'
import type { UntypedChanges } from './change-nodes.js'
import { changeNodes } from './change-nodes.js'
import { computeDerived } from './derived.js'
import type { Earlier } from './earlier.js'
import { earlierByVersion, storedVersion } from './earlier.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import { KnownValues } from './known-values.js'
import { keepVersion, noteVersion } from './kept-changes.js'
import { fillForm, learnForm, plainUpdate } from './fill-form.js'
import type { Held } from './lock.js'
import { bothLocks, valueLock, versionLock } from './lock.js'
import { refusal } from './refusal.js'
import { reindex } from './reindex.js'
import { isRepeatable } from './repeatable.js'
import type { SentinelChange } from './sentinels.js'
import { updateSentinels } from './unique-facts.js'
import { updateInput } from './update-input.js'
import type { WriteAction } from './write-action.js'
import { noWarnings } from './write-action.js'
import type { WhereOption } from './write-options.js'
import { whereOf } from './write-options.js'

export interface UpdateOptions extends WhereOption {
  readonly drop?: readonly string[] | undefined
  readonly reindex?: 'read' | undefined
}

/** What an update that read the item first knows beside what the caller said. */
export interface UpdateFacts {
  readonly now?: number
  /** The target is all that is stored. */
  readonly isWhole?: boolean
}

/** Changes an item that exists; the one that was passed in only where it is unchanged (rules W1, W2, K7). */
export function updateAction(
  runtime: EntityRuntime,
  target: Values,
  changes: UntypedChanges,
  options: UpdateOptions = {},
  facts: UpdateFacts = {},
): WriteAction {
  const key = runtime.keyOf(target)
  const now = facts.now ?? runtime.environment.clock.now()
  const known = new KnownValues(runtime, target, facts.isWhole)
  const isPlain = options.drop === undefined && facts.isWhole !== true
  const plain = isPlain ? plainUpdate(known, changes, now) : undefined
  const filled = plain && fillForm(plain, key, options.where)
  if (filled !== undefined) {
    const { input, lock } = filled
    const compared = { lock, isVersioned: lock?.version !== undefined, isStated: true, now, actions: [] }
    return new UpdateAction(known, input, compared, noWarnings, undefined)
  }
  const actions: UpdateNode[] = []
  changeNodes(known, changes, actions)
  const versioned = versionLock(runtime, target, facts.isWhole)
  // A sum that is worked out here is stated, and depends on what is there all the same.
  const isStated = isRepeatable(actions) && !known.used.some((name) => known.isTouched(name))
  noteVersion(known, versioned?.version, now)
  keepVersion(runtime, versioned, actions, now)
  derive(known, actions)
  assertWholeValid(known)
  const warnings = reindex(known, options.drop, actions)
  const sentinels = runtime.model.uniques.length === 0 ? undefined : updateSentinels(known, now)
  // A version alone does not tell that the target is as it was read: keys are made of no value that is not compared.
  const used = known.used.filter((name) => versioned?.names.includes(name) !== true)
  const lock = bothLocks(versioned, valueLock(runtime, target, used))
  if (plain !== undefined) learnForm(plain, actions, lock)
  const where = whereOf(runtime, options.where)
  const condition = allOf(runtime.isPresent(now), lock?.condition, where) ?? runtime.isStored
  return new UpdateAction(
    known,
    updateInput(runtime, key, actions, condition),
    { lock, isVersioned: versioned !== undefined, isStated, now, actions },
    warnings,
    sentinels,
  )
}

/** What an update does, and what it compares with what is there. */
interface Compared {
  readonly lock: Held | undefined
  readonly isVersioned: boolean
  /** The changes say what shall be there, whatever there was. */
  readonly isStated: boolean
  readonly now: number
  readonly actions: readonly UpdateNode[]
}

class UpdateAction implements WriteAction {
  readonly runtime: EntityRuntime
  readonly verb = 'update'
  readonly key: Values
  readonly request: { readonly operation: 'UpdateItem'; readonly input: UpdateItemInput }
  readonly warnings: readonly string[]
  readonly sendOnce: boolean
  readonly sentinels: readonly SentinelChange[] | undefined
  readonly #known: KnownValues
  readonly #compared: Compared
  #after: { readonly item: Record<string, unknown> | undefined } | undefined

  constructor(
    known: KnownValues,
    input: UpdateItemInput,
    compared: Compared,
    warnings: readonly string[],
    sentinels: readonly SentinelChange[] | undefined,
  ) {
    this.runtime = known.runtime
    this.key = known.target
    this.request = { operation: 'UpdateItem', input }
    this.warnings = warnings
    this.sentinels = sentinels
    this.sendOnce = !compared.isVersioned && !compared.isStated
    this.#known = known
    this.#compared = compared
  }

  known(): Record<string, unknown> | undefined {
    this.#after ??= { item: this.#compared.isVersioned ? this.#known.whole() : undefined }
    return this.#after.item
  }

  result(attributes: AttributeMap = {}): Record<string, unknown> {
    return this.runtime.decodeWritten(attributes)
  }

  earlier(found: AttributeMap): Earlier {
    const { runtime } = this
    const { lock, isStated } = this.#compared
    const next = lock?.version === undefined ? undefined : lock.version + 1
    const isNext = next === undefined || storedVersion(runtime, found) === next
    // What was deleted since may have had these values anyway.
    const isDone = isNext && !runtime.hasDeleted(found) && this.#known.isIn(found)
    if (!isDone) return earlierByVersion(runtime, next, found)
    // Another writer may have worked out the same, and then this change is still to be made.
    return isStated || runtime.model.updatedAt !== undefined ? 'done' : 'unknown'
  }

  refused(found: AttributeMap | undefined, cause: unknown): MonotableError<string, object> {
    const { runtime, key: target } = this
    const { lock, now } = this.#compared
    return refusal({ runtime, target, lock, now }, 'update', found, cause)
  }

  nestedPlaces(): readonly Place[] {
    return this.#compared.actions.map(({ place }) => place).filter(({ parent }) => parent !== undefined)
  }
}

/** Works out the derived attributes whose sources change. */
function derive(known: KnownValues, actions: UpdateNode[]): void {
  const { runtime } = known
  const { name: entity, primary } = runtime.model
  for (const each of runtime.model.derived) {
    const { name, from } = each
    if (!from.some((source) => known.isTouched(source))) continue
    if (primary.holes.has(name))
      throw new MonotableError(
        'repository.change',
        `${entity}: ${name} is part of the key and derived from ${from.join(', ')}, which an update cannot change: create the item anew`,
        { entity, attribute: name },
      )
    known.assertKnown(from, `derived attribute ${name}`, undefined)
    const value = computeDerived(runtime.model, each, known.pick(from))
    known.set(name, value)
    const place = runtime.place(name)
    actions.push(value === undefined ? removeAttribute(place) : setAttribute(place, value))
  }
}

/** Refinements of the item as a whole hold for what the update makes of it, where that can be told. */
function assertWholeValid(known: KnownValues): void {
  const { validator } = known.runtime.model
  const item = validator.isCheckedWhole ? known.afterwards() : undefined
  if (item !== undefined) validator.validateWhole(item)
}
