import { defineEntity, defineTable } from 'monotable'
import * as z from 'zod'

/** A schema module as a user writes it: what `testDatabase` takes of it, and what it does not. */
export const shop = defineTable({
  name: 'shop',
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expiresAt',
  indexes: { gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' } },
})

export const Customer = defineEntity({
  name: 'Customer',
  table: shop,
  schema: z.object({ customerId: z.string(), name: z.string(), points: z.number().int().default(0) }),
  key: { partitionKey: 'CUSTOMER#{customerId}', sortKey: 'CUSTOMER' },
})

export const Order = defineEntity({
  name: 'Order',
  table: shop,
  schema: z.object({
    customerId: z.string(),
    orderId: z.string(),
    status: z.enum(['placed', 'paid', 'shipped']),
    totalCents: z.number().int(),
    expiresAt: z.date().optional(),
  }),
  key: { partitionKey: 'CUSTOMER#{customerId}', sortKey: 'ORDER#{orderId}' },
  access: { byStatus: { index: 'gsi1', partitionKey: 'ORDERS', sortKey: '{status}#{orderId}' } },
  version: 'version',
  timestamps: { createdAt: 'createdAt', updatedAt: 'updatedAt' },
})

export const entities = { customers: Customer, orders: Order }
export const collections = { ofCustomer: { entities: ['customers', 'orders'] } } as const
