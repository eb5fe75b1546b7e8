import type { Problem, SourceFile } from '../source-file.js'

const traces: { pattern: RegExp; message: string }[] = [
  { pattern: /(^|[^\w.:])\/(home|Users)\/\w+/m, message: 'names the home of somebody' },
  { pattern: /(^|[^\w./])\/(root|work|tmp|var)\/[\w.-]+/m, message: 'names a path of one machine' },
  { pattern: /\b[A-Z]:\\+Users\\/i, message: 'names the home of somebody' },
  {
    pattern: /\b(registry|artifactory|nexus|verdaccio)\.[\w-]+\.\w+|:4873\b/i,
    message: 'names the host of a registry',
  },
  { pattern: /_authToken|_password\s*=/, message: 'holds a credential' },
]

/** The repository says the same on every machine: no paths of one, no hosts that only one can reach. */
export function belongsToNoMachine(file: SourceFile): Problem[] {
  return traces
    .filter(({ pattern }) => pattern.test(file.text))
    .map(({ message }) => ({ path: file.path, message }))
}

const topLevel = new Set([
  'src',
  'test',
  'docs',
  'examples',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
])

/** The top level holds what every reader looks for; settings of tools live in .config. */
export function topLevelIsSmall(names: string[]): Problem[] {
  return names
    .filter((name) => !name.startsWith('.') && !topLevel.has(name))
    .map((name) => ({ path: name, message: 'belongs into src, test, docs, examples or .config' }))
}
