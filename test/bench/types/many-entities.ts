import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { MeasuredProgram } from './program.js'
import { textOf } from './program.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const compiler = `${root}node_modules/typescript-7/bin/tsc`
const folder = `${root}node_modules/.cache/monotable-many-entities`

/**
 * Seconds that TypeScript 7 takes for a program with so many entities and all their calls, library included, and as a
 * control for the same program without them. The shortest of three, taken in turn.
 */
export function secondsWithTypescript7(
  program: MeasuredProgram,
  count: number,
): { readonly measured: number; readonly control: number } {
  // As a user compiles: against declarations.
  const text = (body: string): string => body.replaceAll('../../../src/', '../dist/')
  const texts = { measured: text(textOf(program, count)), control: text(program.empty) }
  const shortest = { measured: Infinity, control: Infinity }
  try {
    run('-p', `${root}.config/tsconfig.build.json`, '--emitDeclarationOnly', '--outDir', `${folder}/dist`)
    for (const [name, body] of Object.entries(texts)) write(name, body)
    for (let round = 0; round < 3; round++)
      for (const name of ['measured', 'control'] as const)
        shortest[name] = Math.min(shortest[name], compile(name))
    return shortest
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function write(name: string, text: string): void {
  mkdirSync(`${folder}/${name}`, { recursive: true })
  writeFileSync(`${folder}/${name}/program.ts`, text)
  const compilerOptions = {
    target: 'es2023',
    lib: ['es2023'],
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
    types: ['node'],
  }
  writeFileSync(`${folder}/${name}/tsconfig.json`, JSON.stringify({ compilerOptions, files: ['program.ts'] }))
}

function compile(name: string): number {
  const start = performance.now()
  run('-p', `${folder}/${name}`)
  return (performance.now() - start) / 1000
}

function run(...args: readonly string[]): void {
  const { status, stdout } = spawnSync(process.execPath, [compiler, ...args], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`A measured program is wrong: ${stdout.slice(0, 2000)}`)
}
