import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../../src/index.js'
import type { CursorSeal } from '../../../src/index.js'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import { manualClock, recordingBackend } from '../fixtures.js'

export const shop = defineTable({
  name: 'shop',
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expiresAt',
  indexes: {
    gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    keys: { partitionKey: 'gsi2pk', sortKey: 'gsi2sk', projection: 'keys-only' },
    native: { partitionKey: ['area'], sortKey: ['weight'] },
    lsi: { local: true, sortKey: 'lsisk', projection: ['expiresAt'] },
  },
})

export const Customer = defineEntity({
  name: 'Customer',
  table: shop,
  schema: z.object({
    customerId: z.string(),
    name: z.string(),
    area: z.string().optional(),
    weight: z.number(),
  }),
  key: { partitionKey: 'CUSTOMER#{customerId}', sortKey: 'CUSTOMER' },
  access: {
    recent: { index: 'gsi1', partitionKey: 'AREA#{area}', sortKey: '{weight}' },
    byArea: { index: 'native' },
    byName: { index: 'lsi', sortKey: '{name}' },
  },
})

export const Order = defineEntity({
  name: 'Order',
  table: shop,
  schema: z.object({
    customerId: z.string(),
    orderId: z.string(),
    status: z.enum(['placed', 'paid']),
    weight: z.number(),
    area: z.string().optional(),
    expiresAt: z.date().optional(),
  }),
  key: { partitionKey: 'CUSTOMER#{customerId}', sortKey: 'ORDER#{orderId}#' },
  access: {
    byWeight: { index: 'gsi1', partitionKey: 'AREA#{area}', sortKey: '{weight}#{orderId}' },
    byArea: { index: 'native' },
    byStatus: { index: 'keys', partitionKey: 'AREA#{area}', sortKey: '{status}', includeExpired: true },
  },
  version: 'version',
})

export const Line = defineEntity({
  name: 'Line',
  table: shop,
  schema: z.object({
    customerId: z.string(),
    orderId: z.string(),
    line: z.number().int().min(0).max(999),
    sku: z.string(),
    name: z.string().optional(),
  }),
  key: { partitionKey: 'CUSTOMER#{customerId}', sortKey: 'ORDER#{orderId}#LINE#{line}' },
  access: { byName: { index: 'lsi', sortKey: '{name}#{line}' } },
})

/** In the partition, and in no collection with the others. */
const Note = defineEntity({
  name: 'Note',
  table: shop,
  schema: z.object({ customerId: z.string(), noteId: z.string() }),
  key: { partitionKey: 'CUSTOMER#{customerId}', sortKey: 'NOTE#{noteId}' },
})

/** A database with collections over a fresh engine, with everything that is sent. */
export async function openLibrary(cursors?: CursorSeal) {
  const clock = manualClock()
  const { backend, engine, sent } = recordingBackend(clock)
  const db = createDatabase({
    backend,
    clock,
    entities: { customers: Customer, orders: Order, lines: Line, notes: Note },
    collections: {
      customerOrders: { entities: ['customers', 'orders', 'lines'] },
      order: { entities: ['orders', 'lines'] },
      everything: { entities: ['customers', 'orders', 'lines', 'notes'] },
      area: { entities: ['customers', 'orders'], index: 'gsi1' },
      nativeArea: { entities: ['customers', 'orders'], index: 'native' },
      named: { entities: ['customers', 'lines'], index: 'lsi' },
      statuses: { entities: ['orders'], index: 'keys' },
    },
    ...(cursors === undefined ? {} : { cursors }),
  })
  await db.createTables()
  sent.length = 0
  const write = (item: AttributeMap): Promise<unknown> =>
    engine.execute('PutItem', { TableName: 'shop', Item: item })
  return { db, clock, engine, sent, write }
}
