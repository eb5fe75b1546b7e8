import * as z from 'zod'
import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { createDatabase, defineEntity, defineTable } from '../../../src/index.js'
import { parameters } from '../../property/runs.js'
import { inputOf, manualClock, recordingBackend, untyped } from '../fixtures.js'

const table = defineTable({
  name: 'shop',
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expiresAt',
  indexes: {
    wide: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    narrow: { partitionKey: 'gsi2pk', sortKey: 'gsi2sk', projection: ['total'] },
  },
})
const place = z.object({ city: z.string(), zip: z.string() })
const rows = z.array(z.object({ sku: z.string(), quantity: z.number() }))
const Customer = defineEntity({
  name: 'Customer',
  table,
  schema: z.object({
    customerId: z.string(),
    name: z.string(),
    address: place,
    lines: rows,
    expiresAt: z.date().optional(),
  }),
  key: { partitionKey: 'C#{customerId}', sortKey: 'CUSTOMER' },
  access: {
    all: {
      index: 'wide',
      partitionKey: 'C#{customerId}',
      sortKey: 'CUSTOMER#{name}',
      includeExpired: true,
    },
  },
})
const Order = defineEntity({
  name: 'Order',
  table,
  schema: z.object({
    customerId: z.string(),
    orderId: z.string(),
    status: z.string(),
    total: z.number().optional(),
    address: place,
    lines: rows,
    expiresAt: z.date().optional(),
    secret: z.string().optional(),
  }),
  attributes: { status: { storedName: 's' }, secret: { hidden: true } },
  key: { partitionKey: 'C#{customerId}', sortKey: 'ORDER#{orderId}' },
  access: {
    all: { index: 'wide', partitionKey: 'C#{customerId}', sortKey: 'ORDER#{orderId}' },
    narrow: {
      index: 'narrow',
      partitionKey: 'C#{customerId}',
      sortKey: 'ORDER#{orderId}',
      includeExpired: true,
    },
  },
  version: 'version',
})
const Note = defineEntity({
  name: 'Note',
  table,
  schema: z.object({ customerId: z.string(), noteId: z.string(), text: z.string() }),
  key: { partitionKey: 'C#{customerId}', sortKey: 'NOTE#{noteId}' },
  access: { all: { index: 'wide', partitionKey: 'C#{customerId}', sortKey: 'NOTE#{noteId}' } },
  softDelete: 'deletedAt',
})

async function openShop() {
  const clock = manualClock()
  const { backend, engine, sent } = recordingBackend(clock)
  const db = createDatabase({
    backend,
    clock,
    entities: { customers: Customer, orders: Order, notes: Note },
    collections: {
      both: { entities: ['customers', 'orders'] },
      all: { entities: ['customers', 'orders', 'notes'] },
      wide: { entities: ['customers', 'orders'], index: 'wide' },
      narrow: { entities: ['orders'], index: 'narrow' },
    },
  })
  await db.createTables()
  return { db, clock, engine, sent }
}

type Shop = Awaited<ReturnType<typeof openShop>>
const c1 = { customerId: 'c1' }
const lines = [
  { sku: 'a', quantity: 1 },
  { sku: 'b', quantity: 2 },
  { sku: 'c', quantity: 3 },
]
const address = { city: 'Bern', zip: '3000' }
let shop: Shop

beforeEach(async () => {
  shop = await openShop()
  const { db, sent } = shop
  await db.customers.create({ ...c1, name: 'Ada', address, lines })
  await db.orders.create({ ...c1, orderId: 'o1', status: 'paid', total: 1, address, lines, secret: 'x' })
  sent.length = 0
})

/** What the last query asked for, as the stored paths, sorted. */
function askedFor(): string[] | undefined {
  const { ProjectionExpression, ExpressionAttributeNames: names = {} } = inputOf(shop.sent, 'Query')
  return ProjectionExpression?.split(', ')
    .map((path) => path.replaceAll(/#\w+/g, (name) => names[name] ?? name))
    .toSorted()
}

describe('select of a collection', () => {
  it('gives each entity what it asked for, in both views, and transfers nothing else', async () => {
    const query = shop.db.collections
      .both(c1)
      .select({ orders: ['status', 'lines[0].sku'], customers: ['name'] })
    const customer = { name: 'Ada' }
    const order = { status: 'paid', lines: [{ sku: 'a' }] }
    expect(await query.all()).toEqual([
      { entity: 'customers', item: customer },
      { entity: 'orders', item: order },
    ])
    expect(askedFor()).toEqual(['_entity', 'lines[0].sku', 'name', 'pk', 's', 'sk'])
    expect(await query.grouped()).toEqual({ customers: [customer], orders: [order], unknown: [] })
    expect((await query.page()).groups.orders).toEqual([order])
    expect(await query.first()).toEqual({ entity: 'customers', item: customer })
    expect((await query.exactly(1)).items).toEqual([{ entity: 'customers', item: customer }])
    expect(await query.count()).toBe(2)
  })

  it('leaves whole what it does not name, and asks for everything then', async () => {
    const found = await shop.db.collections
      .both(c1)
      .select({ orders: ['lines[1].quantity', 'address.city'] })
      .grouped()
    expect(askedFor()).toBeUndefined()
    expect(found.customers).toEqual([{ ...c1, name: 'Ada', address, lines }])
    expect(found.orders).toEqual([{ lines: [{ quantity: 2 }], address: { city: 'Bern' } }])
    expect(await shop.db.collections.both(c1).select({}).all()).toEqual(
      await shop.db.collections.both(c1).all(),
    )
  })

  it('gives no entity what only another asked for within an attribute', async () => {
    const found = await shop.db.collections
      .both(c1)
      .select({
        orders: ['lines[2].sku', 'lines[0].quantity', 'address.zip'],
        customers: ['lines[1]', 'address.city'],
      })
      .grouped()
    // The elements of a list close up, so that all of it is read where the entities want different ones.
    expect(askedFor()).toEqual(['_entity', 'address', 'lines', 'pk', 'sk'])
    expect(found.orders).toEqual([{ lines: [{ quantity: 1 }, { sku: 'c' }], address: { zip: '3000' } }])
    expect(found.customers).toEqual([{ lines: [{ sku: 'b', quantity: 2 }], address: { city: 'Bern' } }])
  })

  it('asks for a path once where the entities ask for the same', async () => {
    const found = await shop.db.collections
      .both(c1)
      .select({ orders: ['address.zip', 'status'], customers: ['address.zip'] })
      .grouped()
    expect(askedFor()).toEqual(['_entity', 'address.zip', 'pk', 's', 'sk'])
    expect(found.orders).toEqual([{ address: { zip: '3000' }, status: 'paid' }])
    expect(found.customers).toEqual([{ address: { zip: '3000' } }])
  })

  it('gives a required list of which nothing is stored as an empty one, as a query does', async () => {
    await shop.db.orders.put({ ...c1, orderId: 'o2', status: 'paid', address, lines: [] })
    const select = { orders: ['lines[0].sku'] } as const
    const both = await shop.db.collections.both(c1).select(select).grouped()
    expect(both.orders).toEqual([{ lines: [{ sku: 'a' }] }, { lines: [] }])
    const { orders } = await shop.db.collections
      .both(c1)
      .select({ ...select, customers: ['name'] })
      .grouped()
    expect(orders).toEqual(both.orders)
  })

  it('asks an entity for what was said last, and keeps what was said of the others', async () => {
    const query = shop.db.collections.both(c1).select({ orders: ['status', 'total'], customers: ['name'] })
    const narrowed = await query.select({ orders: ['total'] }).grouped()
    expect(narrowed).toEqual({ customers: [{ name: 'Ada' }], orders: [{ total: 1 }], unknown: [] })
  })

  it('goes with filters, limits and cursors', async () => {
    const query = shop.db.collections.both(c1).where('orders', (o, { eq }) => eq(o.status, 'open'))
    const select = { orders: ['orderId'], customers: ['customerId'] } as const
    expect(await query.select(select).all()).toEqual([{ entity: 'customers', item: c1 }])
    const first = await shop.db.collections.both(c1).select(select).limit(1).page()
    const next = await shop.db.collections.both(c1).select(select).from(first.cursor).page()
    expect(next.items).toEqual([{ entity: 'orders', item: { orderId: 'o1' } }])
  })

  it('keeps unknown, deleted and expired items what they are', async () => {
    const { db, engine, clock } = shop
    await db.notes.create({ ...c1, noteId: 'n1', text: 'kept' })
    await db.notes.create({ ...c1, noteId: 'n2', text: 'deleted' })
    await db.notes.delete({ ...c1, noteId: 'n2' })
    await db.orders.create({
      ...c1,
      orderId: 'o2',
      status: 'new',
      address,
      lines,
      expiresAt: new Date(clock.now() - 60_000),
    })
    await engine.execute('PutItem', {
      TableName: 'shop',
      Item: { pk: { S: 'C#c1' }, sk: { S: 'D' }, _entity: { S: 'Alien' }, name: { S: 'Zed' } },
    })
    const found = await db.collections
      .all(c1)
      .select({ customers: ['name'], orders: ['orderId'], notes: ['text'] })
      .grouped()
    expect(found).toEqual({
      customers: [{ name: 'Ada' }],
      orders: [{ orderId: 'o1' }],
      notes: [{ text: 'kept' }],
      unknown: [{ entity: undefined, key: { pk: { S: 'C#c1' }, sk: { S: 'D' } }, storedEntity: 'Alien' }],
    })
  })

  it('reads the expiry where one entity shows expired items and another does not', async () => {
    const { db, clock } = shop
    const expiresAt = new Date(clock.now() - 60_000)
    await db.orders.create({ ...c1, orderId: 'o2', status: 'new', address, lines, expiresAt })
    const query = db.collections.wide(c1).select({ customers: ['name'], orders: ['orderId'] })
    expect((await query.grouped()).orders).toEqual([{ orderId: 'o1' }])
    expect(await query.count()).toBe(2)
    expect(await db.collections.wide(c1).count()).toBe(2)
  })

  it('takes from the keys what an index does not project, and refuses what they do not hold', async () => {
    const { collections } = shop.db
    const query = collections.narrow(c1).select({ orders: ['orderId', 'total'] })
    expect(await query.all()).toEqual([{ entity: 'orders', item: { orderId: 'o1', total: 1 } }])
    expect(askedFor()).toEqual(['gsi2pk', 'gsi2sk', 'pk', 'sk', 'total'])
    expect(() => untyped(collections.narrow(c1)).select({ orders: ['status'] })).toThrow(
      expect.objectContaining({ code: 'repository.not-projected' }),
    )
  })

  it('never shows hidden attributes, and gives a version that is selected', async () => {
    await shop.engine.execute('UpdateItem', {
      TableName: 'shop',
      Key: { pk: { S: 'C#c1' }, sk: { S: 'ORDER#o1' } },
      UpdateExpression: 'REMOVE version',
    })
    const query = shop.db.collections.both(c1).select({ orders: ['version'], customers: ['name'] })
    expect((await query.grouped()).orders).toEqual([{ version: 0 }])
  })

  it('gives each entity what a query of its own would, whatever any of them selects', async () => {
    const { db } = shop
    await db.customers.create({ customerId: 'c2', name: 'Bo', address, lines: lines.slice(1) })
    const common = [
      'lines',
      'lines[0]',
      'lines[1].sku',
      'lines[2].quantity',
      'address.zip',
      'address',
      'customerId',
    ]
    const pathsOf = (own: readonly string[]) =>
      fc.option(fc.uniqueArray(fc.constantFrom(...common, ...own), { minLength: 1, maxLength: 4 }), {
        nil: undefined,
      })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('c1', 'c2'),
        pathsOf(['status', 'orderId', 'version']),
        pathsOf(['name']),
        async (customerId, orders, customers) => {
          const found = await untyped(db.collections.both({ customerId }))
            .select({ orders, customers })
            .grouped()
          const alone = async (query: unknown, paths: string[] | undefined): Promise<unknown> =>
            paths === undefined
              ? untyped(query).all()
              : untyped(query)
                  .select(...paths)
                  .all()
          expect(found.orders).toEqual(await alone(db.orders.query.primary({ customerId }), orders))
          expect(found.customers).toEqual(await alone(db.customers.query.primary({ customerId }), customers))
        },
      ),
      parameters(100),
    )
  })

  it('refuses what is no selection', () => {
    const query = untyped(shop.db.collections.both(c1))
    for (const paths of [null, ['status'], 'status', { carts: ['id'] }, { orders: 'status' }, { orders: [] }])
      expect(() => query.select(paths)).toThrow(expect.objectContaining({ code: 'repository.select' }))
    expect(() => query.select({ orders: ['nope'] })).toThrow(
      expect.objectContaining({ code: 'expressions.unknown-attribute' }),
    )
    expect(() => query.takeUntil(() => false).select({ orders: ['status'] })).toThrow(
      expect.objectContaining({ code: 'repository.select' }),
    )
    expect(query.select({ orders: undefined }).plan().requests[0].input.ProjectionExpression).toBeUndefined()
  })
})
