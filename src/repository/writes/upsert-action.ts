import { MonotableError } from '../../core/errors.js'
import type { UpdateNode } from '../../expressions/index.js'
import {
  addStored,
  addToAttribute,
  allOf,
  removeAttribute,
  setStored,
  setStoredIfAbsent,
} from '../../expressions/index.js'
import type { AttributeMap } from '../../protocol/attribute-value.js'
import type { UpdateItemInput } from '../../protocol/items.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import { ConditionFailedError, ItemExistsError } from '../errors.js'
import type { Earlier } from './earlier.js'
import { createAction } from './put-action.js'
import { assertItemSize, completeValues, storedForm } from './stored-item.js'
import { refuseUnread } from './unique-facts.js'
import { updateInput } from './update-input.js'
import type { WriteAction } from './write-action.js'
import { noWarnings } from './write-action.js'
import type { WhereOption } from './write-options.js'
import { whereOf } from './write-options.js'

export interface UpsertOptions extends WhereOption {
  /** Numbers and sets that are added to what is there. */
  readonly add?: readonly string[] | undefined
  /** Attributes that stay as they are where the item exists. */
  readonly keep?: readonly string[] | undefined
}

/**
 * Writes an item whether or not it exists, in one request: afterwards it has the attributes that were given, save that
 * those in `add` were added to what was there, and those in `keep` were left alone. An expired item counts as none: it
 * is overwritten by a second request.
 */
export function upsertAction(runtime: EntityRuntime, item: Values, options: UpsertOptions = {}): WriteAction {
  const { updatedAt } = runtime.model
  const now = runtime.environment.clock.now()
  if (runtime.model.uniques.length > 0) refuseUnread(runtime, 'upsert')
  assertTellable(runtime, options)
  const values = completeValues(runtime, item, updatedAt === undefined ? {} : { [updatedAt]: new Date(now) })
  const stored = storedForm(runtime, values)
  assertItemSize(runtime, values, stored)
  const where = whereOf(runtime, options.where)
  const condition = allOf(runtime.isAlive(now), runtime.isNotDeleted, where)
  const input = updateInput(
    runtime,
    runtime.keyOf(values),
    actionsOf(runtime, values, stored, options, now),
    condition,
  )
  const sendOnce = (options.add ?? []).some(
    (name) => stored[runtime.model.byName.get(name)?.storedName ?? name]?.N !== undefined,
  )
  return new UpsertAction(runtime, values, input, { item, options, sendOnce, now })
}

/** What an upsert was made of. */
interface Origin {
  readonly item: Values
  readonly options: UpsertOptions
  readonly sendOnce: boolean
  readonly now: number
}

class UpsertAction implements WriteAction {
  readonly runtime: EntityRuntime
  readonly verb = 'upsert'
  readonly key: Values
  readonly request: { readonly operation: 'UpdateItem'; readonly input: UpdateItemInput }
  readonly warnings: readonly string[]
  readonly sendOnce: boolean
  readonly #now: number
  /** Another way to the same end, where an expired item can be in the way. */
  readonly fallback?: (found: AttributeMap | undefined) => WriteAction | undefined

  constructor(
    runtime: EntityRuntime,
    values: Values,
    input: UpdateItemInput,
    { item, options, sendOnce, now }: Origin,
  ) {
    const { name, expiry } = runtime.model
    this.runtime = runtime
    this.key = values
    this.request = { operation: 'UpdateItem', input }
    this.warnings = noWarnings
    this.sendOnce = sendOnce
    this.#now = now
    if (expiry === undefined) return
    this.warnings = [`${name}: an expired item is replaced by a second request, and in a transaction refused`]
    this.fallback = (found) => replacement(this, found, item, options, now)
  }

  known(): undefined {
    return undefined
  }

  result(attributes: AttributeMap = {}): Record<string, unknown> {
    return this.runtime.decodeWritten(attributes)
  }

  earlier(found: AttributeMap): Earlier {
    return this.runtime.hasExpired(found, this.#now) ? 'undone' : 'unknown'
  }

  refused(found: AttributeMap | undefined, cause: unknown): MonotableError<string, object> {
    const { runtime, key } = this
    const { name, version } = runtime.model
    const stored = found && runtime.decodeWritten(found)
    if (found !== undefined && runtime.hasDeleted(found))
      return new ItemExistsError(name, runtime.keyValues(key), stored, cause, version !== undefined, true)
    return new ConditionFailedError(name, runtime.keyValues(key), stored, cause)
  }
}

/** Where the item has expired, the upsert is a create; where another writer was faster with that, an upsert after all. */
function replacement(
  upsert: WriteAction,
  found: AttributeMap | undefined,
  item: Values,
  options: UpsertOptions,
  now: number,
): WriteAction | undefined {
  const { runtime } = upsert
  const hasExpired = (stored: AttributeMap | undefined): boolean =>
    stored !== undefined && runtime.hasExpired(stored, now)
  if (!hasExpired(found)) return undefined
  return Object.assign(createAction(runtime, item, options, now), {
    fallback: (stored: AttributeMap | undefined) => (hasExpired(stored) ? undefined : upsert),
  })
}

function actionsOf(
  runtime: EntityRuntime,
  values: Values,
  stored: AttributeMap,
  options: UpsertOptions,
  now: number,
): UpdateNode[] {
  const { model } = runtime
  const add = new Set(options.add)
  const keep = new Set([...(options.keep ?? []), ...model.readOnly])
  const actions: UpdateNode[] = []
  const done = new Set([...model.primary.partition, ...model.primary.sort].map((key) => key.name))
  for (const { name, storedName } of model.fields) {
    // The condition says that there is no time of a deletion.
    if (done.has(storedName) || name === model.softDelete?.attribute) continue
    done.add(storedName)
    const place = runtime.place(name)
    const value = stored[storedName]
    if (name === model.version) actions.push(addStored(place, { N: '1' }, { N: '0' }))
    else if (name === model.createdAt)
      actions.push(setStoredIfAbsent(place, { S: new Date(now).toISOString() }))
    else if (add.has(name)) {
      if (value !== undefined) actions.push(addToAttribute(place, values[name]))
    } else if (keep.has(name) && !model.primary.holes.has(name)) {
      if (value !== undefined) actions.push(setStoredIfAbsent(place, value))
    } else actions.push(value === undefined ? removeAttribute(place) : setStored(place, value))
  }
  // Beside the schema's attributes: keys of every index, whether or not the item is in it, and what else there is.
  const others = new Set(Object.keys(stored))
  for (const pattern of model.patterns) for (const { name } of runtime.filledKeys(pattern)) others.add(name)
  for (const name of others) {
    if (done.has(name)) continue
    const place = runtime.storedPlace(name)
    const value = stored[name]
    actions.push(value === undefined ? removeAttribute(place) : setStored(place, value))
  }
  return actions
}

/**
 * What an upsert adds to or keeps is known to DynamoDB alone, and so are the version and the time of creation: nothing
 * that is stored may be made of them.
 */
function assertTellable({ model }: EntityRuntime, { add = [], keep = [] }: UpsertOptions): void {
  const refuse = (name: string, problem: string): never => {
    throw new MonotableError('repository.change', `${model.name}: ${problem}`, {
      entity: model.name,
      attribute: name,
    })
  }
  if (!Array.isArray(add) || !Array.isArray(keep))
    return refuse('', 'add and keep are lists with the names of attributes')
  for (const name of add) if (keep.includes(name)) refuse(name, `${name} is both added to and kept: decide`)
  for (const name of [...add, ...keep]) {
    if (!model.schemaNames.has(name))
      refuse(name, `there is no attribute ${name}; the schema has ${[...model.schemaNames].join(', ')}`)
    if (model.primary.holes.has(name)) refuse(name, `${name} is part of the key`)
    if (model.derived.some((derived) => derived.name === name))
      refuse(name, `${name} is derived: it follows from what is written`)
  }
  for (const name of add) if (model.readOnly.has(name)) refuse(name, `${name} is read-only`)
  const untold = [...add, ...keep, ...model.readOnly, model.version, model.createdAt]
  for (const name of untold) {
    if (name === undefined || model.primary.holes.has(name)) continue
    const pattern = model.patterns.find(({ holes }) => holes.has(name))
    if (pattern !== undefined)
      refuse(
        name,
        `${name} is part of access pattern ${pattern.name}, and an upsert cannot tell what it will be: use create, or update with the item you read`,
      )
    const derived = model.derived.find(({ from }) => from.includes(name))
    if (derived !== undefined)
      refuse(
        name,
        `${derived.name} is derived from ${name}, and an upsert cannot tell what that will be: use create, or update with the item you read`,
      )
  }
}
