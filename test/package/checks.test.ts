import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { publintProblems, typesAreRight } from './checks.js'
import { pack, readManifest, runOrThrow, temporaryDirectory } from './packed.js'

const directories: string[] = []

afterAll(() => {
  for (const directory of directories) rmSync(directory, { recursive: true, force: true })
})

/** The packed package once more, with something wrong. */
function spoiled(spoil: (directory: string) => void): string {
  const directory = temporaryDirectory()
  directories.push(directory)
  runOrThrow(directory, 'tar', ['-xzf', inject('tarball'), '-C', directory, '--strip-components', '1'])
  const manifest = JSON.parse(JSON.stringify(readManifest(directory))) as Record<string, unknown>
  writeFileSync(`${directory}/package.json`, JSON.stringify({ ...manifest, scripts: {} }))
  spoil(directory)
  const destination = temporaryDirectory()
  directories.push(destination)
  return pack(directory, destination)
}

function exporting(entry: object): (directory: string) => void {
  return (directory) =>
    writeFileSync(
      `${directory}/package.json`,
      JSON.stringify({ ...readManifest(directory), exports: { '.': entry } }),
    )
}

describe('publint', () => {
  it('has nothing against the package', async () => {
    expect(await publintProblems(inject('tarball'))).toEqual([])
  })

  it.each([
    ['types behind the code', { default: './dist/index.js', types: './dist/index.d.ts' }],
    ['an entry that is not packed', { types: './dist/index.d.ts', default: './dist/missing.js' }],
  ])('notices %s', async (_, entry) => {
    expect(await publintProblems(spoiled(exporting(entry)))).not.toEqual([])
  })
})

describe('are the types wrong', () => {
  it('finds the types right', () => {
    expect(typesAreRight(inject('tarball'))).toMatchObject({ right: true })
  })

  it('notices an entry without declarations', () => {
    const { right, output } = typesAreRight(spoiled((directory) => rmSync(`${directory}/dist/index.d.ts`)))
    expect(output).toMatch(/untyped|no types/i)
    expect(right).toBe(false)
  })

  it('notices declarations of another module kind than the code', () => {
    const tarball = spoiled((directory) => {
      cpSync(`${directory}/dist/index.d.ts`, `${directory}/dist/index.d.cts`)
      exporting({ types: './dist/index.d.cts', default: './dist/index.js' })(directory)
    })
    expect(typesAreRight(tarball).right).toBe(false)
  })
})
