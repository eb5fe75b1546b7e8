import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url))

export interface Manifest {
  readonly name: string
  readonly exports: Record<string, string | { readonly types: string; readonly default: string }>
  readonly bin?: Record<string, string>
  readonly dependencies?: Record<string, string>
  readonly peerDependencies?: Record<string, string>
  readonly peerDependenciesMeta?: Record<string, { readonly optional?: boolean }>
}

export function readManifest(directory: string): Manifest {
  return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as Manifest
}

export function temporaryDirectory(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'monotable-package-')))
}

/** Packs the package in `directory` as a release would, its build included, and returns the path of the tarball. */
export function pack(directory: string, destination: string): string {
  const { stdout } = runOrThrow(directory, 'npm', ['pack', '--silent', '--pack-destination', destination])
  return join(destination, stdout.trim().split('\n').at(-1) ?? '')
}

/** A program's directory with the packed package installed, and with `packages` of the checkout. */
export interface Consumer {
  readonly directory: string
  write(path: string, text: string): void
  read(path: string): string
  /** Runs Node in the directory. */
  node(...args: string[]): {
    readonly status: number | null
    readonly stdout: string
    readonly stderr: string
  }
  remove(): void
}

/**
 * Installs the tarball as a package manager would, without a network: what the package depends on is copied from the
 * checkout (copied, not linked, so that paths in emitted declarations are those of a real installation).
 */
export function install(tarball: string, packages: string[] = []): Consumer {
  const directory = temporaryDirectory()
  const own = join(directory, 'node_modules/monotable')
  mkdirSync(own, { recursive: true })
  runOrThrow(directory, 'tar', ['-xzf', tarball, '-C', own, '--strip-components', '1'])
  const manifest = readManifest(own)
  const peers = Object.keys(manifest.peerDependencies ?? {}).filter(
    (name) => manifest.peerDependenciesMeta?.[name]?.optional !== true,
  )
  for (const name of [...Object.keys(manifest.dependencies ?? {}), ...peers, ...packages])
    copyPackage(name, join(directory, 'node_modules'))
  const consumer: Consumer = {
    directory,
    write: (path, text) => {
      mkdirSync(dirname(join(directory, path)), { recursive: true })
      writeFileSync(join(directory, path), text)
    },
    read: (path) => readFileSync(join(directory, path), 'utf8'),
    node: (...args) => run(directory, process.execPath, args),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
  consumer.write('package.json', '{ "name": "consumer", "private": true, "type": "module" }')
  return consumer
}

/** Copies a package and what it depends on; the checkout's tree is flat, conflicting versions excepted. */
function copyPackage(name: string, modules: string): void {
  const target = join(modules, name)
  if (existsSync(target)) return
  const source = join(repositoryRoot, 'node_modules', name)
  cpSync(source, target, { recursive: true })
  for (const dependency of Object.keys(readManifest(source).dependencies ?? {}))
    if (existsSync(join(repositoryRoot, 'node_modules', dependency))) copyPackage(dependency, modules)
}

/** Node can tell tests from programs by this; a program under test must not be able to. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, VITEST: __, ...rest } = process.env
  return { ...rest, NO_COLOR: '1', FORCE_COLOR: '0' }
}

export function run(directory: string, command: string, args: string[]) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: directory,
    encoding: 'utf8',
    env: environment(),
    maxBuffer: 64 * 1024 * 1024,
  })
  if (error !== undefined) throw error
  return { status, stdout, stderr }
}

export function runOrThrow(directory: string, command: string, args: string[]) {
  const result = run(directory, command, args)
  if (result.status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed:\n${result.stdout}${result.stderr}`)
  return result
}
