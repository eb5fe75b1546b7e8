import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import ts from 'typescript'
import { beforeAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = fileURLToPath(new URL('diagnostics', import.meta.url))
const names = readdirSync(join(folder, 'cases')).map((file) => file.replace(/\.ts$/, ''))

/** What a compiler says of each case: every error as it stands in a terminal, without the file's name. */
type Output = ReadonlyMap<string, readonly string[]>

/** A line that begins an error, as `tsc --pretty false` prints it. */
const errorLine = /^(?<file>[^\s(][^(]*)\((?<place>\d+,\d+)\): (?<text>error TS\d+: .*)$/

function readOutput(output: string): Output {
  const errors = new Map<string, string[]>(names.map((name) => [name, []]))
  let current: string[] | undefined
  for (const line of output.split('\n')) {
    const found = errorLine.exec(line)?.groups
    if (found === undefined) {
      if (current !== undefined && line.startsWith(' ')) current.push(`${current.pop()}\n${line}`)
      continue
    }
    current = errors.get(/cases\/(.*)\.ts$/.exec(found['file'] ?? '')?.[1] ?? '')
    current?.push(`${found['place']} ${found['text']}`)
  }
  return errors
}

function compileWithTypescript6(): Output {
  const configuration = ts.getParsedCommandLineOfConfigFile(
    join(folder, 'tsconfig.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
        throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'))
      },
    },
  )
  if (configuration === undefined) throw new Error('test/types/diagnostics/tsconfig.json cannot be read')
  const program = ts.createProgram(configuration.fileNames, configuration.options)
  const inCases = ts
    .getPreEmitDiagnostics(program)
    .filter(({ file }) => file?.fileName.includes('/diagnostics/cases/'))
  return readOutput(
    ts.formatDiagnostics(inCases, {
      getCurrentDirectory: () => root,
      getCanonicalFileName: (name) => name,
      getNewLine: () => '\n',
    }),
  )
}

async function compileWithTypescript7(): Promise<Output> {
  const compiler = join(root, 'node_modules/typescript-7/bin/tsc')
  const project = relative(root, folder)
  const run = promisify(execFile)(process.execPath, [compiler, '-p', project, '--pretty', 'false'], {
    cwd: root,
  })
  // It exits with an error, since every case is wrong.
  const { stdout } = await run.catch((error: unknown) => error as { stdout: string })
  return readOutput(stdout)
}

const compilers = { 'TypeScript 6': new Map(), 'TypeScript 7': new Map() } as Record<string, Output>

beforeAll(async () => {
  const seven = compileWithTypescript7()
  compilers['TypeScript 6'] = compileWithTypescript6()
  compilers['TypeScript 7'] = await seven
}, 180_000)

/** Where the case expects its errors: a caret stands below each. */
function expectedPlaces(source: string): readonly string[] {
  return source.split('\n').flatMap((line, index) => {
    const caret = /^\s*\/\/ *(?=\^ here$)/.exec(line)
    return caret === null ? [] : [`${index},${caret[0].length + 1}`]
  })
}

/** Names that print the whole definition of an entity; TypeScript leaves no way to print these otherwise. */
const printingDefinition = new Set(['pattern-unknown', 'scan-order', 'hydrate-whole', 'repository-name'])

describe.each(Object.keys(compilers))('%s', (compiler) => {
  test.each(names)('says in a sentence what is wrong: %s', (name) => {
    const source = readFileSync(join(folder, 'cases', `${name}.ts`), 'utf8')
    const sentence = /^\/\/ says: (.*)$/m.exec(source)?.[1] ?? 'a case begins with its rule and what is said'
    const errors = compilers[compiler]?.get(name) ?? []
    // Where the mistakes are and nowhere else: what comes after a mistake compiles.
    expect(errors.map((error) => error.split(' ', 1)[0])).toEqual(expectedPlaces(source))
    expect(errors.length).toBeGreaterThan(0)
    for (const error of errors) {
      const lines = error.split('\n')
      expect(lines.length).toBeLessThanOrEqual(3)
      expect(lines[0]).toContain(sentence)
      if (!printingDefinition.has(name)) expect(error).not.toMatch(/Zod|EntityTypes|readonly indexes/)
    }
  })
})

test.each(names)('the whole output is as committed: %s', async (name) => {
  const output = Object.entries(compilers).map(
    ([compiler, errors]) => `${compiler}\n${(errors.get(name) ?? []).join('\n')}\n`,
  )
  await expect(output.join('\n')).toMatchFileSnapshot(`diagnostics/snapshots/${name}.txt`)
})
