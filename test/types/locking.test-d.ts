import { expectTypeOf, test } from 'vitest'
import type { Item, MissingPathError, NewItem, VersionConflictError } from '../../src/index.js'
import { createShop, type Customer, type Order } from './fixtures.js'

const { orders, customers } = createShop()
type OrderItem = Item<typeof Order>
declare const order: OrderItem
declare const newOrder: NewItem<typeof Order>
declare const customer: Item<typeof Customer>
const orderKey = { tenantId: 't', customerId: 'c', orderId: 'o' }

test('items of a versioned entity carry their version and timestamps', () => {
  expectTypeOf(order.version).toEqualTypeOf<number>()
  expectTypeOf(order.createdAt).toEqualTypeOf<Date>()
  expectTypeOf(order.updatedAt).toEqualTypeOf<Date>()
  // @ts-expect-error -- the entity has no version
  void customer.version
})

test('create takes a new item', () => {
  expectTypeOf(orders.create(newOrder)).resolves.toEqualTypeOf<OrderItem>()
  void orders.create(order)
  // @ts-expect-error -- status is missing
  void orders.create({ ...orderKey, region: 'eu', placedAt: new Date(0), totalCents: 1, lines: [] })
  // @ts-expect-error -- overwriting is for put and replace
  void orders.create(newOrder, { overwrite: true })
})

test('put takes the item that was read, a new one, or says that it overwrites', () => {
  expectTypeOf(orders.put(order)).resolves.toEqualTypeOf<OrderItem>()
  void orders.put(newOrder)
  void orders.put(newOrder, { overwrite: true })
  void orders.put({ ...order, totalCents: 1 })
  void customers.put(customer)
  // @ts-expect-error -- a version is a number
  void orders.put({ ...newOrder, version: '1' })
})

test('replace takes the item that was read, or says that it overwrites', () => {
  expectTypeOf(orders.replace(order)).resolves.toEqualTypeOf<OrderItem>()
  void orders.replace({ ...newOrder, version: 3 })
  void orders.replace(newOrder, { overwrite: true })
  void orders.replace(order, { overwrite: true })
  void customers.replace(customer)
  // @ts-expect-error -- the version is missing
  void orders.replace(newOrder)
  // @ts-expect-error -- the version is missing
  void orders.replace(newOrder, { overwrite: false })
  // @ts-expect-error -- the version is missing in a plan as well
  void orders.plan.replace(newOrder)
  // @ts-expect-error -- the version is missing in an attempt as well
  void orders.attempt.replace(newOrder)
})

test('update and delete take an item or a key', () => {
  expectTypeOf(orders.update(order, { set: { totalCents: 1 } })).resolves.toEqualTypeOf<OrderItem>()
  expectTypeOf(orders.update(orderKey, { set: { totalCents: 1 } })).resolves.toEqualTypeOf<OrderItem>()
  expectTypeOf(orders.delete(order)).resolves.toEqualTypeOf<OrderItem | undefined>()
  expectTypeOf(orders.delete(orderKey)).resolves.toEqualTypeOf<OrderItem | undefined>()
  void customers.delete(customer)
  // @ts-expect-error -- the key is not whole
  void orders.delete({ tenantId: 't' })
  // @ts-expect-error -- a version is no key
  void orders.delete({ version: 1 })
})

test('move takes the item that was read and attributes of the key', () => {
  expectTypeOf(orders.move(order, { customerId: 'd' })).resolves.toEqualTypeOf<OrderItem>()
  // @ts-expect-error -- a key is not enough
  void orders.move(orderKey, { customerId: 'd' })
  // @ts-expect-error -- not part of the key
  void orders.move(order, { status: 'paid' })
})

test('modify takes a function from item to item', () => {
  expectTypeOf(
    orders.modify(orderKey, (o) => ({ ...o, status: 'paid' as const }), { attempts: 3 }),
  ).resolves.toEqualTypeOf<OrderItem | undefined>()
  // @ts-expect-error -- the item is not whole
  void orders.modify(orderKey, () => ({ status: 'paid' }))
  void orders.modify(orderKey, (o) => {
    // @ts-expect-error -- what is assigned is not written: a changed item has to be given
    o.status = 'paid'
    return undefined
  })
})

test('upsert adds to and keeps attributes that are in no index', () => {
  void orders.upsert(newOrder, { add: ['totalCents', 'tags'], keep: ['coupon'] })
  // @ts-expect-error -- part of an index
  void orders.upsert(newOrder, { keep: ['status'] })
  // @ts-expect-error -- no such attribute
  void orders.upsert(newOrder, { keep: ['totl'] })
  // @ts-expect-error -- part of the key
  void orders.upsert(newOrder, { keep: ['orderId'] })
  // @ts-expect-error -- a text is not added to
  void orders.upsert(newOrder, { add: ['coupon'] })
  // @ts-expect-error -- what is added to changes
  void orders.upsert(newOrder, { add: ['totalCents'], keep: ['totalCents'] })
})

test('conditions see everything stored', () => {
  void orders.update(order, { set: { totalCents: 1 } }, { where: (o, { gt }) => gt(o.version, 1) })
  void orders.create(newOrder, { where: (o, { attributeNotExists }) => attributeNotExists(o.coupon) })
  void orders.delete(orderKey, { where: (o, { eq }) => eq(o.status, 'placed') })
  // @ts-expect-error -- not one of the statuses
  void orders.delete(orderKey, { where: (o, { eq }) => eq(o.status, 'lost') })
})

test('attempts give expected failures as values', async () => {
  const result = await orders.attempt.update(order, { set: { totalCents: 1 } })
  if (result.ok) expectTypeOf(result.value).toEqualTypeOf<OrderItem>()
  else expectTypeOf<VersionConflictError<OrderItem>>().toExtend<typeof result.error>()
  // @ts-expect-error -- not before ok is known
  void result.value
})

test('a change within what is not stored is an expected failure', async () => {
  const attempt = await orders.attempt.update(orderKey, {
    apply: (o, { set }) => [set(o.lines[0]!.quantity, 2)],
  })
  if (attempt.ok || attempt.error.code !== 'repository.missing-path') return
  expectTypeOf(attempt.error).toEqualTypeOf<MissingPathError>()
  expectTypeOf(attempt.error.details.paths).toEqualTypeOf<readonly string[]>()
})
