import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path/posix'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { install, readManifest, repositoryRoot, type Consumer } from './packed.js'

describe('the tarball', () => {
  let consumer: Consumer
  let files: Set<string>
  const own = 'node_modules/monotable'

  beforeAll(() => {
    consumer = install(inject('tarball'))
    const found = readdirSync(join(consumer.directory, own), { recursive: true, withFileTypes: true })
    const start = join(consumer.directory, own).length + 1
    files = new Set(
      found
        .filter((entry) => entry.isFile())
        .map((entry) => `${entry.parentPath}/${entry.name}`.slice(start)),
    )
  })

  afterAll(() => consumer.remove())

  it('holds the build, its sources and what a reader needs, and nothing else', () => {
    const others = [...files].filter((path) => !/^(dist|src)\//.test(path))
    const expected = ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']
    expect(others.toSorted()).toEqual(expected)
    expect([...files].filter((path) => /\.test|tsbuildinfo|\.env/.test(path))).toEqual([])
  })

  it('has every file that an export or a command names', () => {
    const { exports, bin = {} } = readManifest(join(consumer.directory, own))
    const targets = Object.values(exports)
      .flatMap((target) => (typeof target === 'string' ? [target] : [target.types, target.default]))
      .concat(Object.values(bin))
      .map((target) => normalize(target))
    expect(targets.filter((target) => !files.has(target))).toEqual([])
  })

  it('has maps beside all code and all declarations, and each map leads to a source that is there', () => {
    const mapped = [...files].filter((path) => /^dist\/.*\.(js|d\.ts)$/.test(path))
    expect(mapped.length).toBeGreaterThan(0)
    for (const path of mapped) {
      const { sources } = JSON.parse(consumer.read(`${own}/${path}.map`)) as { sources: string[] }
      for (const source of sources) expect(files).toContain(normalize(`${dirname(path)}/${source}`))
    }
  })

  it('has no compiled file whose source is gone', () => {
    const orphans = [...files]
      .filter((path) => /^dist\/(?!chunks\/).*\.(js|d\.ts)$/.test(path))
      .filter((path) => !files.has(path.replace(/^dist/, 'src').replace(/\.(js|d\.ts)$/, '.ts')))
    expect(orphans).toEqual([])
  })

  it('needs of its user only what package.json says', () => {
    const { dependencies = {}, peerDependencies = {} } = readManifest(repositoryRoot)
    const admitted = new Set([...Object.keys(dependencies), ...Object.keys(peerDependencies)])
    const imported = [...files]
      .filter((path) => /^dist\/.*\.(js|d\.ts)$/.test(path))
      .flatMap((path) => packagesImportedBy(readFileSync(join(consumer.directory, own, path), 'utf8')))
    expect([...new Set(imported)].filter((name) => !admitted.has(name))).toEqual([])
  })
})

function packagesImportedBy(text: string): string[] {
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((specifier) => !/^(\.|node:)/.test(specifier))
    .map((specifier) => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier)
}
