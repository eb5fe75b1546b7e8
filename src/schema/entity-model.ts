import { MonotableError } from '../core/errors.js'
import type { AttributeField, AttributeModel } from './attribute-model.js'
import type { DerivedDefinition, EntityDefinitionInput } from './entity-definition.js'
import type { AttributeOptions } from './entity.types.js'
import { compilePatterns, compilePrimary } from './pattern-model.js'
import type { PatternModel } from './pattern-model.js'
import type { Table } from './table.types.js'
import type { Validator } from './validator.js'
import { compileValidator } from './validator.js'
import { zodToAttributeModel } from './zod-to-attribute-model.js'

export type { KeyAttributeModel } from './key-attribute-model.js'
export type { PatternModel } from './pattern-model.js'

/** An attribute that is worked out from others at each write. */
export interface DerivedModel extends DerivedDefinition {
  readonly name: string
}

/** Everything that is decided about an entity when it is defined (rule P5), without a codec. */
export interface EntityModel {
  readonly name: string
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
  readonly version: string | undefined
  readonly createdAt: string | undefined
  readonly updatedAt: string | undefined
  /** The attribute whose time, once past, makes the item absent (rule R7). */
  readonly expiry: AttributeField | undefined
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
  const { name, table, schema, attributes = {}, version, timestamps = {} } = definition
  if (typeof name !== 'string' || name === '')
    throw new MonotableError('schema.entity', 'An entity needs a name', { entity: name })
  const root = zodToAttributeModel(schema, name, storageOf(definition))
  const fields = [...root.attributes, ...keptFields(definition, root.attributes)]
  const byName = new Map(fields.map((field) => [field.name, field]))
  assertOptions(definition, byName)
  const place = { entity: name, table, fields: byName, options: attributes }
  const primary = compilePrimary(definition.key, place)
  const model: EntityModel = {
    name,
    table,
    fields,
    byName,
    schemaNames: new Set(root.attributes.map((field) => field.name)),
    rest: root.rest,
    validator: compileValidator(schema, name),
    validateOnRead: definition.validateOnRead ?? false,
    marker: markerOf(definition, fields),
    primary,
    patterns: compilePatterns(definition.access ?? {}, primary, place),
    version,
    createdAt: timestamps.createdAt,
    updatedAt: timestamps.updatedAt,
    expiry: expiryOf(definition, fields),
    derived: Object.entries(definition.derived ?? {}).map(([attribute, derived]) => ({
      name: attribute,
      ...derived,
    })),
    hidden: flagged(attributes, 'hidden'),
    readOnly: flagged(attributes, 'readOnly'),
  }
  assertExpiryIsProjected(model)
  return Object.freeze(model)
}

/** The expiry is stored in seconds, whatever else dates are stored as: DynamoDB reads it so. */
function storageOf({
  table,
  schema,
  attributes = {},
}: EntityDefinitionInput): Record<string, AttributeOptions> {
  const { timeToLive } = table.definition
  const storage: Record<string, AttributeOptions> = { ...attributes }
  if (timeToLive === undefined) return storage
  const names: readonly string[] = Object.keys((schema._zod.def as { shape?: object }).shape ?? {})
  const name = names.find((candidate) => (attributes[candidate]?.storedName ?? candidate) === timeToLive)
  if (name !== undefined && attributes[name]?.store === undefined && isDate(schema, name))
    storage[name] = { ...attributes[name], store: 'epoch-seconds' }
  return storage
}

function isDate(schema: EntityDefinitionInput['schema'], name: string): boolean {
  const field = zodToAttributeModel(schema, '').attributes.find((candidate) => candidate.name === name)
  const model = field?.model.kind === 'nullable' ? field.model.inner : field?.model
  return model?.kind === 'date'
}

/** Attributes that the library keeps: they stand beside the schema's, under names that it leaves free. */
function keptFields(
  { name, version, timestamps = {} }: EntityDefinitionInput,
  fields: readonly AttributeField[],
): AttributeField[] {
  const kept: AttributeField[] = []
  const add = (attribute: string | undefined, model: AttributeModel): void => {
    if (attribute === undefined) return
    if ([...fields, ...kept].some((field) => field.name === attribute || field.storedName === attribute))
      throw new MonotableError(
        'schema.kept-attribute',
        `Entity ${name}: ${attribute} is kept by the library and stands in the schema too: leave it out of the schema`,
        { entity: name, attribute },
      )
    kept.push({ name: attribute, storedName: attribute, model, isOptional: true })
  }
  add(version, { kind: 'number', integer: true, minimum: 0 })
  add(timestamps.createdAt, { kind: 'date', store: 'iso' })
  add(timestamps.updatedAt, { kind: 'date', store: 'iso' })
  return kept
}

function assertOptions(
  { name, attributes = {}, derived = {} }: EntityDefinitionInput,
  byName: ReadonlyMap<string, AttributeField>,
): void {
  const named = [
    ...Object.keys(attributes),
    ...Object.entries(derived).flatMap(([attribute, { from }]) => [attribute, ...from]),
  ]
  for (const attribute of named) {
    if (byName.has(attribute)) continue
    throw new MonotableError(
      'schema.unknown-attribute',
      `Entity ${name}: the schema has no attribute ${attribute}; it has ${[...byName.keys()].join(', ')}`,
      { entity: name, attribute },
    )
  }
}

function markerOf(
  { name, table, entityValue }: EntityDefinitionInput,
  fields: readonly AttributeField[],
): EntityModel['marker'] {
  const attribute = table.definition.entityAttribute ?? defaultMarker
  if (attribute === false) return undefined
  if (fields.some((field) => field.storedName === attribute))
    throw new MonotableError(
      'schema.entity-attribute',
      `Entity ${name}: ${attribute} is where table ${table.name} names the entity of an item, and an attribute of the schema: set entityAttribute of the table to another name`,
      { entity: name, attribute },
    )
  return { attribute, value: entityValue ?? name }
}

function expiryOf(
  { name, table }: EntityDefinitionInput,
  fields: readonly AttributeField[],
): AttributeField | undefined {
  const { timeToLive } = table.definition
  const field = fields.find((candidate) => candidate.storedName === timeToLive)
  if (field === undefined) return undefined
  const model = field.model.kind === 'nullable' ? field.model.inner : field.model
  if (
    (model.kind === 'date' && model.store === 'epoch-seconds') ||
    (model.kind === 'number' && model.integer)
  )
    return field
  throw new MonotableError(
    'schema.expiry',
    `Entity ${name}: ${field.name} is stored in the time-to-live attribute of table ${table.name}, which holds whole seconds: make it z.date() or z.number().int()`,
    { entity: name, attribute: field.name },
  )
}

/** Rule R7: an index without the expiry cannot tell which items are absent. */
function assertExpiryIsProjected(model: EntityModel): void {
  const { expiry } = model
  if (expiry === undefined) return
  for (const pattern of model.patterns) {
    if (pattern.includeExpired || pattern.projects(expiry.storedName)) continue
    throw new MonotableError(
      'schema.expiry-not-projected',
      `Entity ${model.name}, access pattern ${pattern.name}: index ${pattern.index} does not project ${expiry.storedName}, so expired items would be returned: project it, or say includeExpired: true`,
      { entity: model.name, accessPattern: pattern.name, attribute: expiry.name },
    )
  }
}

function flagged(
  attributes: Readonly<Record<string, AttributeOptions>>,
  flag: 'hidden' | 'readOnly',
): Set<string> {
  return new Set(Object.keys(attributes).filter((name) => attributes[name]?.[flag] === true))
}
