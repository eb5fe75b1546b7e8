import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { repositoryRoot } from './source-file.js'

/** A checkout of its own, outside the real one, in which violations can be planted. */
export interface PlantedCheckout {
  readonly root: string
  /** Runs a tool of node_modules as its script in package.json would. */
  run(tool: string, ...args: string[]): { readonly status: number | null; readonly output: string }
  remove(): void
}

/**
 * Plants `files` in a temporary checkout that has the settings and the packages of the real one, and nothing else of it
 * but the paths of `copied`.
 */
export function plant(files: Record<string, string>, copied: string[] = []): PlantedCheckout {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'monotable-planted-')))
  for (const path of ['.config', 'package.json', 'tsconfig.json', ...copied])
    cpSync(join(repositoryRoot, path), join(root, path), { recursive: true })
  symlinkSync(join(repositoryRoot, 'node_modules'), join(root, 'node_modules'), 'dir')
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return {
    root,
    run: (tool, ...args) => runTool(root, tool, args),
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

/** Runs a tool of node_modules in `directory`. */
export function runTool(directory: string, tool: string, args: string[]) {
  const { status, stdout, stderr, error } = spawnSync(join(repositoryRoot, 'node_modules/.bin', tool), args, {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  })
  if (error !== undefined) throw error
  return { status, output: stdout + stderr }
}
