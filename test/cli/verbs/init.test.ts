import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadProject } from '../../../src/cli/config/load-project.js'
import { loadSchema } from '../../../src/cli/schema-module/index.js'
import { testProject } from '../project.js'

const written = ['monotable.config.ts', 'src/schema.ts', 'test/schema.test.ts']

describe('monotable init', () => {
  it('writes a configuration, a schema that loads, and a test', async () => {
    const project = testProject()
    const { code, stdout, stderr } = await project.monotable('init')
    expect([code, stderr]).toEqual([0, ''])
    for (const path of written) expect(stdout).toContain(`wrote ${path}\n`)
    const { schemaFile, outputFolder } = await loadProject({})
    expect([schemaFile, outputFolder]).toEqual([
      join(project.folder, 'src/schema.ts'),
      join(project.folder, 'generated'),
    ])
    expect(Object.keys((await loadSchema(schemaFile)).entities)).toEqual(['customers', 'orders'])
    expect((await project.monotable('check')).code).toBe(0)
  })

  it.each(written)('overwrites nothing, and then writes nothing: %s', async (path) => {
    const project = testProject({ [path]: 'mine' })
    const { code, stdout, stderr } = await project.monotable('init')
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain(`error: ${path} is there already, and nothing was written`)
    expect(project.read(path)).toBe('mine')
    expect(written.filter((each) => existsSync(join(project.folder, each)))).toEqual([path])
  })
})
