import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { repositoryRoot } from './source-file.js'

/** A checkout of its own, outside the real one, in which violations can be planted. */
export interface PlantedCheckout {
  readonly root: string
  /** Runs a script of package.json, as a contributor or CI would. */
  run(script: string, ...args: string[]): Outcome
  remove(): void
}

export interface Outcome {
  readonly status: number | null
  readonly output: string
}

/**
 * Plants `files` in a temporary checkout that has the settings and the packages of the real one, and nothing else of
 * it.
 */
export function plant(files: Record<string, string>): PlantedCheckout {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'monotable-planted-')))
  for (const path of ['.config', 'package.json', 'tsconfig.json'])
    cpSync(join(repositoryRoot, path), join(root, path), { recursive: true })
  symlinkSync(join(repositoryRoot, 'node_modules'), join(root, 'node_modules'), 'dir')
  for (const directory of ['src', 'test', 'examples']) mkdirSync(join(root, directory))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return {
    root,
    run: (script, ...args) => runScript(root, script, args),
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

/** Runs a script of package.json in `directory`. */
export function runScript(directory: string, script: string, args: string[] = []): Outcome {
  return runCommand(directory, 'npm', ['run', '--silent', script, '--', ...args])
}

export function runCommand(
  directory: string,
  command: string,
  args: string[],
  environment: Record<string, string> = {},
): Outcome {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    // A tool in a test speaks to the test: no colours, no report of its own into the one that CI reads.
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', MONOTABLE_TEST_REPORT: '', ...environment },
  })
  if (error !== undefined) throw error
  return { status, output: stdout + stderr }
}

/** The JSON that a tool printed among other things. */
export function jsonIn(output: string): unknown {
  const start = output.search(/[{[]/)
  const end = Math.max(output.lastIndexOf('}'), output.lastIndexOf(']'))
  return JSON.parse(output.slice(start, end + 1))
}
