import { MonotableError } from '../core/errors.js'
import type { AttributeMap, AttributeValue } from '../protocol/attribute-value.js'
import { shardHole, shardOf } from '../keys/index.js'
import { partitionKeySizeBytesMax, sortKeySizeBytesMax } from '../protocol/limits.js'
import type {
  AttributeModel,
  EntityModel,
  KeyAttributeModel,
  PatternModel,
  UniqueModel,
} from '../schema/index.js'
import { canonicalNumber } from './decimal.js'
import type { ItemCodec } from './item-codec.js'

type Values = Readonly<Record<string, unknown>>
type TemplateKey = Extract<KeyAttributeModel, { kind: 'template' }>

/** Forms the key attributes of one entity from its attributes. */
export interface KeyWriter {
  /** The primary key. Throws `keys.*` for a missing attribute, and for one that no key can hold. */
  formatPrimary(values: Values): AttributeMap
  /** Puts the primary key into `target`. What attributes of the schema make of it by themselves is not checked. */
  writePrimary(values: Values, target: AttributeMap): void
  /** Puts the keys of one index into `target`, or nothing where an attribute is absent (rule K6). */
  writePattern(pattern: PatternModel, values: Values, target: AttributeMap): void
  /** The primary key of the sentinel of a unique constraint; undefined where one of its attributes is absent. */
  formatUnique(unique: UniqueModel, values: Values): AttributeMap | undefined
  /**
   * The stored form of one key attribute, checked; undefined where an attribute that it needs is absent. Of a sharded one
   * it is that of the given shard, otherwise of the shard in which the item is.
   */
  valueOf(key: KeyAttributeModel, values: Values, shard?: number): AttributeValue | undefined
  /** The attributes that a key attribute's stored form gives back; undefined where it is not of this entity. */
  read(key: KeyAttributeModel, stored: AttributeValue): Values | undefined
  /** The value as a template takes it: the encoded side where the schema has a codec. */
  partValue(name: string, value: unknown): unknown
}

/** What lies between a value of the schema and what a template formats, both ways. */
interface Conversion {
  readonly encode: (value: unknown) => unknown
  readonly decode: (value: unknown) => unknown
}

/** Builds the writer of an entity's keys: what can be decided is decided here, once. */
export function compileKeyWriter(model: EntityModel, codec: ItemCodec): KeyWriter {
  const conversions = conversionsOf(model)
  const primaryKeys = [...model.primary.partition, ...model.primary.sort]
  const filled = new Map(model.patterns.map((pattern) => [pattern, filledBy(pattern)]))
  const titles = new Map(model.patterns.map((pattern) => [pattern, `access pattern ${pattern.name}`]))
  const partValue: KeyWriter['partValue'] = (name, value) =>
    value === undefined || value === null ? value : (conversions.get(name)?.encode(value) ?? value)

  /** Throws for a missing attribute where the key is a template. */
  const write = (key: KeyAttributeModel, values: Values, shard?: number): AttributeValue | undefined => {
    if (key.kind === 'template') {
      const parts = partsOf(key, values, partValue, conversions.size > 0)
      if (key.shards === undefined) return { S: key.template.format(parts) }
      const number = shard ?? shardIn(values, key.shards)
      return { S: key.template.format({ ...parts, [shardHole]: number }) }
    }
    const { name } = key.field
    const value = own(values, name)
    if (value === undefined || value === null) return undefined
    return codec.attribute(name)?.codec.encode(value)
  }
  const shardIn = (values: Values, shards: number): number => {
    const formatted = formatAll(primaryKeys, values, primaryTitle)
    const key = primaryKeys.map((each) => {
      const stored = formatted[each.name] ?? missing(each, model)
      return stored.N === undefined ? stored : { N: canonicalNumber(stored.N) }
    })
    return shardOf(key, shards)
  }
  const formatAll = (keys: readonly KeyAttributeModel[], values: Values, title: string): AttributeMap => {
    const formatted: AttributeMap = {}
    try {
      for (const key of keys) {
        const stored = write(key, values) ?? missing(key, model)
        assertStorable(stored, key, model)
        formatted[key.name] = stored
      }
    } catch (error) {
      throw namedKeyError(error, model, title)
    }
    return formatted
  }
  return {
    partValue,
    valueOf(key, values, shard) {
      const given = shard === undefined ? values : { ...values, [shardHole]: shard }
      if (key.kind === 'template' && !key.template.isComplete(given)) return undefined
      const stored = write(key, values, shard)
      if (stored !== undefined) assertStorable(stored, key, model)
      return stored
    },
    formatPrimary: (values) => formatAll(primaryKeys, values, primaryTitle),
    writePrimary: (values, target) => writeKeys(write, primaryKeys, values, target, model, primaryTitle),
    writePattern(pattern, values, target) {
      if (lacksAny(pattern.holes, values)) return
      writeKeys(write, filled.get(pattern) ?? [], values, target, model, titles.get(pattern) ?? '')
    },
    formatUnique(unique, values) {
      if (lacksAny(unique.holes, values)) return undefined
      return formatAll([...unique.partition, ...unique.sort], values, `unique constraint ${unique.name}`)
    },
    read: (key, stored) =>
      key.kind === 'template'
        ? readTemplate(key, stored, conversions)
        : { [key.field.name]: codec.attribute(key.field.name)?.codec.decode(stored) },
  }
}

/** Writes the keys whose values are there. */
function writeKeys(
  write: (key: KeyAttributeModel, values: Values) => AttributeValue | undefined,
  keys: readonly KeyAttributeModel[],
  values: Values,
  target: AttributeMap,
  model: EntityModel,
  title: string,
): void {
  try {
    for (const key of keys) {
      const stored = write(key, values)
      if (stored !== undefined) target[key.name] = stored
    }
  } catch (error) {
    throw namedKeyError(error, model, title)
  }
}

/** What the holes of a template are filled with. */
function partsOf(
  key: TemplateKey,
  values: Values,
  partValue: KeyWriter['partValue'],
  hasConversions: boolean,
): Values {
  if (!hasConversions) return values
  const parts: Record<string, unknown> = {}
  for (const hole of key.holes) parts[hole] = partValue(hole, own(values, hole))
  return parts
}

/** An item without one of the attributes of a key is not there under it. */
function lacksAny(names: Iterable<string>, values: Values): boolean {
  for (const name of names) {
    const value = own(values, name)
    if (value === undefined || value === null) return true
  }
  return false
}

function readTemplate(
  key: TemplateKey,
  stored: AttributeValue,
  conversions: ReadonlyMap<string, Conversion>,
): Values | undefined {
  const parts = stored.S === undefined ? undefined : key.template.parse(stored.S)
  if (parts === undefined || conversions.size === 0) return parts
  for (const hole of key.holes) parts[hole] = conversions.get(hole)?.decode(parts[hole]) ?? parts[hole]
  return parts
}

const primaryTitle = 'primary key'

/** A property of the object itself: what every object has, such as `constructor`, is no attribute. */
function own(values: Values, name: string): unknown {
  return Object.hasOwn(values, name) ? values[name] : undefined
}

/** The failure of a template, which knows neither entity nor place, in their names. */
export function namedKeyError(error: unknown, model: EntityModel, title: string): unknown {
  if (!(error instanceof MonotableError) || 'entity' in error.details) return error
  const { hole } = error.details
  const details = { ...error.details, entity: model.name, attribute: hole, place: title }
  return new MonotableError(error.code, `${model.name}, ${title}: ${error.message}`, details, {
    cause: error,
  })
}

/** What an entity adds to an item for an index: attributes that stand for themselves are there anyway. */
function filledBy({ isGlobal, partition, sort }: PatternModel): readonly KeyAttributeModel[] {
  return [...(isGlobal ? partition : []), ...sort].filter((key) => key.kind !== 'own')
}

/** DynamoDB has no empty keys, and none of more than so many bytes. Templates check this by themselves. */
function assertStorable({ S, B }: AttributeValue, key: KeyAttributeModel, model: EntityModel): void {
  const content = S ?? B
  if (content === undefined) return
  if (content.length === 0) throw keyError('keys.empty', key, model, 'is empty, which DynamoDB refuses')
  // A UTF-16 unit has at most three bytes: most texts need not be measured.
  if (content.length * 3 <= sortKeySizeBytesMax) return
  const sizeBytesMax = keySizeMaxOf(model, key)
  const sizeBytes = typeof content === 'string' ? new TextEncoder().encode(content).length : content.length
  if (sizeBytes > sizeBytesMax)
    throw keyError('keys.too-long', key, model, `has ${sizeBytes} bytes, and a key may have ${sizeBytesMax}`)
}

/** The size that an attribute may have in every key of which it is part. */
function keySizeMaxOf({ primary, patterns }: EntityModel, { name }: KeyAttributeModel): number {
  const isSort = [primary, ...patterns].some(({ sort }) => sort.some((key) => key.name === name))
  return isSort ? sortKeySizeBytesMax : partitionKeySizeBytesMax
}

function missing(key: KeyAttributeModel, model: EntityModel): never {
  throw keyError('keys.missing-value', key, model, 'needs a value')
}

function keyError(code: string, key: KeyAttributeModel, model: EntityModel, problem: string): MonotableError {
  const attribute = key.holes.join(', ')
  return new MonotableError(code, `${model.name}.${attribute}: key attribute ${key.name} ${problem}`, {
    entity: model.name,
    attribute,
  })
}

function conversionsOf(model: EntityModel): ReadonlyMap<string, Conversion> {
  const conversions = new Map<string, Conversion>()
  for (const { holes } of [model.primary, ...model.patterns, ...model.uniques])
    for (const name of holes) {
      const field = model.byName.get(name)
      const conversion = field && conversionOf(field.model)
      if (conversion !== undefined) conversions.set(name, conversion)
    }
  return conversions
}

function conversionOf(model: AttributeModel): Conversion | undefined {
  switch (model.kind) {
    case 'nullable':
      return conversionOf(model.inner)
    case 'codec': {
      const inner = conversionOf(model.stored)
      const { encode, decode } = model
      if (inner === undefined) return { encode, decode }
      return {
        encode: (value) => inner.encode(encode(value)),
        decode: (value) => decode(inner.decode(value)),
      }
    }
    case 'date':
      // The key says what the attribute will say when it is read again.
      return model.store === 'epoch-seconds' ? wholeSeconds : undefined
    default:
      return undefined
  }
}

const wholeSeconds: Conversion = {
  encode: (value) =>
    value instanceof Date && !Number.isNaN(value.getTime())
      ? new Date(Math.floor(value.getTime() / 1000) * 1000)
      : value,
  decode: (value) => value,
}
