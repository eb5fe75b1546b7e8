import { defineEntity, defineTable } from 'monotable'
import * as z from 'zod'

/** The module that pages mean when they import a schema. */
const shop = defineTable({ name: 'shop', partitionKey: 'pk', sortKey: 'sk' })

const Customer = defineEntity({
  name: 'Customer',
  table: shop,
  schema: z.object({ customerId: z.string(), name: z.string(), points: z.number().int().default(0) }),
  key: { partitionKey: 'CUSTOMER#{customerId}', sortKey: 'CUSTOMER' },
})

export const entities = { customers: Customer }
