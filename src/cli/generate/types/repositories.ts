import { relative, dirname, sep } from 'node:path'
import { compiledEntity } from '../../../marshalling/index.js'
import type { EntityModel, Table } from '../../../schema/index.js'
import { generatedBy } from '../generated-by.js'
import type { GenerateInput } from '../generate.types.js'
import { identifierOf } from '../infrastructure/table-plan.js'
import type { EntityNames } from './entity-names.js'
import { entityNames } from './entity-names.js'
import type { Unprintable } from './entity-types.js'
import { entityTypes, objectText } from './entity-types.js'
import { dataText, propertyName, stringText } from './type-text.js'

/** A typed database with every type written out, and which attributes have types that only inference knows. */
interface RepositoriesFile {
  readonly text: string
  /** The entities with the names of their types. */
  readonly named: readonly (readonly [EntityModel, EntityNames])[]
  readonly warnings: readonly string[]
}

/**
 * The database of a schema with flat types: nothing is inferred where it is used, and declarations say names. Behind
 * the types stands what `createDatabase` of the library gives.
 */
export function repositories({ schema, output }: GenerateInput): RepositoriesFile {
  const models = Object.entries(schema.entities).map(
    ([repository, entity]) => [repository, compiledEntity(entity).model] as const,
  )
  const tables = new Map(schema.tables.map((table) => [table.name, `${identifierOf(table.name)}Table`]))
  const names = entityNames(
    models.map(([repository, { name }]) => ({ repository, entity: name })),
    [...tables.values()].flatMap((name) => [name, `${name}Primary`]),
  )
  const warnings: string[] = []
  const entities = models.map(([repository, model]) => {
    const own = names.get(repository)
    const table = tables.get(model.table.name)
    if (own === undefined || table === undefined) throw new Error(`no names for ${repository}`)
    const exported = schema.exportNames[repository]
    const inferred = `typeof schema.${exported ?? `entities[${stringText(repository)}]`}`
    const unprintable: Unprintable = new Set()
    const isLoose = model.rest !== undefined
    const text = isLoose
      ? `/** ${model.name} has attributes that its schema does not name: its types are the inferred ones. */\nexport interface ${own.types} extends TypesOf<${inferred}> {}\n`
      : entityTypes({ model, names: own, inferred, table }, unprintable)
    warnings.push(...warningsOf(model, isLoose, unprintable))
    return { repository, types: own.types, text }
  })
  const body = [
    ...schema.tables.map((table) => tableTypes(table, tables.get(table.name) ?? '')),
    ...entities.map(({ text }) => text),
    databaseText(entities, schema, models),
  ].join('\n')
  const named = models.flatMap(([repository, model]) => {
    const own = names.get(repository)
    return own === undefined ? [] : [[model, own] as const]
  })
  return { text: `${headText(body, schema.file, output)}\n${body}`, named, warnings }
}

function warningsOf({ name }: EntityModel, isLoose: boolean, unprintable: Unprintable): readonly string[] {
  if (isLoose)
    return [
      `repositories.ts: ${name} keeps attributes that its schema does not name, and has its inferred types`,
    ]
  if (unprintable.size === 0) return []
  return [
    `repositories.ts: the schema of ${name} does not tell the types of ${[...unprintable].join(', ')}, which are the inferred ones: every use of ${name} pays for that inference`,
  ]
}

/** The imports that the text needs. */
function headText(body: string, file: string, output: string): string {
  const types = ['DatabaseOptions', 'Entity', 'Range', 'TypesOf'].filter((name) =>
    new RegExp(`\\b${name}<`).test(body),
  )
  return [
    `// ${generatedBy}`,
    "import { createDatabase as createInferred } from 'monotable'",
    `import type { ${['Database as DatabaseOf', ...types].join(', ')} } from 'monotable'`,
    `import * as schema from ${stringText(specifier(file, output))}`,
    '',
  ].join('\n')
}

/** A module as another one imports it: TypeScript by the name that it is compiled to. */
function specifier(file: string, output: string): string {
  const path = relative(output, file).split(sep).join('/')
  const compiled = path.replace(/\.([cm]?)tsx?$/, '.$1js')
  return dirname(path) === '.' || !compiled.startsWith('.') ? `./${compiled}` : compiled
}

function tableTypes({ name, definition }: Table, type: string): string {
  return [
    `/** Table ${name}. */`,
    `export interface ${type} ${dataText(definition, 0)}`,
    `export interface ${type}Primary extends Omit<${type}, 'indexes'> {\n  local: true\n}`,
    '',
  ].join('\n')
}

function databaseText(
  entities: readonly { readonly repository: string; readonly types: string }[],
  { exportNames, exportsEntities, collections }: GenerateInput['schema'],
  models: readonly (readonly [string, EntityModel])[],
): string {
  const values = models.map(
    ([repository]) => [propertyName(repository), `exported.${exportNames[repository]}`] as const,
  )
  const exported = exportsEntities
    ? '{ readonly entities: Entities }'
    : objectText(
        entities.map(({ repository, types }) => [exportNames[repository] ?? '', `Entity<${types}>`]),
        'readonly ',
      )
  return [
    '/** The entities, by the names of their repositories. */',
    `export interface Entities {\n${entities.map(({ repository, types }) => `  readonly ${propertyName(repository)}: Entity<${types}>\n`).join('')}}`,
    `export interface Collections ${dataText(collections ?? {}, 0)}`,
    '/** A repository for each entity, and what concerns them all. */',
    'export interface Database extends DatabaseOf<Entities, Collections> {}',
    '',
    '// What the schema module exports, without asking the compiler to infer it.',
    `const exported = schema as unknown as ${exported}`,
    `export const entities: Entities = ${exportsEntities ? 'exported.entities' : objectText(values)}`,
    ...(collections === undefined
      ? []
      : ['const { collections } = schema as unknown as { readonly collections: Collections }']),
    '',
    '/** Joins the entities with a backend, as `createDatabase` of the library does. */',
    'export function createDatabase(',
    "  options: Omit<DatabaseOptions<Entities, Collections>, 'entities' | 'collections'>,",
    '): Database {',
    '  const create = createInferred as unknown as (options: object) => Database',
    `  return create({ ...options, entities${collections === undefined ? '' : ', collections'} })`,
    '}',
    '',
  ].join('\n')
}
