import { CommandError } from '../command-error.js'
import { loadModule, shownPath } from '../load-module.js'
import { compiledEntity, isEntity } from '../../marshalling/index.js'
import type { AnyEntity, Table } from '../../schema/index.js'
import type { SchemaModule } from './schema-module.types.js'

/**
 * Loads the module that exports the entities. They are those of its export `entities`, under the names that stand
 * there; without one, every exported entity counts, under the name of its export with a small first letter.
 *
 * @throws CommandError where the module does not load, or exports no entities.
 */
export async function loadSchema(file: string): Promise<SchemaModule> {
  const exported = await loadModule(file)
  const place = shownPath(file)
  const own = Object.entries(exported).filter(
    (entry): entry is [string, AnyEntity] => entry[0] !== 'default' && isEntity(entry[1]),
  )
  const exportsEntities = exported['entities'] !== undefined
  const entities = exportsEntities ? namedEntities(exported['entities'], place) : byExportName(own, place)
  const exportNames: Record<string, string> = {}
  for (const [name, entity] of Object.entries(entities)) {
    const exportName = own.find(([, each]) => each === entity)?.[0]
    if (exportName !== undefined) exportNames[name] = exportName
  }
  return {
    file,
    entities,
    exportNames,
    exportsEntities,
    collections: collectionsOf(exported['collections'], place),
    tables: tablesOf(entities, place),
  }
}

function namedEntities(value: unknown, place: string): Readonly<Record<string, AnyEntity>> {
  if (typeof value !== 'object' || value === null)
    throw new CommandError(`${place}: entities is an object, such as { orders: Order }`)
  for (const [name, entity] of Object.entries(value))
    if (!isEntity(entity))
      throw new CommandError(`${place}: entities.${name} is no entity: make it with defineEntity`)
  if (Object.keys(value).length === 0) throw new CommandError(`${place}: entities is empty`)
  return value as Readonly<Record<string, AnyEntity>>
}

function byExportName(
  own: readonly (readonly [string, AnyEntity])[],
  place: string,
): Readonly<Record<string, AnyEntity>> {
  const entities: Record<string, AnyEntity> = {}
  const exportNames = new Map<AnyEntity, string>()
  for (const [exportName, entity] of own) {
    const other = exportNames.get(entity)
    const name = exportName.charAt(0).toLowerCase() + exportName.slice(1)
    if (other !== undefined)
      throw new CommandError(
        `${place}: ${other} and ${exportName} are the same entity: export it once, or export entities = { … }`,
      )
    if (Object.hasOwn(entities, name))
      throw new CommandError(
        `${place}: the repositories of two exports would be called ${name}: export entities = { … }`,
      )
    exportNames.set(entity, exportName)
    entities[name] = entity
  }
  if (own.length > 0) return entities
  throw new CommandError(
    `${place} exports no entity. Write export const entities = { orders: Order }, or export what defineEntity returns`,
  )
}

function collectionsOf(value: unknown, place: string): SchemaModule['collections'] {
  if (value === undefined) return undefined
  if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>
  throw new CommandError(
    `${place}: collections is an object, such as { customerWithOrders: { entities: ['customers', 'orders'] } }`,
  )
}

function tablesOf(entities: Readonly<Record<string, AnyEntity>>, place: string): readonly Table[] {
  const tables = new Map<string, Table>()
  for (const entity of Object.values(entities)) {
    const { table } = compiledEntity(entity).model
    const known = tables.get(table.name)
    if (known !== undefined && known !== table)
      throw new CommandError(
        `${place}: two tables are called ${table.name}: define each once, under a name of its own`,
      )
    tables.set(table.name, table)
  }
  return [...tables.values()]
}
