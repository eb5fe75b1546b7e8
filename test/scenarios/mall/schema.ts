import { defineEntity, defineTable } from 'monotable'
import * as z from 'zod'

const directory = defineTable({
  name: 'directory',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: {
    gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    gsi2: { partitionKey: 'gsi2pk', sortKey: 'gsi2sk' },
  },
})

export const StoreLocation = defineEntity({
  name: 'StoreLocation',
  table: directory,
  schema: z.object({
    mallId: z.string(),
    buildingId: z.string(),
    unitId: z.string(),
    storeId: z.string(),
    category: z.enum(['food', 'clothing', 'books']),
    leaseEndsOn: z.iso.date(),
    rentCents: z.number().int().positive(),
  }),
  key: { partitionKey: 'MALL#{mallId}', sortKey: '{buildingId}#{unitId}#{storeId}' },
  access: {
    leases: { index: 'gsi1', partitionKey: 'LEASES#{mallId}', sortKey: '{leaseEndsOn}#{storeId}' },
    byCategory: {
      index: 'gsi2',
      partitionKey: 'CATEGORIES#{mallId}',
      sortKey: '{category}#{buildingId}#{unitId}#{storeId}',
    },
  },
  version: 'version',
})

export const entities = { stores: StoreLocation }
