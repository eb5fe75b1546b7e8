import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'
import { run } from '../../../../src/cli/index.js'

export const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** A copy of the scenarios and of the examples that they run, whose programs know the printed types alone. */
export interface PrintedScenarios {
  readonly folder: string
  /** The schema modules, by their paths in the folder. */
  readonly schemas: readonly string[]
  /** The files that make a database, by their paths in the folder. */
  readonly makers: readonly string[]
  remove(): void
}

/** Copies the scenarios, has the command generate the types of each schema, and moves the programs over to them. */
export async function printScenarios(): Promise<PrintedScenarios> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'monotable-scenarios-')))
  for (const name of ['test/scenarios', ...['flights', 'sessions', 'shop'].map((each) => `examples/${each}`)])
    cpSync(join(root, name), join(folder, name), {
      recursive: true,
      // What starts programs of its own runs those of the repository, and not of the copy.
      filter: (file) => !/\.whole\.test\.ts$|\/local\.ts$|\/main\.ts$|\/shop\/(test$|.*\.json$)/.test(file),
    })
  for (const name of ['src', 'node_modules']) symlinkSync(join(root, name), join(folder, name))
  for (const name of ['.config', 'tsconfig.json', 'package.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true })
  const files = ['test', 'examples'].flatMap((name) =>
    readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' }).map((file) => join(name, file)),
  )
  const schemas = files.filter((file) => basename(file) === 'schema.ts')
  for (const schema of schemas) await printSchema(folder, schema)
  const makers = files.filter(
    (file) => file.endsWith('.ts') && basename(file) !== 'schema.ts' && moveOver(join(folder, file)),
  )
  return { folder, schemas, makers, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Generates beside a schema module, and writes a module that exports what it does with the printed types. */
async function printSchema(folder: string, schema: string): Promise<void> {
  const file = join(folder, schema)
  const output = join(dirname(file), 'generated')
  const silenced = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const code = await run(['generate', '--schema', file, '--output', output])
  silenced.mockRestore()
  if (code !== 0) throw new Error(`monotable generate --schema ${schema} ended with ${code}`)
  const text = readFileSync(file, 'utf8')
  const named = /^export const entities = \{ (.*) \}$/m.exec(text)?.[1]?.split(', ') ?? []
  const lines = [
    "import { createDatabase, entities } from './generated/repositories.js'",
    'export { createDatabase, entities }',
    ...named.map((pair) => {
      const [repository, entity] = pair.split(': ')
      return `export const ${entity} = entities.${repository}`
    }),
    ...(/^export const collections\b/m.test(text)
      ? [
          "import type { Collections } from './generated/repositories.js'",
          "import * as schema from './schema.js'",
          'export const collections: Collections = schema.collections',
        ]
      : []),
  ]
  writeFileSync(join(dirname(file), 'printed-schema.ts'), `${lines.join('\n')}\n`)
}

/**
 * Has a program take the entities and their types from the printed module, and `createDatabase` too, which is given neither
 * entities nor collections there. True where it makes a database.
 */
function moveOver(file: string): boolean {
  const before = readFileSync(file, 'utf8')
  const schema = /from '(\S+)\/schema\.js'/.exec(before)?.[1]
  const moved = before.replaceAll(/(?<=from '\S+\/)schema\.js(?=')/g, 'printed-schema.js')
  const after = moved
    .replace(/^import \{ createDatabase(?:, (.*))? \} from 'monotable'$/m, (_, others?: string) =>
      [
        `import { createDatabase } from '${schema}/printed-schema.js'`,
        ...(others === undefined ? [] : [`import { ${others} } from 'monotable'`]),
      ].join('\n'),
    )
    .replaceAll(/(?<=\bcreateDatabase\(\{[^}]*), entities(, collections)?(?=[ ,])/g, '')
  writeFileSync(file, after)
  return after !== moved
}

/** What the compiler says of the copy, by the paths in it. */
export function compile(folder: string): string {
  const options = ['-p', folder, '--noUnusedLocals', 'false', '--pretty', 'false']
  const compiler = join(root, 'node_modules/typescript-7/bin/tsc')
  return spawnSync(process.execPath, [compiler, ...options], { cwd: folder, encoding: 'utf8' }).stdout
}

interface Report {
  readonly testResults: readonly {
    readonly name: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

/** How each test of the scenarios ends on the engine, in the repository or in a copy. */
export function runScenarios(folder: string): Readonly<Record<string, string>> {
  const report = join(mkdtempSync(join(tmpdir(), 'monotable-report-')), 'report.json')
  const { MONOTABLE_ENDPOINT: _, NODE_OPTIONS: __, VITEST: ___, ...rest } = process.env
  const environment = { ...rest, MONOTABLE_BACKEND: 'memory', MONOTABLE_TEST_REPORT: report }
  const args = ['run', '--config', '.config/vitest.config.ts', '--project', 'unit', 'test/scenarios']
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const { stdout, stderr } = spawnSync(process.execPath, [vitest, ...args], {
    cwd: folder,
    env: environment,
    encoding: 'utf8',
  })
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
    return Object.fromEntries(
      testResults.flatMap(({ name, assertionResults }) =>
        assertionResults.map(({ fullName, status }) => [`${relative(folder, name)}: ${fullName}`, status]),
      ),
    )
  } catch {
    throw new Error(`the scenarios in ${folder} did not run:\n${stdout}${stderr}`)
  } finally {
    rmSync(dirname(report), { recursive: true, force: true })
  }
}
