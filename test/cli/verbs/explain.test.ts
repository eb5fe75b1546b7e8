import { describe, expect, it } from 'vitest'
import { orderSchema, testProject } from '../project.js'

const order = { customerId: 'c1', orderId: 'o1', status: 'paid', placedAt: '2030-01-02T00:00:00.000Z' }
const line = (item: object) => `${JSON.stringify({ entity: 'orders', item })}\n`

const project = () =>
  testProject({
    'src/schema.ts': `${orderSchema()}export const collections = { all: { entities: ['orders'] } }\n`,
    'seed.json':
      line(order) + line({ ...order, orderId: 'o2' }) + line({ ...order, orderId: 'o3', status: 'placed' }),
  })

describe('monotable explain', () => {
  it('lists what can be read', async () => {
    expect(await project().monotable('explain')).toEqual({
      code: 0,
      stderr: '',
      stdout: [
        'orders.get  customerId, orderId  Order, one item',
        'orders.primary  customerId [orderId]  Order, the table',
        'orders.byStatus  status [placedAt]  Order, global index gsi1',
        'collections.all  customerId  orders, the table',
        '',
      ].join('\n'),
    })
  })

  it('tells requests and cost of a query, with values as the schema has them', async () => {
    const values = JSON.stringify({ status: 'paid', placedAt: { between: ['2030-01-01', '2030-02-01'] } })
    const { code, stdout } = await project().monotable('explain', 'orders.byStatus', '--values', values)
    expect(code).toBe(0)
    expect(stdout).toContain('Query, per page')
    expect(stdout).toContain('"KeyConditionExpression": "gsi1pk = :0 AND gsi1sk BETWEEN :1 AND :2"')
    expect(stdout).toContain('"S": "2030-02-01T00:00:00.000Z"')
    expect(stdout).toMatch(/cost: from 0\.5 read units\n/)
  })

  it('runs it on the engine, and tells what it consumed', async () => {
    const options = ['--values', '{"status":"paid"}', '--seed-file', 'seed.json']
    const { stdout } = await project().monotable('explain', 'orders.byStatus', ...options)
    expect(stdout).toContain('ran: 2 items, 1 request\n  Query: 0.5 units, 2 items read\n')
    const json = await project().monotable('explain', 'orders.byStatus', ...options, '--json')
    expect(JSON.parse(json.stdout)).toMatchObject({
      accessPattern: 'byStatus',
      ran: { items: 2, requests: [{ operation: 'Query', scannedCount: 2 }] },
    })
  })

  it('explains gets and collections', async () => {
    const { monotable } = project()
    const get = await monotable(
      'explain',
      'orders.get',
      '--values',
      '{"customerId":"c1","orderId":"o1"}',
      '--seed-file',
      'seed.json',
    )
    expect(get.stdout).toContain('ran: 1 item, 1 request\n  GetItem: 0.5 units\n')
    const all = await monotable(
      'explain',
      'collections.all',
      '--values',
      '{"customerId":"c1"}',
      '--seed-file',
      'seed.json',
    )
    expect(all.stdout).toContain('ran: 3 items, 1 request\n  Query: 0.5 units, 3 items read\n')
    const placed = ['--values', '{"status":"placed"}']
    const one = await monotable('explain', 'orders.byStatus', ...placed, '--seed-file', 'seed.json')
    expect(one.stdout).toContain('Query: 0.5 units, 1 item read\n')
  })

  it.each([
    [['orders.nothing'], 1, 'the schema has no access pattern orders.nothing; it has\n  orders.get\n'],
    [['orders.byStatus', '--values', '[1]'], 2, '--values is a JSON object'],
    [['orders.byStatus', '--values', '{}'], 1, 'give status'],
    [['orders.byStatus', '--values', '{"status":"lost"}'], 1, 'status'],
    [
      ['orders.byStatus', '--values', '{"status":"paid"}', '--seed-file', 'none.json'],
      1,
      'the seed file none.json is not there',
    ],
    [
      ['orders.byStatus', '--values', '{"status":"paid"}', '--seed-file', 'a', '--endpoint', 'b'],
      2,
      'give one',
    ],
  ])('says what is wrong with %s', async (args, code, message) => {
    const result = await project().monotable('explain', ...args)
    expect([result.code, result.stdout]).toEqual([code, ''])
    expect(result.stderr).toContain(message)
  })
})
