import { describe, expect, it } from 'vitest'
import { orderSchema, testProject } from '../project.js'

describe('monotable generate', () => {
  it('tells what it can do', async () => {
    const { code, stdout } = await testProject().monotable('generate', '--help')
    expect(code).toBe(0)
    for (const word of ['--schema', '--output', '--check', '3 files are missing or stale'])
      expect(stdout).toContain(word)
  })

  it('does not take what it does not know', async () => {
    const project = testProject({ 'src/schema.ts': orderSchema() })
    expect((await project.monotable('generate', '--force')).code).toBe(2)
    expect((await project.monotable('generate', 'more')).code).toBe(2)
  })
})
