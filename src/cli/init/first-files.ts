/** The configuration that `init` writes. */
export const configText = `import { defineConfig } from 'monotable/config'

export default defineConfig({
  // The module that exports the entities.
  schema: './src/schema.ts',

  // Where \`monotable generate\` writes.
  output: './generated',

  // What the tables are in AWS beside their keys, by their names in the schema.
  tables: {
    // shop: {
    //   tableName: 'shop-production',
    //   billing: { mode: 'on-demand', maxReadUnits: 1000, maxWriteUnits: 500 },
    //   pointInTimeRecovery: true,
    //   deletionProtection: true,
    //   tags: { team: 'shop' },
    // },
  },
})
`

/** The schema module that `init` writes: one table, two entities that share partitions. */
export const schemaText = `import { defineEntity, defineTable } from 'monotable'
import * as z from 'zod'

// One table for all entities. Its keys have names that mean nothing: each entity says what it puts into them.
const shop = defineTable({
  name: 'shop',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: { gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' } },
})

export const Customer = defineEntity({
  name: 'Customer',
  table: shop,
  // A plain zod schema: what the program works with.
  schema: z.object({
    customerId: z.string(),
    email: z.email(),
    name: z.string(),
  }),
  // How it fills the keys: literal text, and attributes in braces.
  key: { partitionKey: 'CUSTOMER#{customerId}', sortKey: 'CUSTOMER' },
  // How it is found otherwise: db.customers.query.byEmail({ email }).
  access: { byEmail: { index: 'gsi1', partitionKey: 'EMAIL#{email}', sortKey: 'CUSTOMER' } },
})

export const Order = defineEntity({
  name: 'Order',
  table: shop,
  schema: z.object({
    customerId: z.string(),
    orderId: z.string(),
    status: z.enum(['placed', 'paid', 'shipped']),
    placedAt: z.date(),
    totalCents: z.number().int(),
  }),
  // In the partition of its customer: one query reads both.
  key: { partitionKey: 'CUSTOMER#{customerId}', sortKey: 'ORDER#{orderId}' },
  access: { byStatus: { index: 'gsi1', partitionKey: 'ORDERS#{status}', sortKey: '{placedAt}' } },
  // Counts the changes of an order, so that nobody overwrites what another has written meanwhile.
  version: 'version',
})

// The repositories: db.customers and db.orders.
export const entities = { customers: Customer, orders: Order }

// What one query reads together: db.collections.customerWithOrders({ customerId }).
export const collections = {
  customerWithOrders: { entities: ['customers', 'orders'] },
} as const
`

/** The test that \`init\` writes beside them. */
export const testText = `import { createDatabase } from 'monotable'
import { memory } from 'monotable/memory'
import { expect, it } from 'vitest'
import { collections, entities } from '../src/schema.js'

async function shop() {
  // A DynamoDB in memory: no network, no account, nothing to clean up.
  const db = createDatabase({ backend: memory(), entities, collections })
  await db.createTables()
  return db
}

it('finds the orders of a status in the order of their time', async () => {
  const db = await shop()
  const order = { customerId: 'c1', status: 'placed', totalCents: 1999 } as const
  await db.orders.create({ ...order, orderId: 'o1', placedAt: new Date('2030-01-02') })
  await db.orders.create({ ...order, orderId: 'o2', placedAt: new Date('2030-01-01') })

  const placed = await db.orders.query.byStatus({ status: 'placed' }).all()
  expect(placed.map(({ orderId }) => orderId)).toEqual(['o2', 'o1'])
})

it('reads a customer with its orders in one query', async () => {
  const db = await shop()
  await db.customers.create({ customerId: 'c1', email: 'ada@example.com', name: 'Ada' })
  const placed = { customerId: 'c1', orderId: 'o1', status: 'placed', placedAt: new Date(), totalCents: 1999 } as const
  const order = await db.orders.create(placed)

  // Written only if it is unchanged. The order moves within the index.
  await db.orders.update(order, { set: { status: 'paid' } })

  const { customers, orders } = await db.collections.customerWithOrders({ customerId: 'c1' }).grouped()
  expect(customers.map(({ name }) => name)).toEqual(['Ada'])
  expect(orders.map(({ status, version }) => [status, version])).toEqual([['paid', 2]])
})
`
