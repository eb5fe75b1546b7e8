import * as z from 'zod'
import { seededRandom } from '../../src/core/random.js'
import { createDatabase, defineEntity, defineTable } from '../../src/index.js'
import type { AttributeMap } from '../../src/protocol/attribute-value.js'
import type { Backend, OperationInput, OperationName } from '../../src/protocol/backend.js'
import { memory } from '../../src/engine/index.js'

/** A clock that stands still until it is told to go on, and remembers how long it was asked to sleep. */
export function manualClock(start = Date.UTC(2026, 0, 1)) {
  let now = start
  const sleeps: number[] = []
  return {
    now: () => now,
    sleep(milliseconds: number, signal?: AbortSignal) {
      signal?.throwIfAborted()
      sleeps.push(milliseconds)
      return Promise.resolve()
    },
    advance(milliseconds: number) {
      now += milliseconds
    },
    sleeps,
  }
}

export interface SentRequest {
  readonly operation: OperationName
  readonly input: unknown
  readonly signal: AbortSignal | undefined
}

/** The engine, with every request written down before it is carried out. */
export function recordingBackend(clock: { now(): number; sleep(milliseconds: number): Promise<void> }) {
  const engine = memory({ clock, random: seededRandom(1) })
  const sent: SentRequest[] = []
  const backend: Backend = {
    execute(operation, input, options) {
      sent.push({ operation, input: structuredClone(input), signal: options?.signal })
      return engine.execute(operation, input, options)
    },
  }
  return { backend, engine, sent }
}

export const shop = defineTable({
  name: 'shop',
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expiresAt',
  indexes: {
    gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    gsi2: { partitionKey: 'gsi2pk', sortKey: 'gsi2sk' },
    native: { partitionKey: ['tenant', 'area'], sortKey: ['weight'] },
    numbered: { partitionKey: 'gsi3pk', sortKey: { name: 'gsi3n', type: 'N' } },
    reverse: { partitionKey: 'sk', sortKey: 'pk' },
    lsi1: { local: true, sortKey: 'lsi1sk' },
  },
})

/** Versioned, dated, in two indexes of which one is sparse. */
export const Order = defineEntity({
  name: 'Order',
  table: shop,
  schema: z.object({
    customer: z.string(),
    id: z.string(),
    status: z.enum(['placed', 'paid', 'shipped']),
    placedAt: z.date(),
    cents: z.number().int(),
    lines: z.array(z.object({ sku: z.string(), quantity: z.number() })).default([]),
    coupon: z.string().optional(),
    note: z.string().nullable().optional(),
    tags: z.set(z.string()).optional(),
    address: z.object({ city: z.string(), zip: z.string().optional() }).optional(),
  }),
  key: { partitionKey: 'CUSTOMER#{customer}', sortKey: 'ORDER#{id}' },
  access: {
    byStatus: { index: 'gsi1', partitionKey: 'ORDERS', sortKey: '{status}#{placedAt}' },
    byCoupon: { index: 'gsi2', partitionKey: 'COUPON#{coupon}', sortKey: '{status}#{id}' },
  },
  version: 'version',
  timestamps: { createdAt: 'createdAt', updatedAt: 'updatedAt' },
})

/** No version and no timestamps; a number, and attributes that are themselves keys, in indexes. */
export const Parcel = defineEntity({
  name: 'Parcel',
  table: shop,
  schema: z.object({
    tenant: z.string(),
    id: z.string(),
    area: z.string().optional(),
    weight: z.number(),
    rank: z.number().int().min(0).max(9999).optional(),
    depot: z.string().nullable().optional(),
    label: z.string().optional(),
  }),
  key: { partitionKey: 'TENANT#{tenant}', sortKey: 'PARCEL#{id}' },
  access: {
    byDepot: { index: 'gsi1', partitionKey: 'DEPOT#{depot}', sortKey: '{rank}#{id}' },
    byArea: { index: 'native' },
    byRank: { index: 'numbered', partitionKey: 'RANK#{tenant}', sortKey: '{rank}' },
    byLabel: { index: 'lsi1', sortKey: '{label}' },
    byId: { index: 'reverse', partitionKey: 'PARCEL#{id}', sortKey: 'TENANT#{tenant}' },
  },
})

/** Everything else that a definition can say: hidden, read-only, derived, stored names, expiry. */
const User = defineEntity({
  name: 'User',
  table: shop,
  schema: z.object({
    id: z.string(),
    email: z.string(),
    emailKey: z.string(),
    origin: z.string(),
    secret: z.string().optional(),
    visits: z.number().int().default(0),
    group: z.string().optional(),
    expires: z.date().nullable().optional(),
  }),
  key: { partitionKey: 'USER#{id}', sortKey: 'USER' },
  access: {
    byEmail: { index: 'gsi1', partitionKey: 'EMAIL', sortKey: '{emailKey}' },
    byChange: { index: 'gsi2', partitionKey: 'GROUP#{group}', sortKey: '{updatedAt}' },
  },
  version: 'revision',
  timestamps: { updatedAt: 'updatedAt' },
  attributes: {
    email: { storedName: 'e' },
    secret: { hidden: true },
    origin: { readOnly: true },
    expires: { storedName: 'expiresAt' },
  },
  derived: { emailKey: { from: ['email'], compute: ({ email }) => email.toLowerCase() } },
})

/** A database over a fresh engine, with its clock and everything that was sent. */
export async function openShop() {
  const clock = manualClock()
  const { backend, engine, sent } = recordingBackend(clock)
  const db = createDatabase({
    backend,
    clock,
    random: seededRandom(7),
    entities: { orders: Order, parcels: Parcel, users: User },
  })
  await db.createTables()
  sent.length = 0
  const scan = async (): Promise<AttributeMap[]> =>
    (await engine.execute('Scan', { TableName: 'shop' })).Items ?? []
  const stored = async (pk: string, sk: string): Promise<AttributeMap | undefined> =>
    (await engine.execute('GetItem', { TableName: 'shop', Key: { pk: { S: pk }, sk: { S: sk } } })).Item
  const write = (item: AttributeMap): Promise<unknown> =>
    engine.execute('PutItem', { TableName: 'shop', Item: item })
  return { db, clock, engine, sent, scan, stored, write }
}

export type Shop = Awaited<ReturnType<typeof openShop>>

/** The repositories as a caller without types has them: for wrong arguments, and for verbs by name. */
// oxlint-disable-next-line typescript/no-explicit-any -- what a JavaScript caller writes is not typed
export const untyped = (repository: unknown): any => repository

export const placed = {
  customer: 'c1',
  id: 'o1',
  status: 'placed' as const,
  placedAt: new Date('2026-01-01T10:00:00Z'),
  cents: 100,
}
export const orderKey = { customer: 'c1', id: 'o1' }

/** The input of a request that was sent. */
export function inputOf<TName extends OperationName>(
  sent: readonly SentRequest[],
  operation: TName,
): OperationInput<TName> {
  const found = sent.findLast((request) => request.operation === operation)
  if (found === undefined) throw new Error(`no ${operation} was sent`)
  return found.input as OperationInput<TName>
}
