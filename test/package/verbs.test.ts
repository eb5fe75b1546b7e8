import { spawn } from 'node:child_process'
import { existsSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Consumer } from './packed.js'
import { install, readManifest, repositoryRoot } from './packed.js'

const customer = { customerId: 'c1', email: 'ada@example.com', name: 'Ada' }
const order = {
  customerId: 'c1',
  orderId: 'o1',
  status: 'paid',
  placedAt: '2030-01-02T00:00:00.000Z',
  totalCents: 1999,
}

describe('a project that begins with the command of the tarball', () => {
  let consumer: Consumer
  let command: string
  let begun: ReturnType<Consumer['node']>

  beforeAll(() => {
    consumer = install(inject('tarball'))
    const own = join(consumer.directory, 'node_modules/monotable')
    command = join(own, readManifest(own).bin?.['monotable'] ?? '')
    begun = monotable('init')
    consumer.write(
      'seed.json',
      `${JSON.stringify({ entity: 'customers', item: customer })}\n${JSON.stringify({ entity: 'orders', item: order })}\n`,
    )
  })

  afterAll(() => consumer.remove())

  const monotable = (...args: string[]) => consumer.node(command, ...args)

  it('tells its version', () => {
    const { version } = JSON.parse(consumer.read('node_modules/monotable/package.json')) as {
      version: string
    }
    expect(monotable('--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' })
  })

  it('has a test that passes', () => {
    expect(begun).toMatchObject({ status: 0, stderr: '' })
    const modules = join(repositoryRoot, 'node_modules')
    symlinkSync(join(modules, 'vitest'), join(consumer.directory, 'node_modules/vitest'))
    const { status, stdout, stderr } = consumer.node(join(modules, 'vitest/vitest.mjs'), 'run')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/Tests {2}2 passed \(2\)/)
  })

  it('is not overwritten', () => {
    const before = consumer.read('src/schema.ts')
    const { status, stdout, stderr } = monotable('init')
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(
      /^error: monotable\.config\.ts and src\/schema\.ts and test\/schema\.test\.ts are there already/,
    )
    expect(consumer.read('src/schema.ts')).toBe(before)
  })

  it('is held against its lock file', () => {
    expect(monotable('check')).toEqual({ status: 0, stdout: 'wrote monotable.lock.json\n', stderr: '' })
    const lock = consumer.read('monotable.lock.json')
    expect(JSON.parse(lock)).toMatchObject({ version: 1, tables: { shop: {} } })
    const schema = consumer.read('src/schema.ts')
    consumer.write('src/schema.ts', schema.replace('ORDER#{orderId}', 'O#{orderId}'))
    const changed = monotable('check')
    expect(changed.status).toBe(3)
    expect(changed.stdout).toMatch(/^orphans {2}table shop, entity Order, primary key: /)
    expect(consumer.read('monotable.lock.json')).toBe(lock)
    consumer.write('src/schema.ts', schema.replace("'gsi1'", "'gsi9'"))
    const broken = monotable('check')
    expect(broken.status).toBe(1)
    expect(broken.stderr).toMatch(
      /^error: Entity Customer, .* has no index gsi9.*\n {2}at src\/schema\.ts:12\n\n/,
    )
    consumer.write('src/schema.ts', schema)
    expect(monotable('check', '--frozen').status).toBe(0)
  })

  it('tells what a query costs, and says what is missing where it needs the SDK', () => {
    const args = ['explain', 'orders.byStatus', '--values', '{"status":"paid"}']
    const { status, stdout } = monotable(...args, '--seed-file', 'seed.json')
    expect(status).toBe(0)
    expect(stdout).toContain('"KeyConditionExpression": "gsi1pk = :0"')
    expect(stdout).toContain('ran: 1 item, 1 request\n  Query: 0.5 units, 1 item read\n')
    expect(existsSync(join(consumer.directory, 'node_modules/@aws-sdk/client-dynamodb'))).toBe(false)
    expect(monotable(...args, '--endpoint', 'http://127.0.0.1:1')).toEqual({
      status: 1,
      stdout: '',
      stderr:
        'error: this needs the AWS SDK, which is not installed: npm install --save-dev @aws-sdk/client-dynamodb\n',
    })
  })

  it('is served with its tables and items', async () => {
    const args = ['serve', '--port', '0', '--schema', 'src/schema.ts', '--seed-file', 'seed.json']
    const child = spawn(process.execPath, [command, ...args], { cwd: consumer.directory })
    let printed = ''
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    const ended = new Promise((resolve) => child.on('exit', resolve))
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        printed += chunk.toString()
        resolve()
      })
      void ended.then(() => reject(new Error(printed)))
    })
    const response = await fetch(/http:\S+/.exec(printed)?.[0] ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.GetItem' },
      body: JSON.stringify({ TableName: 'shop', Key: { pk: { S: 'CUSTOMER#c1' }, sk: { S: 'ORDER#o1' } } }),
    })
    expect(await response.json()).toMatchObject({ Item: { status: { S: 'paid' }, version: { N: '1' } } })
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  })

  it('can begin with a data model', () => {
    const other = install(inject('tarball'))
    const model = join(repositoryRoot, 'test/cli/models/library.json')
    const { status, stdout, stderr } = other.node(command, 'init', '--from', model)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('loaded 4 samples into the engine\n')
    expect(other.read('src/schema.ts')).toContain("sortKey: 'LOAN#{loanNumber}'")
    other.remove()
  })
})
