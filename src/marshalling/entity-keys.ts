import type { AttributeMap, AttributeValue } from '../protocol/attribute-value.js'
import type { AttributeField, EntityModel, KeyAttributeModel, PatternModel } from '../schema/index.js'
import type { ItemCodec } from './item-codec.js'

/** Forms the key attributes of one entity from its attributes. */
export interface KeyWriter {
  /** Puts the primary key of an item into `target`. Throws `keys.*` for a missing or unstorable attribute. */
  writePrimary(values: Readonly<Record<string, unknown>>, target: AttributeMap): void
  /** Puts the keys of one index into `target`, or nothing where an attribute is absent (rule K6). */
  writePattern(pattern: PatternModel, values: Readonly<Record<string, unknown>>, target: AttributeMap): void
  /** The stored form of one key attribute; undefined where an attribute that it needs is absent. */
  valueOf(key: KeyAttributeModel, values: Readonly<Record<string, unknown>>): AttributeValue | undefined
  /** The attributes that a key attribute's stored form gives back; undefined where it is not of this entity. */
  read(key: KeyAttributeModel, stored: AttributeValue): Readonly<Record<string, unknown>> | undefined
  /** The value as a template takes it: the encoded side where the schema has a codec. */
  partValue(name: string, value: unknown): unknown
}

/** A value of the schema to what a template formats, and back, where a codec lies between. */
interface Conversion {
  readonly encode: (value: unknown) => unknown
  readonly decode: (value: unknown) => unknown
}

/** Builds the writer of an entity's keys: what can be decided is decided here, once. */
export function compileKeyWriter(model: EntityModel, codec: ItemCodec): KeyWriter {
  const conversions = new Map<string, Conversion>()
  for (const pattern of [model.primary, ...model.patterns])
    for (const name of pattern.holes) {
      const field = model.byName.get(name)
      const conversion = field && conversionOf(field)
      if (conversion !== undefined) conversions.set(name, conversion)
    }
  const converted = (values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
    if (conversions.size === 0) return values
    const copy: Record<string, unknown> = { ...values }
    for (const [name, { encode }] of conversions)
      if (copy[name] !== undefined && copy[name] !== null) copy[name] = encode(copy[name])
    return copy
  }
  const valueOf: KeyWriter['valueOf'] = (key, values) => {
    if (key.kind === 'template') {
      const parts = converted(values)
      return key.template.isComplete(parts) ? { S: key.template.format(parts) } : undefined
    }
    const value = values[key.field.name]
    return value === undefined || value === null
      ? undefined
      : codec.attribute(key.field.name)?.codec.encode(value)
  }
  return {
    valueOf,
    partValue: (name, value) => conversions.get(name)?.encode(value) ?? value,
    writePrimary(values, target) {
      for (const key of [...model.primary.partition, ...model.primary.sort])
        writeRequired(key, values, target)
    },
    writePattern(pattern, values, target) {
      writeOptional(pattern, values, target)
    },
    read(key, stored) {
      if (key.kind !== 'template') {
        const decoded = codec.attribute(key.field.name)?.codec.decode(stored)
        return { [key.field.name]: decoded }
      }
      const parts = stored.S === undefined ? undefined : key.template.parse(stored.S)
      if (parts === undefined || conversions.size === 0) return parts
      for (const [name, { decode }] of conversions) if (name in parts) parts[name] = decode(parts[name])
      return parts
    },
  }

  function writeRequired(
    key: KeyAttributeModel,
    values: Readonly<Record<string, unknown>>,
    target: AttributeMap,
  ): void {
    if (key.kind === 'template') target[key.name] = { S: key.template.format(converted(values)) }
    else {
      const stored = codec.attribute(key.field.name)?.codec.encode(values[key.field.name])
      if (stored !== undefined) target[key.name] = stored
    }
  }

  function writeOptional(
    pattern: PatternModel,
    values: Readonly<Record<string, unknown>>,
    target: AttributeMap,
  ): void {
    for (const name of pattern.holes) if (values[name] === undefined || values[name] === null) return
    for (const key of pattern.isGlobal ? pattern.partition : [])
      if (key.kind !== 'own') writeRequired(key, values, target)
    for (const key of pattern.sort) if (key.kind !== 'own') writeRequired(key, values, target)
  }
}

function conversionOf(field: AttributeField): Conversion | undefined {
  const model = field.model.kind === 'nullable' ? field.model.inner : field.model
  return model.kind === 'codec' ? { encode: model.encode, decode: model.decode } : undefined
}
