import type { Problem, SourceFile } from '../source-file.js'

interface Lockfile {
  readonly packages: Record<
    string,
    {
      readonly integrity?: string
      /** Packed within the package above it, whose hash covers it. */
      readonly inBundle?: boolean
      readonly optionalDependencies?: Record<string, string>
    }
  >
}

/**
 * The lockfile serves every platform: each binary that a package may choose has its entry, or `npm ci` refuses the
 * lockfile elsewhere; and each entry has the hash of its contents.
 */
export function lockfileIsComplete(file: SourceFile): Problem[] {
  const { packages } = JSON.parse(file.text) as Lockfile
  const entries = Object.entries(packages).filter(([path]) => path !== '')
  const names = new Set(entries.map(([path]) => path.split('node_modules/').at(-1)))
  const missing = entries.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !names.has(name))
      .map((name) => `lacks ${name}, which ${path} may choose: choose versions that the registry has whole`),
  )
  const unsealed = entries
    .filter(([, { integrity, inBundle }]) => integrity === undefined && inBundle !== true)
    .map(([path]) => `${path} has no hash`)
  return [...missing, ...unsealed].map((message) => ({ path: file.path, message }))
}
