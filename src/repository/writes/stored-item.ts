import { MonotableError } from '../../core/errors.js'
import { setOwn } from '../../marshalling/index.js'
import type { AttributeMap, AttributeValue } from '../../protocol/attribute-value.js'
import { itemSizeBytesMax } from '../../protocol/limits.js'
import { computeDerived } from './derived.js'
import type { EntityRuntime, Values } from '../entity-runtime.js'
import { itemSizeBoundBytes, itemSizeBytes } from './item-size.js'
import { ownValue } from './own-value.js'
import { isSameStored } from './same-stored.js'

/**
 * The values of a whole item as they will be stored: checked, defaults applied, derived attributes worked out. `kept`
 * are those that the library keeps, `settled` those that were read and are as they were: what converted them once does
 * not do so again (rule M2).
 */
export function completeValues(
  runtime: EntityRuntime,
  item: Values,
  kept: Values,
  settled?: Values,
): Record<string, unknown> {
  const { model, keptNames } = runtime
  const { derived, validator } = model
  let values
  if (typeof item !== 'object' || item === null) values = validator.validateNew(item)
  else if (settled !== undefined || (derived.length > 0 && validator.isOneWay))
    values = valuesInPart(runtime, item, settled ?? {})
  else {
    const isPlain = derived.length === 0 && keptNames.length === 0
    values = validator.validateNew(isPlain ? item : schemaValues(runtime, item))
    for (const each of derived) {
      const value = computeDerived(model, each, pick(values, each.from))
      if (value === undefined) delete values[each.name]
      else values[each.name] = value
    }
  }
  for (const name of keptNames) if (kept[name] !== undefined) values[name] = kept[name]
  return values
}

/** The same attribute by attribute, so that each goes through the schema once at most. */
function valuesInPart(runtime: EntityRuntime, item: Values, unchanged: Values): Record<string, unknown> {
  const { model, keptNames } = runtime
  const { derived, validator } = model
  const given: Record<string, unknown> = { ...item }
  for (const name of keptNames) delete given[name]
  const settled: Record<string, unknown> = { ...unchanged }
  for (const { name } of derived) {
    delete given[name]
    delete settled[name]
  }
  for (const each of derived) {
    // A source that is not valid is reported with all others.
    try {
      for (const source of each.from)
        if (!Object.hasOwn(settled, source))
          settled[source] = validator.validateAttribute(source, ownValue(given, source))
    } catch {
      continue
    }
    settled[each.name] = computeDerived(model, each, pick(settled, each.from))
  }
  return validator.validateRest(given, settled)
}

/** The attributes of a changed item that are as they were read: `stored` says how that was. */
export function unchangedValues(
  runtime: EntityRuntime,
  item: Values,
  stored: Readonly<AttributeMap>,
): Record<string, unknown> {
  const { fields, schemaNames } = runtime.model
  const same: Record<string, unknown> = {}
  for (const { name, storedName } of fields) {
    const value = schemaNames.has(name) ? ownValue(item, name) : undefined
    if (value === undefined) continue
    const before = Object.hasOwn(stored, storedName) ? stored[storedName] : undefined
    try {
      if (isSameStored(runtime.encode(name, value), before)) same[name] = value
    } catch {
      // What is not of the form that is stored is not what was read.
    }
  }
  return same
}

/** What the caller gave for the schema: without the attributes that the library keeps, derived ones worked out. */
function schemaValues(runtime: EntityRuntime, item: Values): Values {
  const given: Record<string, unknown> = { ...item }
  for (const name of runtime.keptNames) delete given[name]
  if (runtime.model.derived.length === 0) return given
  const { validator } = runtime.model
  const known: Record<string, unknown> = {}
  for (const each of runtime.model.derived) {
    // The schema may require the attribute, so it has to be there before the whole is validated. A source that is not
    // valid is reported then.
    try {
      for (const source of each.from)
        if (!Object.hasOwn(known, source))
          known[source] = validator.validateAttribute(source, ownValue(given, source))
    } catch {
      continue
    }
    known[each.name] = computeDerived(runtime.model, each, pick(known, each.from))
    given[each.name] = known[each.name]
  }
  return given
}

function pick(values: Values, names: readonly string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {}
  for (const name of names) picked[name] = ownValue(values, name)
  return picked
}

/** The whole stored form of an item: attributes, keys of table and indexes, the entity's name. */
export function storedForm(runtime: EntityRuntime, values: Values): AttributeMap {
  const { model, codec, keys, indexKeys } = runtime
  const stored = codec.encode(values)
  for (const pattern of model.patterns) runtime.writePattern(pattern, values, stored)
  // After the indexes: a key attribute that they share with the table is the table's.
  runtime.writePrimary(values, stored)
  for (const key of indexKeys.plain) keys.valueOf(key, values)
  if (model.marker !== undefined) stored[model.marker.attribute] = { S: model.marker.value }
  return stored
}

/**
 * Puts what is stored and the entity does not name, such as attributes of another program, into what is written over it: a
 * change that was not shown them does not decide about them. A schema that keeps the rest has shown them. The same holds
 * within attributes that were left as they are, of which `values` are those of the item that was read.
 */
export function keepUnnamed(
  runtime: EntityRuntime,
  before: Readonly<AttributeMap>,
  values: Values,
  written: AttributeMap,
): void {
  const { model, indexKeys } = runtime
  for (const { name, storedName } of model.fields) {
    const was = ownValue(before, storedName) as AttributeValue | undefined
    const is = ownValue(written, storedName) as AttributeValue | undefined
    if ((was?.M ?? was?.L) === undefined || is === undefined || isSameStored(was, is)) continue
    if (isSameStored(storedAnew(runtime, name, values), is))
      setOwn(written, storedName, was as AttributeValue)
  }
  if (model.rest !== undefined) return
  for (const name of Object.keys(before)) {
    if (Object.hasOwn(written, name)) continue
    if (indexKeys.allFilled.includes(name) || model.fields.some(({ storedName }) => storedName === name))
      continue
    setOwn(written, name, before[name] as AttributeValue)
  }
}

/** What would be stored of an attribute if it were written as it was read; undefined where it could not be. */
function storedAnew(runtime: EntityRuntime, name: string, values: Values): AttributeValue | undefined {
  try {
    return runtime.encode(name, ownValue(values, name))
  } catch {
    return undefined
  }
}

/** Refuses an item that DynamoDB would refuse for its size. */
export function assertItemSize(runtime: EntityRuntime, values: Values, stored: AttributeMap): void {
  // Most items are far below the limit, which a look at the lengths of their texts tells.
  if (itemSizeBoundBytes(stored) <= itemSizeBytesMax) return
  const sizeBytes = itemSizeBytes(stored)
  if (sizeBytes <= itemSizeBytesMax) return
  const [largest] = Object.entries(stored)
    .map(([name, value]) => ({ name, sizeBytes: itemSizeBytes({ [name]: value }) }))
    .sort((one, other) => other.sizeBytes - one.sizeBytes)
  throw new MonotableError(
    'repository.item-size',
    `${runtime.model.name}: the item is ${sizeBytes} bytes, DynamoDB allows ${itemSizeBytesMax}; its largest attribute is ${largest?.name} with ${largest?.sizeBytes} bytes. Split the item, or keep large values elsewhere.`,
    {
      entity: runtime.model.name,
      key: runtime.keyValues(values),
      sizeBytes,
      largestAttribute: largest?.name,
    },
  )
}
