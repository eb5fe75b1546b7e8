import { MonotableError } from '../core/errors.js'
import type { UpdateNode } from '../expressions/index.js'
import {
  addStored,
  addToAttribute,
  allOf,
  buildCondition,
  compileUpdate,
  ExpressionContext,
  removeAttribute,
  setStored,
  setStoredIfAbsent,
} from '../expressions/index.js'
import type { AttributeMap } from '../protocol/attribute-value.js'
import type { UpdateItemInput } from '../protocol/items.js'
import type { EntityRuntime, Values } from './entity-runtime.js'
import { ConditionFailedError } from './errors.js'
import { addCondition, createAction } from './put-action.js'
import { assertItemSize, completeValues, storedForm } from './stored-item.js'
import type { WriteAction } from './write-action.js'
import type { WhereOption } from './write-options.js'

export interface UpsertOptions extends WhereOption {
  /** Numbers and sets that are added to what is there. */
  readonly add?: readonly string[] | undefined
  /** Attributes that stay as they are where the item exists. */
  readonly keep?: readonly string[] | undefined
}

/**
 * Writes an item whether or not it exists, in one request: afterwards it has the attributes that were given, save that
 * those in `add` were added to what was there, and those in `keep` were left alone. An expired item counts as none: it is
 * overwritten by a second request.
 */
export function upsertAction(runtime: EntityRuntime, item: Values, options: UpsertOptions = {}): WriteAction {
  const now = runtime.environment.clock.now()
  const values = completeValues(runtime, item)
  const { updatedAt } = runtime.model
  if (updatedAt !== undefined) values[updatedAt] = new Date(now)
  const stored = storedForm(runtime, values)
  assertItemSize(runtime, values, stored)
  const where = options.where && buildCondition(runtime.references, options.where)
  const condition = allOf(runtime.isAlive(now), where)
  const context = new ExpressionContext()
  const input: UpdateItemInput = {
    TableName: runtime.tableName,
    Key: runtime.keyOf(values),
    UpdateExpression: compileUpdate(actionsOf(runtime, values, stored, options, now), context),
    ReturnValues: 'ALL_NEW',
  }
  if (condition === undefined) Object.assign(input, context.attributes())
  else addCondition(input, condition, context)
  return {
    runtime,
    verb: 'upsert',
    key: values,
    request: { operation: 'UpdateItem', input },
    known: undefined,
    result: (attributes) => runtime.decode(attributes ?? {}),
    refused: (found, cause) =>
      new ConditionFailedError(
        runtime.model.name,
        runtime.keyValues(values),
        found && runtime.decode(found),
        cause,
      ),
    fallback: (found) => (runtime.hasExpired(found, now) ? createAction(runtime, item, options) : undefined),
    warnings: [],
  }
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
  assertNotIndexed(runtime, [...add, ...keep])
  const actions: UpdateNode[] = []
  const own = new Set<string>()
  const keys = new Set([...model.primary.partition, ...model.primary.sort].map((key) => key.name))
  for (const { name, storedName } of model.fields) {
    own.add(storedName)
    if (keys.has(storedName)) continue
    const place = runtime.place(name)
    const value = stored[storedName]
    if (name === model.version) actions.push(addStored(place, { N: '1' }, { N: '0' }))
    else if (name === model.createdAt)
      actions.push(setStoredIfAbsent(place, { S: new Date(now).toISOString() }))
    else if (add.has(name)) {
      if (value !== undefined) actions.push(addToAttribute(place, values[name]))
    } else if (keep.has(name)) {
      if (value !== undefined) actions.push(setStoredIfAbsent(place, value))
    } else actions.push(value === undefined ? removeAttribute(place) : setStored(place, value))
  }
  for (const name of foreignNames(runtime, keys)) {
    if (own.has(name)) continue
    const value = stored[name]
    actions.push(
      value === undefined
        ? removeAttribute(runtime.storedPlace(name))
        : setStored(runtime.storedPlace(name), value),
    )
  }
  return actions
}

/** Stored attributes that are not the schema's: index keys, whether or not the item is in the index, and the marker. */
function foreignNames(runtime: EntityRuntime, keys: ReadonlySet<string>): ReadonlySet<string> {
  const { model } = runtime
  const names = new Set<string>()
  for (const pattern of model.patterns)
    for (const { name } of runtime.filledKeys(pattern)) if (!keys.has(name)) names.add(name)
  if (model.marker !== undefined) names.add(model.marker.attribute)
  return names
}

/** The value of such an attribute is known to DynamoDB alone, so that no index key could be made of it. */
function assertNotIndexed({ model }: EntityRuntime, names: readonly string[]): void {
  for (const name of names) {
    const field = model.schemaNames.has(name) ? model.byName.get(name) : undefined
    const problem =
      field === undefined
        ? `there is no attribute ${name}`
        : model.primary.holes.has(name)
          ? `${name} is part of the key`
          : model.patterns.some(({ holes }) => holes.has(name))
            ? `${name} is part of an index: it cannot be added to or kept by an upsert, use update with the item you read`
            : undefined
    if (problem !== undefined)
      throw new MonotableError('repository.change', `${model.name}: ${problem}`, {
        entity: model.name,
        attribute: name,
      })
  }
}
