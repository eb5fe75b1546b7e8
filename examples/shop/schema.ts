import { defineEntity, defineTable } from 'monotable'
import * as z from 'zod'

/** One table. The key attributes have names that say nothing, because each entity fills them in its own way. */
const shop = defineTable({
  name: 'shop',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: {
    gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    gsi2: { partitionKey: 'gsi2pk', sortKey: 'gsi2sk' },
    gsi3: { partitionKey: 'gsi3pk', sortKey: 'gsi3sk' },
  },
})

const Address = z.object({ street: z.string(), postcode: z.string(), city: z.string() })

export const Customer = defineEntity({
  name: 'Customer',
  table: shop,
  schema: z.object({
    customerId: z.string(),
    userName: z.string().regex(/^\w{3,20}$/),
    email: z.email(),
    name: z.string(),
    /** By what the customer calls them: home, work. */
    addresses: z.record(z.string(), Address).default({}),
  }),
  key: { partitionKey: 'CUSTOMER#{customerId}', sortKey: 'CUSTOMER' },
  // Items of their own, written in one transaction with the customer. Nobody is Ada where somebody is ada.
  unique: {
    userName: { partitionKey: { template: 'USER-NAME#{userName}', casing: 'lower' }, sortKey: 'UNIQUE' },
    email: { partitionKey: { template: 'EMAIL#{email}', casing: 'lower' }, sortKey: 'UNIQUE' },
  },
  version: 'version',
  timestamps: { createdAt: 'createdAt', updatedAt: 'updatedAt' },
})

const Status = z.enum(['placed', 'paid', 'shipped', 'cancelled'])

export const Order = defineEntity({
  name: 'Order',
  table: shop,
  schema: z.object({
    orderId: z.string(),
    customerId: z.string(),
    status: Status,
    placedAt: z.date(),
    /** When it was placed, as long as nothing has been done about it. */
    waitingSince: z.date().optional(),
    totalCents: z.number().int().min(0),
    shipTo: Address,
  }),
  // An order and its items share a partition, so that one query reads them.
  key: { partitionKey: 'ORDER#{orderId}', sortKey: 'ORDER' },
  access: {
    byCustomer: { index: 'gsi1', partitionKey: 'CUSTOMER#{customerId}', sortKey: '{placedAt}#{orderId}' },
    byStatus: { index: 'gsi2', partitionKey: 'STATUS#{status}', sortKey: '{placedAt}#{orderId}' },
    // Only what waits is in this index. All of it would be one partition, and the busiest: so it is eight.
    waiting: {
      index: 'gsi3',
      partitionKey: 'WAITING#{shard}',
      sortKey: '{waitingSince}#{orderId}',
      shards: 8,
    },
  },
  derived: {
    waitingSince: {
      from: ['status', 'placedAt'],
      compute: ({ status, placedAt }) => (status === 'placed' ? placedAt : undefined),
    },
  },
  version: 'version',
})

export const OrderItem = defineEntity({
  name: 'OrderItem',
  table: shop,
  schema: z.object({
    orderId: z.string(),
    /** Where it stands in the order. */
    line: z.number().int().min(1).max(99),
    sku: z.string(),
    quantity: z.number().int().positive(),
    priceCents: z.number().int().min(0),
  }),
  key: { partitionKey: 'ORDER#{orderId}', sortKey: 'ORDER-LINE#{line}' },
})

/** The entities, by the names of their repositories. */
export const entities = { customers: Customer, orders: Order, items: OrderItem }

/** What one query reads together. */
export const collections = { order: { entities: ['orders', 'items'] } } as const
