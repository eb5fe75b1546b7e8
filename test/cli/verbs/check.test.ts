import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createServer } from '../../../src/server/index.js'
import { layoutTable } from './live-table.js'
import type { TestProject } from '../project.js'
import { orderSchema, testProject } from '../project.js'

async function checked(schema = orderSchema()): Promise<TestProject> {
  const project = testProject({ 'src/schema.ts': schema })
  expect(await project.monotable('check')).toEqual({
    code: 0,
    stdout: 'wrote monotable.lock.json\n',
    stderr: '',
  })
  return project
}

describe('monotable check', () => {
  it('writes the layout once, and finds it again', async () => {
    const project = await checked()
    const lock = project.read('monotable.lock.json')
    expect(JSON.parse(lock)).toMatchObject({ version: 1, tables: { shop: { entities: { Order: {} } } } })
    const again = await project.monotable('check', '--frozen')
    expect(again).toEqual({ code: 0, stdout: 'monotable.lock.json is up to date\n', stderr: '' })
    expect(project.read('monotable.lock.json')).toBe(lock)
  })

  it('writes a safe change down, unless it is told to write nothing', async () => {
    const project = await checked()
    const before = project.read('monotable.lock.json')
    project.write('src/schema.ts', orderSchema({ attributes: 'note: z.string().optional(),' }))
    const frozen = await project.monotable('check', '--frozen')
    expect(frozen.code).toBe(3)
    expect(frozen.stderr).toBe(
      'error: monotable.lock.json is behind the schema: run monotable check, and commit it\n',
    )
    expect(project.read('monotable.lock.json')).toBe(before)
    const { code, stdout } = await project.monotable('check')
    expect(code).toBe(0)
    expect(stdout).toBe(
      'safe  table shop, entity Order, attribute note: it is new, and may be absent\nwrote monotable.lock.json\n',
    )
    expect(project.read('monotable.lock.json')).not.toBe(before)
  })

  it('fails on a change that stored items do not bear, with the reason and the way on', async () => {
    const project = await checked()
    const before = project.read('monotable.lock.json')
    project.write('src/schema.ts', orderSchema({ sortKey: 'O#{orderId}' }))
    const { code, stdout, stderr } = await project.monotable('check')
    expect(code).toBe(3)
    expect(stdout).toMatch(
      /^orphans {2}table shop, entity Order, primary key: sk is 'O#\{orderId\}', and was 'ORDER#\{orderId\}': .*\n {2}way on: keep it; or .*\n$/,
    )
    expect(stderr).toBe('error: 1 change in the way of what is stored; nothing was written\n')
    expect(project.read('monotable.lock.json')).toBe(before)
    expect((await project.monotable('check', '--accept')).code).toBe(0)
    expect((await project.monotable('check')).stdout).toBe('monotable.lock.json is up to date\n')
  })

  it('fails where no lock file is there to be held against', async () => {
    const project = testProject({ 'src/schema.ts': orderSchema() })
    const { code, stderr } = await project.monotable('check', '--frozen')
    expect([code, stderr]).toEqual([
      3,
      'error: monotable.lock.json is not there: run monotable check, and commit it\n',
    ])
    expect(existsSync(join(project.folder, 'monotable.lock.json'))).toBe(false)
  })

  it('names the file where the schema does not load', async () => {
    const project = testProject({ 'src/schema.ts': orderSchema({ index: '' }) })
    const { code, stderr } = await project.monotable('check')
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /^error: Entity Order, access pattern byStatus: table shop has no index gsi1.*\n {2}at src\/schema\.ts:6\n/,
    )
  })
})

describe('monotable check --table', () => {
  async function serving(seedFile?: string): Promise<string> {
    const server = createServer({ seedFile })
    onTestFinished(() => server.close())
    return (await server.listen({ port: 0 })).url
  }

  it('finds a table as the schema has it', async () => {
    const project = testProject({ 'src/schema.ts': orderSchema({ table: "timeToLive: 'expiresAt'" }) })
    const seed = project.write('seed.json', layoutTable({ timeToLive: 'expiresAt' }))
    const result = await project.monotable('check', '--table', 'shop-live', '--endpoint', await serving(seed))
    expect(result).toMatchObject({ code: 0, stdout: 'table shop-live is what src/schema.ts says\n' })
  })

  it('lists what differs', async () => {
    const project = testProject({
      'src/schema.ts': orderSchema({ table: "stream: 'keys-only', timeToLive: 'expiresAt'" }),
      'monotable.config.ts': `import { defineConfig } from 'monotable/config'
        export default defineConfig({ tables: { shop: { tableName: 'shop-live', deletionProtection: true, billing: { mode: 'provisioned', read: 1, write: 1 } } } })`,
    })
    const seed = project.write('seed.json', layoutTable({ sortKeyType: 'N', projection: 'KEYS_ONLY' }))
    const url = await serving(seed)
    const { code, stdout, stderr } = await project.monotable(
      'check',
      '--table',
      'shop-live',
      '--endpoint',
      url,
    )
    expect(code).toBe(3)
    expect(stdout.trim().split('\n')).toEqual([
      'drift  primary key: the schema has pk (S, HASH), sk (S, RANGE), the table has pk (S, HASH), sk (N, RANGE)',
      'drift  global index gsi1, projection: the schema has ALL, the table has KEYS_ONLY',
      'drift  stream: the schema has KEYS_ONLY, the table has none',
      'drift  time to live: the schema has expiresAt, the table has none',
      'drift  billing: the configuration has provisioned, the table has on-demand',
      'drift  deletion protection: the configuration has on, the table has off',
    ])
    expect(stderr).toContain('error: table shop-live differs in 6 places from src/schema.ts\n')
  })

  it('says that a table is not there, and that an endpoint is no address', async () => {
    const project = testProject({ 'src/schema.ts': orderSchema() })
    const url = await serving()
    expect(await project.monotable('check', '--table', 'shop', '--endpoint', url)).toMatchObject({
      code: 1,
      stderr: `error: there is no table shop at ${url}\n`,
    })
    expect(await project.monotable('check', '--table', 'shop', '--endpoint', 'here')).toMatchObject({
      code: 1,
      stderr: 'error: --endpoint here is no address, such as http://127.0.0.1:8000\n',
    })
  })
})
