import { expectTypeOf, test } from 'vitest'
import type {
  AnyEntity,
  Database,
  Entity,
  Item,
  Key,
  NewItem,
  Page,
  Query,
  Repository,
  WritePlan,
} from '../../src/index.js'
import { createShop, Order, type Customer, type Draft, type Ticket } from './fixtures.js'

const db = createShop()
type OrderItem = Item<typeof Order>
declare const order: OrderItem
declare const newOrder: NewItem<typeof Order>
const orderKey = { tenantId: 't', customerId: 'c', orderId: 'o' }

// What a user writes over any entity, without a cast.
async function archive<E extends AnyEntity>(repository: Repository<E>, item: Item<E>): Promise<Item<E>> {
  await repository.delete(item)
  return repository.create(item)
}
async function getAll<E extends AnyEntity>(repository: Repository<E>, keys: Key<E>[]): Promise<Item<E>[]> {
  const found: Item<E>[] = []
  for (const key of keys) {
    const item = await repository.get(key, { consistent: true })
    if (item !== undefined) found.push(item)
  }
  return found
}
async function seed<E extends AnyEntity>(repository: Repository<E>, items: NewItem<E>[]): Promise<number> {
  for (const item of items) await repository.put(item)
  return items.length
}
async function clear<E extends AnyEntity>(repository: Repository<E>): Promise<void> {
  for await (const item of repository.scan().items()) await repository.delete(item)
}
async function require<E extends AnyEntity>(repository: Repository<E>, key: Key<E>): Promise<Item<E>> {
  return (await repository.get(key)) ?? repository.require(key)
}
const nameOf = (entity: AnyEntity): string => entity.name

test('functions over any entity keep its types', () => {
  expectTypeOf(archive(db.orders, order)).resolves.toEqualTypeOf<OrderItem>()
  expectTypeOf(getAll(db.orders, [orderKey])).resolves.toEqualTypeOf<OrderItem[]>()
  expectTypeOf(require(db.tickets, { tenantId: 't', ticketId: 'x' })).resolves.toEqualTypeOf<
    Item<typeof Ticket>
  >()
  void seed(db.orders, [newOrder])
  void clear(db.customers)
  void nameOf(Order)
  // @ts-expect-error -- the item of another entity
  void archive(db.customers, order)
  // @ts-expect-error -- not a key of orders
  void getAll(db.orders, [{ tenantId: 't' }])
  // @ts-expect-error -- not a new item
  void seed(db.orders, [orderKey])
  // @ts-expect-error -- not an entity
  void nameOf({ name: 'x' })
})

test('functions over one entity', () => {
  const pay = (orders: Repository<typeof Order>, paid: OrderItem): Promise<OrderItem> =>
    orders.update(paid, { set: { status: 'paid' } })
  expectTypeOf(pay(db.orders, order)).resolves.toEqualTypeOf<OrderItem>()
  // @ts-expect-error -- a repository of another entity
  void pay(db.customers, order)
})

test('a database and its parts have names', () => {
  interface Entities {
    readonly orders: typeof Order
    readonly drafts: typeof Draft
  }
  const use = (database: Database<Entities>): Repository<typeof Draft> => database.drafts
  expectTypeOf(use).parameter(0).toHaveProperty('transact')
  expectTypeOf(db.orders).toEqualTypeOf<Repository<typeof Order>>()
  expectTypeOf(db.orders.entity).toEqualTypeOf<typeof Order>()
  // @ts-expect-error -- no such repository
  void db.order
})

test('plans, pages and queries have names', () => {
  expectTypeOf(db.orders.plan.create(newOrder)).toEqualTypeOf<WritePlan<OrderItem>>()
  expectTypeOf(db.orders.plan.delete(orderKey)).toEqualTypeOf<WritePlan<OrderItem | undefined>>()
  const query: Query<(typeof Order)['~types'], 'byStatus', OrderItem> = db.orders.query.byStatus({
    tenantId: 't',
  })
  expectTypeOf(query.page()).resolves.toEqualTypeOf<Page<OrderItem>>()
})

test('an entity of unknown types takes any entity', () => {
  expectTypeOf<typeof Order>().toExtend<AnyEntity>()
  expectTypeOf<typeof Ticket>().toExtend<AnyEntity>()
  expectTypeOf<typeof Order>().toExtend<Entity<unknown>>()
  expectTypeOf<typeof Customer>().not.toExtend<typeof Order>()
  expectTypeOf<typeof Order>().not.toExtend<typeof Customer>()
})

test('transactions give what their plans give, under the labels', () => {
  const result = db.transact({
    order: db.orders.plan.create(newOrder),
    draft: db.drafts.plan.update({ draftId: 'd', version: 1 }, { set: { text: 't' } }),
    gone: db.customers.plan.delete({ tenantId: 't', customerId: 'c' }),
  })
  expectTypeOf<Awaited<typeof result>['order']>().toEqualTypeOf<OrderItem | undefined>()
  expectTypeOf<Awaited<typeof result>['draft']>().toEqualTypeOf<Item<typeof Draft> | undefined>()
  expectTypeOf<keyof Awaited<typeof result>>().toEqualTypeOf<'order' | 'draft' | 'gone'>()
  // @ts-expect-error -- a promise is no plan
  void db.transact({ order: db.orders.create(newOrder) })
  // @ts-expect-error -- nor is a read
  void db.transact({ order: db.orders.query.byStatus({ tenantId: 't' }).plan() })
})
