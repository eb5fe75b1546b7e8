import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { repositoryRoot, run, runOrThrow, temporaryDirectory } from './packed.js'

describe('examples/shop, installed with the packed tarball', () => {
  const directory = temporaryDirectory()
  const npm = (...args: string[]) => run(directory, 'npm', args)

  beforeAll(() => {
    cpSync(join(repositoryRoot, 'examples/shop'), directory, { recursive: true })
    const path = join(directory, 'package.json')
    const manifest = readFileSync(path, 'utf8')
    const installed = manifest.replace('"monotable": "^0.0.0"', `"monotable": "file:${inject('tarball')}"`)
    if (installed === manifest) throw new Error('examples/shop does not depend on monotable as it used to')
    writeFileSync(path, installed)
    runOrThrow(directory, 'npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'])
  })

  afterAll(() => rmSync(directory, { recursive: true, force: true }))

  it('compiles, its tests included', () => {
    expect(npm('run', '--silent', 'build')).toMatchObject({ status: 0, stdout: '' })
  })

  it('runs', () => {
    const { status, stdout } = npm('run', '--silent', 'start')
    expect(status).toBe(0)
    expect(stdout).toContain('Signing up as ada once more: userName is taken')
    expect(stdout).toContain('waiting, the newest first: o3, o2')
  })

  it('passes its own tests', () => {
    const { status, stdout } = npm('test')
    expect(stdout).toMatch(/Tests +\d+ passed/)
    expect(status).toBe(0)
  })
})
