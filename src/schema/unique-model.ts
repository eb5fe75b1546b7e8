import { MonotableError } from '../core/errors.js'
import type { AttributeField } from './attribute-model.js'
import type { EntityDefinitionInput } from './entity-definition.js'
import type { KeyAttributeModel } from './key-attribute-model.js'
import { compileKeyAttribute } from './key-attribute-model.js'
import type { KeyAttribute } from './table.js'
import { keyAttributes } from './table.js'

/**
 * A unique constraint: how the values of some attributes make the primary key of a sentinel, an item that stands for
 * them and that there can be only once.
 */
export interface UniqueModel {
  readonly name: string
  readonly partition: readonly KeyAttributeModel[]
  readonly sort: readonly KeyAttributeModel[]
  /** The attributes that are unique together; where one is absent, nothing is. */
  readonly holes: ReadonlySet<string>
}

/** The attribute of a sentinel that holds the primary key of its item. */
export const holderAttribute = '_holder'

/** Compiles the unique constraints of an entity. */
export function compileUniques(
  { name: entity, table, unique = {}, attributes = {} }: EntityDefinitionInput,
  fields: readonly AttributeField[],
): readonly UniqueModel[] {
  const { partitionKey, sortKey, indexes = {} } = table.definition
  const sorts = [sortKey, ...Object.values(indexes).map((index) => index.sortKey)]
  const sortKeys = new Set(sorts.flatMap((key) => keyAttributes(key)).map((key) => key.name))
  // A sentinel holds none of the entity's attributes: what is stored under a key attribute's name is not in its way.
  const parts = new Map(fields.map((field) => [field.name, { ...field, storedName: '' }]))
  const { timeToLive, entityAttribute } = table.definition
  const taken = [partitionKey, ...Object.values(indexes).flatMap((index) => index.partitionKey ?? [])]
  const names = taken.flatMap((key) => keyAttributes(key)).map((key) => key.name)
  return Object.entries(unique).map(([name, templates]) => {
    const title = `unique constraint ${name}`
    const refuse = (problem: string): never => {
      throw new MonotableError('schema.unique', `Entity ${entity}, ${title}: ${problem}`, {
        entity,
        place: title,
      })
    }
    const compile = (word: 'partitionKey' | 'sortKey', attribute: KeyAttribute): KeyAttributeModel => {
      const template = templates[word]
      if (template === undefined)
        return refuse(
          `${word} is missing: give a template for ${attribute.name}, such as 'UNIQUE#${name.toUpperCase()}'`,
        )
      const role = sortKeys.has(attribute.name) ? 'sort' : 'partition'
      return compileKeyAttribute(attribute, template, {
        entity,
        title,
        role,
        fields: parts,
        options: attributes,
      })
    }
    if ([...names, ...sortKeys, timeToLive, entityAttribute].includes(holderAttribute))
      refuse(
        `${holderAttribute} is the name of a sentinel's own attribute: call that of table ${table.name} otherwise`,
      )
    if (sortKey === undefined && templates.sortKey !== undefined)
      refuse(`table ${table.name} has no sort key: leave sortKey out`)
    const partition = keyAttributes(partitionKey).map((attribute) => compile('partitionKey', attribute))
    const sort = keyAttributes(sortKey).map((attribute) => compile('sortKey', attribute))
    const holes = new Set([...partition, ...sort].flatMap((key) => key.holes))
    if (holes.size === 0) refuse('its templates name no attribute: write the unique ones as {name}')
    return { name, partition, sort, holes }
  })
}
