import { describe, expect, it, onTestFinished } from 'vitest'
import { explain } from '../../../src/cli/explain/explain.js'
import { recorded } from '../../../src/cli/explain/recorded.js'
import type { RecordedRequest } from '../../../src/cli/explain/recorded.js'
import { memory } from '../../../src/engine/index.js'
import { createServer } from '../../../src/server/index.js'
import { orderSchema, testProject } from '../project.js'

describe('explain', () => {
  it('runs on what answers at an address', async () => {
    const item = { customerId: 'c1', orderId: 'o1', status: 'paid', placedAt: 0 }
    const project = testProject({
      'src/schema.ts': orderSchema(),
      'monotable.config.ts': "export default { tables: { shop: { tableName: 'shop-live' } } }",
      'seed.json': `${JSON.stringify({ entity: 'orders', item })}\n`,
    })
    const server = createServer()
    onTestFinished(() => server.close())
    const { url } = await server.listen({ port: 0 })
    const args = ['explain', 'orders.byStatus', '--values', '{"status":"paid"}']
    const missing = await project.monotable(...args, '--endpoint', url)
    expect([missing.code, missing.stdout]).toEqual([1, ''])
    expect(missing.stderr).toContain('shop-live')
    const engine = await project.monotable(...args, '--seed-file', 'seed.json', '--json')
    expect(JSON.parse(engine.stdout)).toMatchObject({
      requests: [{ input: { TableName: 'shop-live' } }],
      ran: { items: 1, requests: [{ input: { TableName: 'shop-live' } }] },
    })
  })

  it('refuses two places to run at', async () => {
    testProject({ 'src/schema.ts': orderSchema() })
    const options = { values: '{"status":"paid"}', seedFile: 'a', endpoint: 'b' }
    await expect(explain('orders.byStatus', options)).rejects.toMatchObject({ exitCode: 2 })
  })
})

describe('a recorded backend', () => {
  it('notes what was asked, and what it consumed', async () => {
    const requests: RecordedRequest[] = []
    const backend = recorded(memory(), requests)
    await backend.execute('CreateTable', {
      TableName: 'tab',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    })
    await backend.execute('PutItem', { TableName: 'tab', Item: { pk: { S: 'a' } } })
    await backend.execute('Scan', { TableName: 'tab' })
    expect(requests.slice(1)).toEqual([
      {
        operation: 'PutItem',
        input: { TableName: 'tab', Item: { pk: { S: 'a' } } },
        capacity: [expect.objectContaining({ CapacityUnits: 1 })],
        count: undefined,
        scannedCount: undefined,
      },
      {
        operation: 'Scan',
        input: { TableName: 'tab' },
        capacity: [expect.objectContaining({ CapacityUnits: 0.5 })],
        count: 1,
        scannedCount: 1,
      },
    ])
  })
})
