import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** A text of the repository: its path from the root, with forward slashes, and what it says. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** A breach of a rule: where, and what to do about it. */
export interface Problem {
  readonly path: string
  readonly message: string
}

export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url))

const generated = new Set(['node_modules', 'dist', 'coverage', '.git', '.attest'])

/** Every text under `directories`, and the named files of the root. */
export function readTree(directories: string[], root = repositoryRoot): SourceFile[] {
  return directories
    .flatMap((directory) => paths(root, directory))
    .map((path) => ({ path, text: readText(root, path) }))
}

function paths(root: string, directory: string): string[] {
  return readdirSync(join(root, directory), { withFileTypes: true }).flatMap((entry) => {
    const path = directory === '.' ? entry.name : `${directory}/${entry.name}`
    if (entry.isDirectory()) return generated.has(entry.name) ? [] : paths(root, path)
    return entry.isFile() ? [path] : []
  })
}

function readText(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

export function isTypeScript(file: SourceFile): boolean {
  return /\.[cm]?ts$/.test(file.path)
}

export function syntaxOf(file: SourceFile): ts.SourceFile {
  return ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ESNext, true)
}
