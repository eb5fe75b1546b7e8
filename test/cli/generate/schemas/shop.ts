import * as z from 'zod'
import { defineEntity, defineTable } from 'monotable'
import type { TableDeployment } from '../../../../src/cli/config/index.js'

const shop = defineTable({
  name: 'shop',
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expiresAt',
  stream: 'new-and-old-images',
  indexes: {
    gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    byRegion: { partitionKey: ['tenantId', 'region'], sortKey: ['placedAt', 'orderId'] },
    lsi1: { local: true, sortKey: 'lsi1sk' },
  },
})

export const Order = defineEntity({
  name: 'Order',
  table: shop,
  schema: z.object({
    tenantId: z.string(),
    customerId: z.string(),
    orderId: z.string(),
    region: z.enum(['eu', 'us']),
    status: z.enum(['placed', 'paid', 'shipped']),
    placedAt: z.date(),
    totalCents: z.number().int(),
    lines: z.array(z.object({ sku: z.string(), quantity: z.number().int().positive() })),
    coupon: z.string().optional(),
    tags: z.set(z.string()).optional(),
  }),
  key: { partitionKey: 'TENANT#{tenantId}#CUSTOMER#{customerId}', sortKey: 'ORDER#{orderId}' },
  access: {
    byStatus: { index: 'gsi1', partitionKey: 'TENANT#{tenantId}#ORDERS', sortKey: '{status}#{placedAt}' },
    byRegion: { index: 'byRegion' },
  },
  version: 'version',
  timestamps: { createdAt: 'createdAt', updatedAt: 'updatedAt' },
})

export const Customer = defineEntity({
  name: 'Customer',
  table: shop,
  schema: z.object({
    tenantId: z.string(),
    customerId: z.string(),
    email: z.email(),
    name: z.string().min(1),
    visits: z.number().int().min(0).default(0),
  }),
  key: { partitionKey: 'TENANT#{tenantId}#CUSTOMER#{customerId}', sortKey: 'CUSTOMER' },
  access: { byName: { index: 'lsi1', sortKey: '{name}' } },
})

export const entities = { orders: Order, customers: Customer }

export const collections = { customerWithOrders: { entities: ['customers', 'orders'] } } as const

export const tables: Readonly<Record<string, TableDeployment>> = {
  shop: {
    tableName: 'shop-production',
    pointInTimeRecovery: true,
    deletionProtection: true,
    tags: { team: 'shop', 'cost-center': "it's ${42}" },
  },
}

/** The same shop in three regions. */
export const worldwide: Readonly<Record<string, TableDeployment>> = {
  shop: {
    billing: {
      mode: 'provisioned',
      read: 10,
      write: { min: 5, max: 50, targetPercent: 70 },
      indexes: { gsi1: { read: { min: 1, max: 10, targetPercent: 50 } } },
    },
    encryption: { kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/0c6d9d7c-5c2e-4f8e-9b7e-0a1b2c3d4e5f' },
    kinesisStreamArn: 'arn:aws:kinesis:eu-west-1:111122223333:stream/orders',
    contributorInsights: true,
    pointInTimeRecovery: { days: 14 },
    tags: { team: 'shop' },
    replicas: [
      {
        region: 'us-east-1',
        kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/1c6d9d7c-5c2e-4f8e-9b7e-0a1b2c3d4e5f',
      },
      {
        region: 'ap-southeast-2',
        kmsKeyArn: 'arn:aws:kms:ap-southeast-2:111122223333:key/2c6d9d7c-5c2e-4f8e-9b7e-0a1b2c3d4e5f',
      },
    ],
  },
}
