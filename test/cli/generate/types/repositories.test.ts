import { memory } from 'monotable/memory'
import { describe, expect, it } from 'vitest'
import { createDatabase } from '../golden/shop/repositories.js'
import { examples, generated } from '../support.js'

describe('a generated database', () => {
  it('is what createDatabase gives for the schema', async () => {
    const db = createDatabase({ backend: memory(), tables: { shop: 'shop-test' } })
    await db.createTables()
    const key = { tenantId: 't', customerId: 'c', orderId: 'o' }
    const order = await db.orders.create({
      ...key,
      region: 'eu',
      status: 'placed',
      placedAt: new Date(0),
      totalCents: 5,
      lines: [{ sku: 'pen', quantity: 1 }],
    })
    await db.customers.create({ tenantId: 't', customerId: 'c', email: 'a@example.org', name: 'Ada' })
    const paid = await db.orders.update(order, { set: { status: 'paid' } })
    expect(paid).toMatchObject({ status: 'paid', version: 2 })
    expect(await db.orders.query.byStatus({ tenantId: 't', status: 'paid' }).all()).toEqual([paid])
    const { items } = await db.collections.customerWithOrders({ tenantId: 't', customerId: 'c' }).page()
    expect(items.map(({ entity }) => entity)).toEqual(['customers', 'orders'])
    expect(db.tableInputs().map(({ TableName }) => TableName)).toEqual(['shop-test'])
  })
})

describe('repositories.ts', () => {
  it('says where types come from inference', () => {
    expect(generated('workspaces').warnings.filter((text) => text.startsWith('repositories.ts'))).toEqual([
      expect.stringMatching(/the schema of Member does not tell the types of avatar/),
      expect.stringMatching(/the schema of Task does not tell the types of seconds/),
    ])
  })

  it('imports the schema from where it is', () => {
    const { files } = generated('shop')
    expect(files.get('repositories.ts')).toContain("import * as schema from '../../schemas/shop.js'")
    expect(examples.shop.schema.file).toMatch(/shop\.ts$/)
  })
})
