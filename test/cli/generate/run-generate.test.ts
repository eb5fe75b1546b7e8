import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runGenerate } from '../../../src/cli/generate/run-generate.js'
import { orderSchema, testProject } from '../project.js'

describe('monotable generate', () => {
  it('fails without a schema, and says where it looked', async () => {
    testProject()
    await expect(runGenerate({})).rejects.toThrow(/src\/schema\.ts/)
  })

  it('writes every file, and finds them again', async () => {
    const project = testProject({ 'src/schema.ts': orderSchema() })
    const { code, stdout, stderr } = await project.monotable('generate')
    expect([code, stderr]).toEqual([0, ''])
    for (const name of [
      'repositories.ts',
      'table.json',
      'cloudformation.yaml',
      'cdk.ts',
      'terraform.tf.json',
    ])
      expect(stdout).toContain(`wrote generated/${name}\n`)
    const table = project.read('generated/table.json')
    expect(JSON.parse(table)).toMatchObject({ TableName: 'shop' })
    const checked = await project.monotable('generate', '--check')
    expect(checked).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^generated is up to date: \d+ files\n$/),
      stderr: '',
    })
    expect((await project.monotable('generate')).stdout).toBe(checked.stdout)
    expect(project.read('generated/table.json')).toBe(table)
  })

  it('says which files are stale, with a code of its own, and writes nothing', async () => {
    const project = testProject({ 'src/schema.ts': orderSchema() })
    await project.monotable('generate', '--output', 'made')
    project.write('made/table.json', '{}\n')
    project.write('src/schema.ts', orderSchema({ attributes: 'note: z.string().optional(),' }))
    const { code, stdout, stderr } = await project.monotable('generate', '--check', '--output', 'made')
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toContain('made/table.json is stale\n')
    expect(stderr).toContain('made/repositories.ts is stale\n')
    expect(stderr).not.toContain('cdk.ts')
    expect(project.read('made/table.json')).toBe('{}\n')
  })

  it('writes nothing where the configuration is wrong', async () => {
    const project = testProject({
      'src/schema.ts': orderSchema(),
      'monotable.config.ts': 'export default { tables: { shops: {} } }',
    })
    const { code, stderr } = await project.monotable('generate')
    expect(code).toBe(1)
    expect(stderr).toContain('tables.shops')
    expect(existsSync(join(project.folder, 'generated'))).toBe(false)
  })
})
