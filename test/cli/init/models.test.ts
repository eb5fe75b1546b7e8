import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { knownPatterns } from '../../../src/cli/explain/known-patterns.js'
import { loadSchema, openDatabase } from '../../../src/cli/schema-module/index.js'
import { loadSeed } from '../../../src/cli/seed/load-seed.js'
import { seedLines } from '../../../src/cli/seed/seed-lines.js'
import { isPlainObject, objectFromJson } from '../../../src/cli/values/from-json.js'
import { memory } from '../../../src/engine/index.js'
import { compiledEntity } from '../../../src/marshalling/index.js'
import type { TestProject } from '../project.js'
import { testProject } from '../project.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folders = { own: join(root, 'test/cli/models'), published: join(root, '../shared/models') }

const modelsIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => join(folder, name))
    : []

async function drafted(model: string) {
  const project = testProject()
  const { code, stdout, stderr } = await project.monotable('init', '--from', model)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const schema = await loadSchema(join(project.folder, 'src/schema.ts'))
  const lines = [...seedLines(join(project.folder, 'seed.json'))].map(({ value }) => value)
  return { project, stdout, schema, lines }
}

/** Every primary key of a model's items, as text. */
function storedKeys(model: string): readonly string[] {
  const { DataModel } = JSON.parse(readFileSync(model, 'utf8')) as {
    DataModel: {
      KeyAttributes: { PartitionKey: { AttributeName: string }; SortKey?: { AttributeName: string } }
      TableData?: Record<string, unknown>[]
      TableFacets?: { TableData?: Record<string, unknown>[] }[]
    }[]
  }
  return DataModel.flatMap(
    ({ KeyAttributes: { PartitionKey, SortKey }, TableData = [], TableFacets = [] }) => {
      const items = [...TableData, ...TableFacets.flatMap((facet) => facet.TableData ?? [])]
      const names = [PartitionKey, SortKey].flatMap((key) => (key === undefined ? [] : [key.AttributeName]))
      return [...new Set(items.map((item) => JSON.stringify(names.map((name) => item[name]))))]
    },
  ).toSorted()
}

const compiler = join(root, 'node_modules/typescript-7/bin/tsc')

/** What the compiler says of modules, all at once: each run of it reads the whole mapper. */
function typeErrors(project: TestProject, paths: readonly string[]): readonly string[] {
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2023',
    strict: true,
    noEmit: true,
    types: [],
    paths: { monotable: [join(root, 'src/index.ts')] },
  }
  project.write('tsconfig.json', JSON.stringify({ compilerOptions, files: paths }))
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', project.folder], { encoding: 'utf8' })
  return stdout.split('\n').filter((line) => paths.some((path) => line.startsWith(`${path}(`)))
}

it('drafts modules that type-check', { timeout: 120_000 }, async () => {
  const texts: [path: string, text: string][] = []
  for (const model of Object.values(folders).flatMap(modelsIn)) {
    const { project } = await drafted(model)
    texts.push([`${basename(model, '.json')}.ts`, project.read('src/schema.ts')])
  }
  const [, library = ''] = texts[0] ?? []
  const wrong = library.replace('LOAN#{loanNumber}', 'LOAN#{nothing}')
  expect(wrong).not.toBe(library)
  const project = testProject(Object.fromEntries([...texts, ['wrong.ts', wrong]]))
  expect(typeErrors(project, [...texts.map(([path]) => path), 'wrong.ts'])).toEqual([
    expect.stringMatching(/^wrong\.ts\(\d+,\d+\): error TS2322: .*nothing/),
  ])
})

const published = modelsIn(folders.published)
const note =
  published.length === 0 ? ' (the published ones are SKIPPED: they are not beside the checkout)' : ''

describe.each([...modelsIn(folders.own), ...published].map((model) => [basename(model), model]))(
  `a draft of a model${note}: %s`,
  (_, model) => {
    it('loads its items without a refusal, under the keys of the model', async () => {
      const { stdout, schema, project } = await drafted(model)
      const expected = storedKeys(model)
      expect(stdout).toContain(`loaded ${expected.length} samples into the engine\n`)
      const backend = memory()
      const database = openDatabase(schema, backend)
      await database.createTables()
      await loadSeed(join(project.folder, 'seed.json'), { schema, database, backend })
      const keys: string[] = []
      for (const { TableName, KeySchema } of database.tableInputs())
        for (const item of (await backend.execute('Scan', { TableName })).Items ?? [])
          keys.push(JSON.stringify(KeySchema?.map(({ AttributeName = '' }) => item[AttributeName])))
      expect(keys.toSorted()).toEqual(expected)
    })

    it('finds each of them again through its access patterns', async () => {
      const { schema, lines, project } = await drafted(model)
      const backend = memory()
      const database = openDatabase(schema, backend)
      await database.createTables()
      await loadSeed(join(project.folder, 'seed.json'), { schema, database, backend })
      const patterns = knownPatterns(schema)
      let found = 0
      for (const { entity: repository, item } of lines) {
        const entity = schema.entities[String(repository)]
        if (entity === undefined || !isPlainObject(item)) throw new Error('a line is no item of an entity')
        const { fields } = compiledEntity(entity).model
        const values = objectFromJson(fields, item)
        for (const { name, required, optional, run } of patterns) {
          if (!name.startsWith(`${String(repository)}.`)) continue
          const asked = [...required, ...optional].map((hole) => [hole, values[hole]] as const)
          if (asked.some(([, value]) => value === undefined)) continue
          const items = await run(database, Object.fromEntries(asked))
          // An index may hold a part of the item.
          expect(items.map((each) => expect.objectContaining(each as object) as unknown)).toContainEqual(
            values,
          )
          found += 1
        }
      }
      expect(found).toBeGreaterThanOrEqual(2 * lines.length)
    })
  },
)
