import { MonotableError } from '../core/errors.js'
import type { AttributeMap } from '../protocol/attribute-value.js'
import { limits } from '../protocol/limits.js'
import type { EntityRuntime, Values } from './entity-runtime.js'
import { itemSizeBytes } from './item-size.js'

/** The values of a whole item as they will be stored: checked, defaults applied, derived attributes worked out. */
export function completeValues(runtime: EntityRuntime, item: Values): Record<string, unknown> {
  const { model } = runtime
  const given =
    model.derived.length === 0 && keptNames(runtime).length === 0 ? item : schemaValues(runtime, item)
  const values = model.validator.validateNew(given)
  for (const { name, from, compute } of model.derived) {
    const sources: Record<string, unknown> = {}
    for (const source of from) sources[source] = values[source]
    const value = compute(sources)
    if (value === undefined) delete values[name]
    else values[name] = model.validator.validateAttribute(name, value)
  }
  return values
}

/** What the caller gave for the schema: without the attributes that the library keeps, derived ones worked out. */
function schemaValues({ model }: EntityRuntime, item: Values): Values {
  if (typeof item !== 'object' || item === null) return item
  const given: Record<string, unknown> = { ...item }
  for (const name of [model.version, model.createdAt, model.updatedAt])
    if (name !== undefined) delete given[name]
  for (const { name, from, compute } of model.derived) {
    const sources: Record<string, unknown> = {}
    for (const source of from) sources[source] = given[source]
    // The schema may require the attribute: what is worked out from unchecked values is worked out again afterwards.
    try {
      given[name] = compute(sources)
    } catch {
      delete given[name]
    }
  }
  return given
}

function keptNames({ model }: EntityRuntime): readonly string[] {
  return [model.version, model.createdAt, model.updatedAt].filter((name) => name !== undefined)
}

/** The whole stored form of an item: attributes, keys of table and indexes, the entity's name. */
export function storedForm(runtime: EntityRuntime, values: Values): AttributeMap {
  const { model, codec, keys } = runtime
  const stored = codec.encode(values)
  keys.writePrimary(values, stored)
  for (const pattern of model.patterns) keys.writePattern(pattern, values, stored)
  if (model.marker !== undefined) stored[model.marker.attribute] = { S: model.marker.value }
  return stored
}

/** Refuses an item that DynamoDB would refuse for its size. */
export function assertItemSize(runtime: EntityRuntime, values: Values, stored: AttributeMap): void {
  const sizeBytes = itemSizeBytes(stored)
  if (sizeBytes <= limits.itemSizeBytesMax) return
  const [largest] = Object.entries(stored)
    .map(([name, value]) => ({ name, sizeBytes: itemSizeBytes({ [name]: value }) }))
    .sort((one, other) => other.sizeBytes - one.sizeBytes)
  throw new MonotableError(
    'repository.item-size',
    `${runtime.model.name}: the item is ${sizeBytes} bytes, DynamoDB allows ${limits.itemSizeBytesMax}; its largest attribute is ${largest?.name} with ${largest?.sizeBytes} bytes. Split the item, or keep large values elsewhere.`,
    {
      entity: runtime.model.name,
      key: runtime.keyValues(values),
      sizeBytes,
      largestAttribute: largest?.name,
    },
  )
}
