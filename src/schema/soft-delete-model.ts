import type { AttributeField, AttributeModel } from './attribute-model.js'
import type { EntityDefinitionInput } from './entity-definition.js'
import { definitionError } from './errors.js'
import { keptError, keptField } from './kept-field.js'
import type { PatternModel, StrayIndex } from './pattern-model.js'
import { tableKeys } from './table.js'

/** An attribute that is itself the key of an index, and stands under another name while its item is deleted. */
export interface ParkedAttribute {
  readonly field: AttributeField
  /** Where it stands while the item is deleted. */
  readonly storedName: string
}

/** How an entity keeps items that are deleted until they are purged (rule W9). */
export interface SoftDeleteModel {
  /** The attribute with the time of the deletion, which only deleted items have. */
  readonly attribute: string
  /** Attributes that a deletion moves, since the item would stay in an index by them. */
  readonly parked: readonly ParkedAttribute[]
  /** What deleted items stay in: the primary key, and indexes of nothing but its attributes. Reads leave them out. */
  readonly remaining: ReadonlySet<PatternModel>
}

/** What the compiler of a soft delete looks at. */
interface Keys {
  readonly fields: readonly AttributeField[]
  readonly expiry: AttributeField | undefined
  readonly primary: PatternModel
  readonly patterns: readonly PatternModel[]
  readonly strays: readonly StrayIndex[]
}

/** The attribute itself, which the library keeps. */
export function softDeleteField(
  { name: entity, table, softDelete }: EntityDefinitionInput,
  fields: readonly AttributeField[],
): AttributeField | undefined {
  if (softDelete === undefined) return undefined
  const time: AttributeModel = { kind: 'date', store: 'iso' }
  const field = keptField(entity, softDelete, time, fields, ', or has a task already: give it another name')
  const { timeToLive, entityAttribute } = table.definition
  const { partition, sort } = tableKeys(table)
  const keys = [...partition, ...sort].map((key) => key.name)
  if ([timeToLive, entityAttribute, ...keys].includes(softDelete))
    throw keptError(
      'schema.kept-attribute',
      entity,
      softDelete,
      `has a task in table ${table.name}, as a key, as the expiry or to name the entity: give it another name`,
    )
  return field
}

/**
 * How deleted items leave each index: by its key attributes that templates fill, otherwise by one of the schema's attributes
 * that is moved. Attributes of the primary key, and those that the library and DynamoDB look at, cannot be moved.
 */
export function compileSoftDelete(
  { name: entity, softDelete: attribute }: EntityDefinitionInput,
  { fields, expiry, primary, patterns, strays }: Keys,
): SoftDeleteModel | undefined {
  if (attribute === undefined) return undefined
  const primaryNames = new Set(primary.keys.map((key) => key.name))
  const gone = new Set(
    patterns
      .flatMap((pattern) => (pattern.isGlobal ? pattern.keys : pattern.sort))
      .filter((key) => key.kind !== 'own' && !primaryNames.has(key.name))
      .map((key) => key.name),
  )
  const parked: ParkedAttribute[] = []
  const remaining = new Set([primary])
  for (const index of [...patterns, ...strays.filter(({ isWhole }) => isWhole)]) {
    if (index.keys.some(({ name }) => gone.has(name))) continue
    const own = index.keys.find(
      (key) =>
        key.kind === 'own' &&
        !primaryNames.has(key.name) &&
        key.field.name !== expiry?.name &&
        fields.includes(key.field),
    )
    if (own?.kind === 'own') {
      gone.add(own.name)
      const storedName = `${attribute}.${own.name}`
      if (fields.some((field) => field.storedName === storedName))
        throw definitionError(
          'schema.soft-delete',
          { entity, attribute: storedName },
          `an attribute is stored as ${storedName}, where ${own.name} stands while an item is deleted: give it another storedName`,
        )
      parked.push({ field: own.field, storedName })
    } else if ('name' in index) {
      // What cannot be taken out of an index is left out by reads, which have to see that it is deleted.
      if (!index.projects(attribute))
        throw definitionError(
          'schema.soft-delete',
          { entity, accessPattern: index.name, attribute },
          `the keys of index ${index.index} cannot be taken from a deleted item, and the index does not project ${attribute}, so that deleted items would be returned: project it`,
          `access pattern ${index.name}`,
        )
      remaining.add(index)
    }
  }
  return { attribute, parked, remaining }
}
