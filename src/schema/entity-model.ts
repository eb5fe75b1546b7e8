import { assertDefinition } from './assert-definition.js'
import type { AttributeField, AttributeModel } from './attribute-model.js'
import type { DerivedDefinition, EntityDefinitionInput } from './entity-definition.js'
import type { AttributeOptions } from './entity.types.js'
import { definitionError } from './errors.js'
import { withInnerModel } from './inner-model.js'
import { keptError, keptField } from './kept-field.js'
import { PatternCompiler } from './pattern-model.js'
import type { PatternModel, StrayIndex } from './pattern-model.js'
import type { SoftDeleteModel } from './soft-delete-model.js'
import { compileSoftDelete, softDeleteField } from './soft-delete-model.js'
import type { Table } from './table.types.js'
import type { UniqueModel } from './unique-model.js'
import { compileUniques } from './unique-model.js'
import type { Validator } from './validator.js'
import { compileValidator } from './validator.js'
import { zodToAttributeModel } from './zod-to-attribute-model.js'

export type { KeyAttributeModel } from './key-attribute-model.js'
export type { PatternModel } from './pattern-model.js'
export type { SoftDeleteModel } from './soft-delete-model.js'
export type { UniqueModel } from './unique-model.js'

/** An attribute that is worked out from others at each write. */
export interface DerivedModel extends DerivedDefinition {
  readonly name: string
}

/** Everything that is decided about an entity when it is defined (rule P5), without a codec. */
export interface EntityModel {
  readonly name: string
  /** What the entity was defined with, for what is made from the definition itself, such as generated types. */
  readonly definition: EntityDefinitionInput
  readonly table: Table
  /** Every attribute that is stored under a name of its own: the schema's, then those that the library keeps. */
  readonly fields: readonly AttributeField[]
  /** The same by name. */
  readonly byName: ReadonlyMap<string, AttributeField>
  /** Names of the schema's attributes, in its order. */
  readonly schemaNames: ReadonlySet<string>
  /** The form of attributes that a loose schema does not name. */
  readonly rest: AttributeModel | undefined
  readonly validator: Validator
  readonly validateOnRead: boolean
  /** Where and how an item names its entity. */
  readonly marker: { readonly attribute: string; readonly value: string } | undefined
  readonly primary: PatternModel
  /** Access patterns over indexes. */
  readonly patterns: readonly PatternModel[]
  /** Indexes of the table that have no access pattern, where attributes of the entity have the names of their keys. */
  readonly strays: readonly StrayIndex[]
  /** Its unique constraints. */
  readonly uniques: readonly UniqueModel[]
  /** Attributes whose change reaches a sentinel: those of the constraints, and the expiry, which sentinels share. */
  readonly uniqueNames: ReadonlySet<string>
  readonly version: string | undefined
  readonly createdAt: string | undefined
  readonly updatedAt: string | undefined
  /** The attribute whose time, once past, makes the item absent (rule R7). */
  readonly expiry: AttributeField | undefined
  /** How deleted items are kept until they are purged; undefined where they are gone at once. */
  readonly softDelete: SoftDeleteModel | undefined
  readonly derived: readonly DerivedModel[]
  readonly hidden: ReadonlySet<string>
  readonly readOnly: ReadonlySet<string>
}

const defaultMarker = '_entity'

/**
 * Compiles a definition.
 *
 * @throws MonotableError `schema.*` or `keys.*`, naming the entity, the attribute or template, and the fix.
 */
export function compileEntityModel(definition: EntityDefinitionInput): EntityModel {
  assertDefinition(definition)
  const { name, table, schema, attributes = {}, version, timestamps = {} } = definition
  const root = zodToAttributeModel(schema, name, attributes)
  const own = root.attributes.map((field) => withExpiry(field, definition))
  const parts = [...own, ...keptFields(definition, own)]
  const deletion = softDeleteField(definition, parts)
  const fields = deletion === undefined ? parts : [...parts, deletion]
  const derived = derivedOf(definition, own)
  // No key is made of the time of a deletion: deleted items are in no index.
  const partsByName = new Map(parts.map((field) => [field.name, field]))
  const compiler = new PatternCompiler({ entity: name, table, fields: partsByName, options: attributes })
  const primary = compiler.primary(definition.key)
  const patterns = compiler.patterns(definition.access ?? {}, primary)
  const strays = compiler.others(patterns)
  const uniques = compileUniques(definition, own)
  const expiry = fields.find((field) => field.storedName === table.definition.timeToLive)
  const model: EntityModel = {
    name,
    definition,
    table,
    fields,
    byName: new Map(fields.map((field) => [field.name, field])),
    schemaNames: new Set(own.map((field) => field.name)),
    rest: root.rest,
    validator: compileValidator(schema, name),
    validateOnRead: definition.validateOnRead ?? false,
    marker: markerOf(definition, fields),
    primary,
    patterns,
    strays,
    uniques,
    uniqueNames: new Set(
      uniques.flatMap(({ holes }) => (expiry === undefined ? [...holes] : [...holes, expiry.name])),
    ),
    version,
    createdAt: timestamps.createdAt,
    updatedAt: timestamps.updatedAt,
    expiry,
    softDelete: compileSoftDelete(definition, { fields: own, expiry, primary, patterns, strays }),
    derived,
    hidden: flagged(attributes, 'hidden'),
    readOnly: flagged(attributes, 'readOnly'),
  }
  assertExpiryIsProjected(model)
  assertKeyOrder(model, attributes)
  return Object.freeze(model)
}

/** Attributes that the library keeps: they stand beside the schema's, under names that it leaves free. */
function keptFields(
  { name: entity, table, version, timestamps = {} }: EntityDefinitionInput,
  fields: readonly AttributeField[],
): AttributeField[] {
  const kept: AttributeField[] = []
  const add = (attribute: string | undefined, model: AttributeModel): void => {
    if (attribute === undefined) return
    kept.push(keptField(entity, attribute, model, [...fields, ...kept], ': leave it out of the schema'))
    if (attribute === table.definition.timeToLive)
      throw keptError(
        'schema.expiry',
        entity,
        attribute,
        `would be the expiry of table ${table.name}: give it another name`,
      )
  }
  add(version, { kind: 'number', integer: true, minimum: 0 })
  add(timestamps.createdAt, { kind: 'date', store: 'iso' })
  add(timestamps.updatedAt, { kind: 'date', store: 'iso' })
  return kept
}

/** Derived attributes, each after those that it is worked out from. */
function derivedOf(
  { name: entity, derived = {} }: EntityDefinitionInput,
  fields: readonly AttributeField[],
): readonly DerivedModel[] {
  const names = fields.map((field) => field.name)
  const pending = new Set(Object.keys(derived))
  return Object.entries(derived).map(([attribute, { from, compute }]) => {
    const place = `derived attribute ${attribute}`
    const unknown = [attribute, ...from].find((each) => !names.includes(each))
    if (unknown !== undefined)
      throw definitionError(
        'schema.unknown-attribute',
        { entity, attribute: unknown },
        `the schema has no attribute ${unknown}; it has ${names.join(', ')}`,
        place,
      )
    const early = from.find((source) => pending.has(source))
    if (early !== undefined)
      throw definitionError(
        'schema.derived',
        { entity, attribute },
        `it is worked out from ${early}, ${early === attribute ? 'which is itself: name others' : 'which is derived after it: declare that one first'}`,
        place,
      )
    pending.delete(attribute)
    return { name: attribute, from, compute }
  })
}

function markerOf(
  { name: entity, table, entityValue }: EntityDefinitionInput,
  fields: readonly AttributeField[],
): EntityModel['marker'] {
  const attribute = table.definition.entityAttribute ?? defaultMarker
  if (attribute === false) return undefined
  if (fields.some((field) => field.storedName === attribute))
    throw definitionError(
      'schema.entity-attribute',
      { entity, attribute },
      `${attribute} is where table ${table.name} names the entity of an item, and an attribute of the entity too: set entityAttribute of the table to another name`,
    )
  return { attribute, value: entityValue ?? entity }
}

/** The field of the table's expiry stored in whole seconds, as DynamoDB reads it; every other field as it is. */
function withExpiry(
  field: AttributeField,
  { name: entity, table, attributes = {} }: EntityDefinitionInput,
): AttributeField {
  if (field.storedName !== table.definition.timeToLive) return field
  const isStoreGiven = attributes[field.name]?.store !== undefined
  const model = withInnerModel(field.model, (inner) => inSeconds(inner, isStoreGiven))
  if (model !== undefined) return { ...field, model }
  throw definitionError(
    'schema.expiry',
    { entity, attribute: field.name },
    `${field.name} is stored in the time-to-live attribute of table ${table.name}, which holds whole seconds: make it z.date() without another store, or z.number().int()`,
  )
}

/** The model with dates in seconds; undefined for what cannot be an expiry. */
function inSeconds(model: AttributeModel, isStoreGiven: boolean): AttributeModel | undefined {
  if (model.kind === 'date' && !(isStoreGiven && model.store !== 'epoch-seconds'))
    return { ...model, store: 'epoch-seconds' }
  return model.kind === 'bigint' || (model.kind === 'number' && model.integer) ? model : undefined
}

/** An order that no key keeps is a mistake: an index of plain attributes sorts by their values. */
function assertKeyOrder(
  { name: entity, primary, patterns }: EntityModel,
  options: Readonly<Record<string, AttributeOptions>>,
): void {
  const keys = [primary, ...patterns].flatMap((pattern) => pattern.keys)
  const sorted = new Set(
    keys.flatMap((key) => (key.kind === 'template' && key.template.role === 'sort' ? key.holes : [])),
  )
  for (const [attribute, { keyOrder }] of Object.entries(options))
    if (keyOrder !== undefined && !sorted.has(attribute))
      throw definitionError(
        'schema.key-order',
        { entity, attribute },
        `keyOrder: '${keyOrder}' of ${attribute} has no effect, since no template of a sort key has {${attribute}}: leave it out, or write a template`,
      )
}

/** Rule R7: an index without the expiry cannot tell which items are absent. */
function assertExpiryIsProjected({ name: entity, expiry, patterns }: EntityModel): void {
  for (const { name, index, includeExpired, projects } of patterns)
    if (expiry !== undefined && !includeExpired && !projects(expiry.storedName))
      throw definitionError(
        'schema.expiry-not-projected',
        { entity, accessPattern: name, attribute: expiry.name },
        `index ${index} does not project ${expiry.storedName}, so expired items would be returned: project it, or say includeExpired: true`,
        `access pattern ${name}`,
      )
}

function flagged(
  attributes: Readonly<Record<string, AttributeOptions>>,
  flag: 'hidden' | 'readOnly',
): Set<string> {
  return new Set(Object.keys(attributes).filter((name) => attributes[name]?.[flag] === true))
}
