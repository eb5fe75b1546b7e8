import { CommandError } from '../../command-error.js'
import { identifierOf } from '../infrastructure/table-plan.js'

/** The names of the types of one entity. */
export interface EntityNames {
  readonly item: string
  readonly newItem: string
  readonly put: string
  readonly key: string
  readonly patch: string
  readonly settable: string
  readonly deleted: string
  readonly types: string
}

/** Names that the generated file has already, or that the types in it need. */
const taken = new Set([
  'Collections',
  'Database',
  'DatabaseOf',
  'DatabaseOptions',
  'Entities',
  'Entity',
  'Range',
  'TypesOf',
  'Array',
  'Date',
  'Exclude',
  'Map',
  'NonNullable',
  'Omit',
  'Record',
  'Set',
  'Uint8Array',
])

/** The names for each entity, by the names of the repositories: made of the name of the entity. */
export function entityNames(
  entities: readonly { readonly repository: string; readonly entity: string }[],
  tables: readonly string[],
): ReadonlyMap<string, EntityNames> {
  const owners = new Map<string, string>(tables.map((table) => [table, `table ${table}`]))
  return new Map(
    entities.map(({ repository, entity }) => {
      const name = identifierOf(entity)
      const names: EntityNames = {
        item: taken.has(name) ? `${name}Item` : name,
        newItem: `New${name}`,
        put: `Put${name}`,
        key: `${name}Key`,
        patch: `${name}Patch`,
        settable: `${name}Settable`,
        deleted: `Deleted${name}`,
        types: `${name}Types`,
      }
      for (const each of Object.values(names)) {
        const owner = owners.get(each)
        if (owner !== undefined || taken.has(each))
          throw new CommandError(
            `repositories.ts: entity ${entity} would have a type ${each}, as ${owner ?? 'the file itself'} has; rename one of them`,
          )
        owners.set(each, `entity ${entity}`)
      }
      return [repository, names]
    }),
  )
}
