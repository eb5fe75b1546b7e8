import { fileURLToPath } from 'node:url'
import type { TableDeployment } from '../../../src/cli/config/index.js'
import { generate } from '../../../src/cli/generate/generate.js'
import type { GeneratedFiles } from '../../../src/cli/generate/generate.types.js'
import type { SchemaModule } from '../../../src/cli/schema-module/index.js'
import { compiledEntity } from '../../../src/marshalling/index.js'
import type { AnyEntity } from '../../../src/schema/index.js'
import * as shop from './schemas/shop.js'
import * as workspaces from './schemas/workspaces.js'

type Deployments = Readonly<Record<string, TableDeployment>>

/** A schema module that is imported already, as the command's loader gives it. */
export function schemaModule(file: string, exported: Readonly<Record<string, unknown>>): SchemaModule {
  const entities = exported['entities'] as Readonly<Record<string, AnyEntity>>
  const names = Object.entries(entities).map(([name, entity]) => [
    name,
    Object.keys(exported).find((each) => exported[each] === entity) ?? '',
  ])
  return {
    file,
    entities,
    exportNames: Object.fromEntries(names.filter(([, name]) => name !== '')),
    exportsEntities: true,
    collections: exported['collections'] as SchemaModule['collections'],
    tables: [...new Set(Object.values(entities).map((entity) => compiledEntity(entity).model.table))],
  }
}

const fileOf = (name: string): string => fileURLToPath(new URL(`schemas/${name}.ts`, import.meta.url))

/** Where the generated files of an example are kept. */
export const goldenFolder = (name: string): string =>
  fileURLToPath(new URL(`golden/${name}`, import.meta.url))

const shopModule = schemaModule(fileOf('shop'), shop)

/** The example schemas, each with a deployment of its own. */
export const examples = {
  shop: { schema: shopModule, tables: shop.tables },
  workspaces: { schema: schemaModule(fileOf('workspaces'), workspaces), tables: workspaces.tables },
  worldwide: { schema: shopModule, tables: shop.worldwide },
} as const satisfies Record<string, { schema: SchemaModule; tables: Deployments }>

export type Example = keyof typeof examples
export const exampleNames = Object.keys(examples) as Example[]

/** What is generated of an example; of its own deployment, or of another. */
export function generated(name: Example, tables: Deployments = examples[name].tables): GeneratedFiles {
  return generate({ schema: examples[name].schema, tables, output: goldenFolder(name) })
}
