import * as z from 'zod'
import { createDatabase, defineEntity, defineTable, type Database } from '../../src/index.js'
import { memory } from '../../src/engine/index.js'

export const shop = defineTable({
  name: 'shop',
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expiresAt',
  stream: 'new-and-old-images',
  indexes: {
    gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    byRegion: { partitionKey: ['tenantId', 'region'], sortKey: ['placedAt', 'orderId'] },
    byArea: { partitionKey: 'area', sortKey: { name: 'weight', type: 'N' }, projection: 'keys-only' },
    keysOnly: { partitionKey: 'gsi2pk', sortKey: 'gsi2sk', projection: 'keys-only' },
    some: { partitionKey: 'gsi3pk', sortKey: 'gsi3sk', projection: ['t', 'priority'] },
    lsi1: { local: true, sortKey: 'lsi1sk' },
    lsi2: { local: true, sortKey: 'lsi2sk', projection: 'keys-only' },
  },
})

/** The entity of DESIGN §4, as it stands there. */
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

/** No version, no timestamps, a partition key only in the schema's sense, one sparse index. */
export const Customer = defineEntity({
  name: 'Customer',
  table: shop,
  schema: z.object({
    tenantId: z.string(),
    customerId: z.string(),
    name: z.string(),
    city: z.string().optional(),
    street: z.string().optional(),
    visits: z.number().int(),
  }),
  key: { partitionKey: 'TENANT#{tenantId}#CUSTOMER#{customerId}', sortKey: 'CUSTOMER' },
  access: {
    byCity: { index: 'gsi1', partitionKey: 'TENANT#{tenantId}#CITIES', sortKey: '{city}#{street}' },
  },
})

const Priority = { low: 1, high: 2 } as const

/** Everything that a definition can say. */
export const Ticket = defineEntity({
  name: 'Ticket',
  table: shop,
  schema: z.object({
    tenantId: z.string(),
    ticketId: z.string(),
    title: z.string(),
    searchTitle: z.string(),
    priority: z.enum(Priority),
    assignee: z.string().optional(),
    rank: z.number().int().min(0).max(999),
    note: z.string().default('none'),
    slug: z.string().transform((text) => text.length),
    due: z.codec(z.string(), z.date(), {
      decode: (text) => new Date(text),
      encode: (date) => date.toISOString(),
    }),
    address: z
      .object({ city: z.string(), zip: z.string().optional(), geo: z.object({ lat: z.number() }).optional() })
      .optional(),
    steps: z.array(z.object({ label: z.string(), done: z.boolean(), hours: z.number().optional() })),
    labels: z.record(z.string(), z.number()),
    watchers: z.set(z.string()).optional(),
    marks: z.set(z.number()).optional(),
    payload: z.instanceof(Uint8Array).optional(),
    bytes: z.bigint(),
    contact: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('mail'), address: z.string() }),
      z.object({ kind: z.literal('phone'), number: z.string(), extension: z.number().optional() }),
    ]),
    parent: z.string().nullable(),
    secret: z.string(),
    source: z.string(),
  }),
  key: { partitionKey: 'TENANT#{tenantId}', sortKey: 'TICKET#{ticketId}' },
  access: {
    byPriority: { index: 'gsi1', partitionKey: 'TENANT#{tenantId}#PRIORITY', sortKey: '{priority}#{rank}' },
    byAssignee: { index: 'keysOnly', partitionKey: 'ASSIGNEE#{assignee}', sortKey: '{priority}' },
    byChange: { index: 'some', partitionKey: 'TENANT#{tenantId}#CHANGES', sortKey: '{updatedAt}#{rank}' },
    byTitle: { index: 'lsi1', sortKey: '{searchTitle}' },
    byRank: { index: 'lsi2', sortKey: '{rank}#{ticketId}' },
  },
  version: 'revision',
  timestamps: { createdAt: 'openedAt', updatedAt: 'updatedAt' },
  attributes: {
    secret: { hidden: true },
    source: { readOnly: true },
    title: { storedName: 't' },
  },
  derived: {
    searchTitle: { from: ['title'], compute: ({ title }) => title.toLowerCase() },
  },
})

/** Derived attributes in indexes: one of two attributes, one of a list. */
export const Person = defineEntity({
  name: 'Person',
  table: shop,
  schema: z.object({
    personId: z.string(),
    team: z.string(),
    first: z.string(),
    last: z.string(),
    fullName: z.string(),
    skills: z.array(z.string()),
    skillCount: z.number().int(),
    marks: z.set(z.string()),
  }),
  key: { partitionKey: 'PERSON#{personId}', sortKey: 'PERSON' },
  access: {
    byName: { index: 'gsi1', partitionKey: 'PEOPLE', sortKey: '{fullName}' },
    bySkills: { index: 'keysOnly', partitionKey: 'TEAM#{team}', sortKey: '{skillCount}' },
  },
  derived: {
    fullName: { from: ['first', 'last'], compute: ({ first, last }) => `${first} ${last}` },
    skillCount: { from: ['skills'], compute: ({ skills }) => skills.length },
  },
})

/** A version that is part of an index. */
export const Draft = defineEntity({
  name: 'Draft',
  table: shop,
  schema: z.object({ draftId: z.string(), text: z.string() }),
  key: { partitionKey: 'DRAFT#{draftId}', sortKey: 'DRAFT' },
  access: { byVersion: { index: 'gsi1', partitionKey: 'DRAFTS', sortKey: '{version}#{draftId}' } },
  version: 'version',
})

/** Attributes that are keys of indexes themselves: several, and one. */
export const Stock = defineEntity({
  name: 'Stock',
  table: shop,
  schema: z.object({ stockId: z.string(), area: z.string(), weight: z.number() }),
  key: { partitionKey: 'STOCK#{stockId}', sortKey: 'STOCK' },
  access: { byArea: { index: 'byArea' } },
})

export const createShop = (): Database<{
  readonly orders: typeof Order
  readonly customers: typeof Customer
  readonly tickets: typeof Ticket
  readonly people: typeof Person
  readonly drafts: typeof Draft
  readonly stocks: typeof Stock
}> =>
  createDatabase({
    backend: memory(),
    entities: {
      orders: Order,
      customers: Customer,
      tickets: Ticket,
      people: Person,
      drafts: Draft,
      stocks: Stock,
    },
  })
