import { MonotableError } from '../core/errors.js'
import type { AttributeField } from './attribute-model.js'
import type { EntityDefinitionInput } from './entity-definition.js'
import type { KeyAttributeModel } from './key-attribute-model.js'
import type { PatternModel, StrayIndex } from './pattern-model.js'
import { keyAttributes } from './table.js'

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
  { name, table, softDelete }: EntityDefinitionInput,
  fields: readonly AttributeField[],
): AttributeField | undefined {
  if (softDelete === undefined) return undefined
  const { partitionKey, sortKey, timeToLive, entityAttribute, indexes = {} } = table.definition
  const refuse = (problem: string): never => {
    throw new MonotableError(
      'schema.kept-attribute',
      `Entity ${name}: ${softDelete} is kept by the library and ${problem}`,
      { entity: name, attribute: softDelete },
    )
  }
  if (fields.some((field) => field.name === softDelete || field.storedName === softDelete))
    refuse('stands in the schema too, or has a task already: give it another name')
  const keys = [{ partitionKey, sortKey }, ...Object.values(indexes)].flatMap((key) => [
    ...keyAttributes(key.partitionKey),
    ...keyAttributes(key.sortKey),
  ])
  if ([timeToLive, entityAttribute, ...keys.map((key) => key.name)].includes(softDelete))
    refuse(
      `has a task in table ${table.name}, as a key, as the expiry or to name the entity: give it another name`,
    )
  return {
    name: softDelete,
    storedName: softDelete,
    model: { kind: 'date', store: 'iso' },
    isOptional: true,
  }
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
  const primaryNames = new Set(namesOf(primary))
  const gone = new Set(
    patterns
      .flatMap((pattern) => [...(pattern.isGlobal ? pattern.partition : []), ...pattern.sort])
      .filter((key) => key.kind !== 'own' && !primaryNames.has(key.name))
      .map((key) => key.name),
  )
  const parked: ParkedAttribute[] = []
  const remaining = new Set([primary])
  for (const index of [...patterns, ...strays.filter(({ isWhole }) => isWhole)]) {
    if (namesOf(index).some((name) => gone.has(name))) continue
    const own = [...index.partition, ...index.sort].find(
      (key) =>
        key.kind === 'own' &&
        !primaryNames.has(key.name) &&
        key.field.name !== expiry?.name &&
        fields.includes(key.field),
    )
    if (own?.kind === 'own') {
      gone.add(own.name)
      parked.push({ field: own.field, storedName: parkedName(attribute, own.name, entity, fields) })
    } else if ('name' in index) {
      assertProjected(entity, attribute, index)
      remaining.add(index)
    }
  }
  return { attribute, parked, remaining }
}

function parkedName(
  attribute: string,
  name: string,
  entity: string,
  fields: readonly AttributeField[],
): string {
  const storedName = `${attribute}.${name}`
  if (!fields.some((field) => field.storedName === storedName)) return storedName
  throw new MonotableError(
    'schema.soft-delete',
    `Entity ${entity}: an attribute is stored as ${storedName}, where ${name} stands while an item is deleted: give it another storedName`,
    { entity, attribute: storedName },
  )
}

const namesOf = ({ partition, sort }: Pick<PatternModel, 'partition' | 'sort'>): string[] =>
  [...partition, ...sort].map((key: KeyAttributeModel) => key.name)

/** What cannot be taken out of an index is left out by reads, which have to see that it is deleted. */
function assertProjected(entity: string, attribute: string, pattern: PatternModel): void {
  if (pattern.projects(attribute)) return
  throw new MonotableError(
    'schema.soft-delete',
    `Entity ${entity}, access pattern ${pattern.name}: the keys of index ${pattern.index} cannot be taken from a deleted item, and the index does not project ${attribute}, so that deleted items would be returned: project it`,
    { entity, accessPattern: pattern.name, attribute },
  )
}
