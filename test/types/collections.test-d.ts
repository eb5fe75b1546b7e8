import { expectTypeOf, test } from 'vitest'
import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../src/index.js'
import type { CollectionItem, Database, Item, Query, UnknownItem } from '../../src/index.js'
import { memory } from '../../src/engine/index.js'
import { createShop, Customer, Order, Stock, Ticket } from './fixtures.js'
import { openLibrary } from '../repository/collections/library.js'
import type { Line, Order as LibraryOrder } from '../repository/collections/library.js'

const backend = memory()
const shop = createDatabase({
  backend,
  entities: { orders: Order, customers: Customer, tickets: Ticket },
  collections: {
    customerOrders: { entities: ['customers', 'orders'] },
    tickets: { entities: ['tickets'], index: 'keysOnly' },
  },
})
const { collections } = shop
const key = { tenantId: 't', customerId: 'c' }

test('an element says whose it is, and has the item of that entity', async () => {
  const all = await collections.customerOrders(key).all()
  for (const element of all) {
    if (element.entity === 'orders') expectTypeOf(element.item).toEqualTypeOf<Item<typeof Order>>()
    else if (element.entity === 'customers') expectTypeOf(element.item).toEqualTypeOf<Item<typeof Customer>>()
    else expectTypeOf(element).toEqualTypeOf<UnknownItem>()
  }
  // @ts-expect-error -- which one it is has to be asked for
  void all[0]?.item
  const { orders, customers, unknown } = await collections.customerOrders(key).grouped()
  expectTypeOf(orders).toEqualTypeOf<Item<typeof Order>[]>()
  expectTypeOf(customers).toEqualTypeOf<Item<typeof Customer>[]>()
  expectTypeOf(unknown).toEqualTypeOf<UnknownItem[]>()
  expectTypeOf((await collections.customerOrders(key).page()).groups.orders).toEqualTypeOf<
    Item<typeof Order>[]
  >()
})

test('an index that does not hold everything narrows the items', async () => {
  const { tickets } = await collections.tickets({ assignee: 'a' }).grouped()
  expectTypeOf(tickets[0]?.ticketId).toEqualTypeOf<string | undefined>()
  // @ts-expect-error -- not projected
  void tickets[0]?.title
})

test('the partition is given whole, the sort key as far as all have it in common', async () => {
  const { db } = await openLibrary()
  void db.collections.order({ customerId: 'c', orderId: 'o' })
  void db.collections.order({ customerId: 'c', orderId: { gte: 'o' } })
  void db.collections.nativeArea({ area: 'a', weight: { between: [1, 2] } })
  expectTypeOf(db.collections.order({ customerId: 'c' }).all()).resolves.toEqualTypeOf<
    (
      | CollectionItem<{ orders: (typeof LibraryOrder)['~types']; lines: (typeof Line)['~types'] }, undefined>
      | UnknownItem
    )[]
  >()
  // @ts-expect-error -- not every entity has it
  void db.collections.customerOrders({ customerId: 'c', orderId: 'o' })
  // @ts-expect-error -- the order has no line
  void db.collections.order({ customerId: 'c', orderId: 'o', line: 1 })
  // @ts-expect-error -- the partition is missing
  void db.collections.order({ orderId: 'o' })
  // @ts-expect-error -- a text
  void db.collections.order({ customerId: 1 })
  // @ts-expect-error -- no such collection
  void db.collections.orders({ customerId: 'c' })
})

test("the shard of a partition is nobody's to give", () => {
  const recent = { index: 'recent', partitionKey: 'T#{tenant}#{shard}', sortKey: '{at}', shards: 4 } as const
  const log = defineTable({
    name: 'log',
    partitionKey: 'pk',
    indexes: { recent: { partitionKey: 'recentpk', sortKey: 'recentsk' } },
  })
  const schema = z.object({ tenant: z.string(), at: z.number() })
  const Note = defineEntity({
    name: 'Note',
    table: log,
    schema,
    key: { partitionKey: 'NOTE#{at}' },
    access: { recent },
  })
  const Mark = defineEntity({
    name: 'Mark',
    table: log,
    schema,
    key: { partitionKey: 'MARK#{at}' },
    access: { recent },
  })
  const { feed } = createDatabase({
    backend,
    entities: { notes: Note, marks: Mark },
    collections: { feed: { entities: ['notes', 'marks'], index: 'recent' } },
  }).collections
  void feed({ tenant: 't' })
  void feed({ tenant: 't', at: { gt: 1 } })
  // @ts-expect-error -- the library fills it
  void feed({ tenant: 't', shard: 1 })
  // @ts-expect-error -- the partition is missing
  void feed({})
})

test('a filter is of one entity', () => {
  void collections.customerOrders(key).where('orders', (o, { gt }) => gt(o.totalCents, 1))
  // @ts-expect-error -- not of the collection
  void collections.customerOrders(key).where('tickets', (t, { gt }) => gt(t.rank, 1))
  // @ts-expect-error -- customers have no total
  void collections.customerOrders(key).where('customers', (c, { gt }) => gt(c.totalCents, 1))
})

test('what is selected of each entity narrows its items, in every view', async () => {
  const query = collections.customerOrders(key).select({ orders: ['status', 'lines[0].sku'] })
  type Narrow = { status: Item<typeof Order>['status']; lines: { sku: string }[] }
  const { orders, customers, unknown } = await query.grouped()
  expectTypeOf(orders).branded.toEqualTypeOf<Narrow[]>()
  // Who is not named keeps everything.
  expectTypeOf(customers).toEqualTypeOf<Item<typeof Customer>[]>()
  expectTypeOf(unknown).toEqualTypeOf<UnknownItem[]>()
  for (const element of (await query.descending().limit(3).page()).items) {
    if (element.entity === 'orders') expectTypeOf(element.item).branded.toEqualTypeOf<Narrow>()
    else if (element.entity === 'customers') expectTypeOf(element.item).toEqualTypeOf<Item<typeof Customer>>()
    else expectTypeOf(element).toEqualTypeOf<UnknownItem>()
  }
  // @ts-expect-error -- not selected
  void orders[0]?.orderId
  void query.takeUntil((element) => element.entity === 'orders' && element.item.status === 'paid')
  // @ts-expect-error -- not selected
  void query.takeUntil((element) => element.entity === 'orders' && element.item.orderId === 'o')
  const again = query.select({ customers: ['customerId'], orders: ['status'] })
  expectTypeOf((await again.grouped()).customers).branded.toEqualTypeOf<{ customerId: string }[]>()
  expectTypeOf((await again.first())?.entity).toEqualTypeOf<'orders' | 'customers' | undefined>()
})

test('paths are of the entity that they are selected of', () => {
  const query = collections.customerOrders(key)
  // @ts-expect-error -- customers have no status
  void query.select({ customers: ['status'] })
  // @ts-expect-error -- the collection has no tickets
  void query.select({ tickets: ['title'] })
  // @ts-expect-error -- nor beside one that it has
  void query.select({ orders: ['status'], tickets: ['title'] })
  // @ts-expect-error -- paths are by entity
  void query.select('status')
  // @ts-expect-error -- the index does not project it
  void collections.tickets({ assignee: 'a' }).select({ tickets: ['title'] })
})

test('a global index has no consistent reads', () => {
  void collections.customerOrders(key).consistent(true)
  // @ts-expect-error -- the index is global
  void collections.tickets({ assignee: 'a' }).consistent(true)
})

test('declarations are checked', () => {
  const entities = { orders: Order, customers: Customer, tickets: Ticket, stocks: Stock }
  // @ts-expect-error -- no such entity
  createDatabase({ backend, entities, collections: { mine: { entities: ['orders', 'carts'] } } })
  // @ts-expect-error -- tickets have other partitions
  createDatabase({ backend, entities, collections: { mine: { entities: ['orders', 'tickets'] } } })
  createDatabase({
    backend,
    entities,
    // @ts-expect-error -- stocks are not in that index
    collections: { mine: { entities: ['orders', 'stocks'], index: 'gsi1' } },
  })
  // @ts-expect-error -- no such index
  createDatabase({ backend, entities, collections: { mine: { entities: ['orders'], index: 'gsi9' } } })
  // @ts-expect-error -- no entities
  createDatabase({ backend, entities, collections: { mine: {} } })
})

test('a database can be written down, with its collections and without', () => {
  expectTypeOf(shop).toExtend<
    Database<{
      readonly orders: typeof Order
      readonly customers: typeof Customer
      readonly tickets: typeof Ticket
    }>
  >()
  const written: Database<
    { readonly orders: typeof Order; readonly customers: typeof Customer; readonly tickets: typeof Ticket },
    { readonly customerOrders: { readonly entities: readonly ['customers', 'orders'] } }
  > = shop
  void written.collections.customerOrders(key).first()
  // @ts-expect-error -- there is none
  void createShop().collections.customerOrders(key)
})

test('exactly goes both ways where there is an order, and only a scan is parallel', async () => {
  const { orders } = createShop()
  const page = await orders.query.primary(key).exactly(2, { after: undefined })
  expectTypeOf(page.items).toEqualTypeOf<Item<typeof Order>[]>()
  void orders.query.primary(key).exactly(2, { before: page.before })
  void orders.scan().exactly(2, { after: page.after })
  // @ts-expect-error -- a scan has no order
  void orders.scan().exactly(2, { before: 'c' })
  expectTypeOf(orders.query.primary(key).only()).resolves.toEqualTypeOf<Item<typeof Order> | undefined>()
  expectTypeOf(orders.query.primary(key)).toExtend<
    Query<(typeof Order)['~types'], 'primary', Item<typeof Order>>
  >()
  for await (const order of orders.scan().select('orderId').parallel({ segments: 2 }))
    expectTypeOf(order).toEqualTypeOf<{ orderId: string }>()
  expectTypeOf(orders.scan().parallel({ segments: 2 }).cursor()).resolves.toEqualTypeOf<string | undefined>()
  // @ts-expect-error -- a query is not
  void orders.query.primary(key).parallel({ segments: 2 })
  // @ts-expect-error -- into how many parts?
  void orders.scan().parallel({})
})
