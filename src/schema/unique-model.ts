import type { AttributeField } from './attribute-model.js'
import type { EntityDefinitionInput } from './entity-definition.js'
import type { KeyAttributeModel } from './key-attribute-model.js'
import { compileKeyAttribute } from './key-attribute-model.js'
import { definitionError } from './errors.js'
import { keyAttributes, keyRoles, tableKeys } from './table.js'
import type { KeyAttributeDefinition } from './table.types.js'

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
  const { partitionKey, sortKey, timeToLive, entityAttribute } = table.definition
  const roleOf = keyRoles(table)
  const { partition: partitions, sort: sorts } = tableKeys(table)
  const taken = [...partitions, ...sorts].map((key) => key.name)
  // A sentinel holds none of the entity's attributes: what is stored under a key attribute's name is not in its way.
  const parts = new Map(fields.map((field) => [field.name, { ...field, storedName: '' }]))
  return Object.entries(unique).map(([name, templates]) => {
    const title = `unique constraint ${name}`
    const refuse = (problem: string): never => {
      throw definitionError('schema.unique', { entity, place: title }, problem)
    }
    const compile = (
      word: 'partitionKey' | 'sortKey',
      key: KeyAttributeDefinition | undefined,
    ): readonly KeyAttributeModel[] =>
      keyAttributes(key).map((attribute) => {
        const template =
          templates[word] ??
          refuse(
            `${word} is missing: give a template for ${attribute.name}, such as 'UNIQUE#${name.toUpperCase()}'`,
          )
        const role = roleOf(attribute)
        return compileKeyAttribute(attribute, template, {
          entity,
          title,
          role,
          fields: parts,
          options: attributes,
        })
      })
    if ([...taken, timeToLive, entityAttribute].includes(holderAttribute))
      refuse(
        `${holderAttribute} is the name of a sentinel's own attribute: call that of table ${table.name} otherwise`,
      )
    if (sortKey === undefined && templates.sortKey !== undefined)
      refuse(`table ${table.name} has no sort key: leave sortKey out`)
    const partition = compile('partitionKey', partitionKey)
    const sort = compile('sortKey', sortKey)
    const holes = new Set([...partition, ...sort].flatMap((key) => key.holes))
    if (holes.size === 0) refuse('its templates name no attribute: write the unique ones as {name}')
    return { name, partition, sort, holes }
  })
}
