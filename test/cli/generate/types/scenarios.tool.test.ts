import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import * as shop from '../../../../examples/shop/schema.js'
import { repositories } from '../../../../src/cli/generate/types/repositories.js'
import { isEntity } from '../../../../src/marshalling/index.js'
import { schemaModule } from '../support.js'
import * as editor from '../../../scenarios/editor/schema.js'
import * as library from '../../../scenarios/library/schema.js'
import * as lock from '../../../scenarios/lock/schema.js'
import * as mall from '../../../scenarios/mall/schema.js'
import * as tasks from '../../../scenarios/tasks/schema.js'
import * as fixtures from '../../../types/fixtures.js'
import * as softDeletes from '../../../types/soft-delete-fixtures.js'
import * as uniques from '../../../types/unique-fixtures.js'

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const scenarios = { editor, library, lock, mall, tasks }

/** A program that holds the printed types of a schema to the inferred ones, entity by entity. */
function assertions(names: readonly string[]): string {
  return [
    "import type * as inferred from './schema.js'",
    "import type * as printed from './generated-repositories.js'",
    `import type { Different, Printed } from '${root}test/cli/generate/types/different.types.js'`,
    'type Inferred = typeof inferred.entities',
    ...names.flatMap((name) => [
      `type Difference_${name} = Different<Printed<printed.Entities['${name}']['~types']>, Printed<Inferred['${name}']['~types']>>`,
      `export const same_${name}: [Difference_${name}] extends [never] ? true : Difference_${name} = true`,
      `export const toPrinted_${name} = (entity: Inferred['${name}']): printed.Entities['${name}'] => entity`,
      `export const toInferred_${name} = (entity: printed.Entities['${name}']): Inferred['${name}'] => entity`,
    ]),
  ].join('\n')
}

/** What the compiler says of files, some of which are in memory only. */
function complaints(texts: ReadonlyMap<string, string>): string[] {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  const program = ts.createProgram({
    rootNames: [...texts.keys()],
    options,
    host: {
      ...host,
      fileExists: (name) => texts.has(name) || fileExists(name),
      readFile: (name) => texts.get(name) ?? readFile(name),
      getSourceFile: (name, version, ...others) => {
        const text = texts.get(name)
        return text === undefined
          ? getSourceFile(name, version, ...others)
          : ts.createSourceFile(name, text, version)
      },
    },
  })
  return [...texts.keys()].flatMap((name) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(name))
      .map(
        ({ messageText }) =>
          `${name.slice(root.length)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`,
      ),
  )
}

describe('the printed types of the scenarios', () => {
  const modules = Object.entries(scenarios).map(([name, exported]) => {
    const folder = `${root}test/scenarios/${name}`
    return { folder, schema: schemaModule(`${folder}/schema.ts`, exported) }
  })

  it('are the inferred ones', () => {
    const texts = new Map(
      modules.flatMap(({ folder, schema }) => [
        [`${folder}/generated-repositories.ts`, repositories({ schema, tables: {}, output: folder }).text],
        [`${folder}/generated-assertions.ts`, assertions(Object.keys(schema.entities))],
      ]),
    )
    expect(complaints(texts)).toEqual([])
  })

  it('are the inferred ones of the shop among the examples', () => {
    const folder = `${root}examples/shop`
    const entities = Object.entries(shop).filter((entry) => isEntity(entry[1]))
    const names = entities.map(([name]) => name)
    const own = schemaModule(`${folder}/schema.ts`, { entities: Object.fromEntries(entities) })
    const texts = new Map([
      [`${folder}/generated-repositories.ts`, repositories({ schema: own, tables: {}, output: folder }).text],
      [
        `${folder}/generated-assertions.ts`,
        assertions(names).replace('typeof inferred.entities', 'typeof inferred'),
      ],
    ])
    expect(names).not.toEqual([])
    expect(complaints(texts)).toEqual([])
  })

  it('are the inferred ones of entities that say everything', () => {
    const folder = `${root}test/types`
    const files = { fixtures, 'soft-delete-fixtures': softDeletes, 'unique-fixtures': uniques }
    const exported = Object.entries(files).map(
      ([file, module]) => [file, Object.entries(module).filter((entry) => isEntity(entry[1]))] as const,
    )
    const own = exported.flatMap(([, entities]) => entities)
    const names = own.map(([name]) => name)
    const schema = schemaModule(`${folder}/schema.ts`, { entities: Object.fromEntries(own) })
    const entities = [
      ...exported.map(
        ([file, each]) => `import { ${each.map(([name]) => name).join(', ')} } from './${file}.js'`,
      ),
      `export const entities = { ${names.join(', ')} }`,
    ]
    const texts = new Map([
      [`${folder}/schema.ts`, entities.join('\n')],
      [`${folder}/generated-repositories.ts`, repositories({ schema, tables: {}, output: folder }).text],
      [`${folder}/generated-assertions.ts`, assertions(names)],
    ])
    expect(names.length).toBeGreaterThan(5)
    expect(complaints(texts)).toEqual([])
  })

  it('are found out where they are not', () => {
    const [{ folder, schema }] = modules as [(typeof modules)[number]]
    const [name = ''] = Object.keys(schema.entities)
    const { text } = repositories({ schema, tables: {}, output: folder })
    const wrong = text.replace(/^export interface \w+Key \{\n/m, (head) => `${head}  other: string\n`)
    const texts = new Map([
      [`${folder}/generated-repositories.ts`, wrong],
      [`${folder}/generated-assertions.ts`, assertions([name])],
    ])
    expect(complaints(texts).join('\n')).toContain(`'Difference_${name}'`)
  })
})
