import { createDatabase, defineEntity, defineTable } from 'monotable'
import type { AnyEntity, Backend, Database, Item, NewItem, Repository } from 'monotable'
import { memory } from 'monotable/memory'
import * as z from 'zod'

// A library that others install: everything exported here has to survive in its declarations.
export const shop = defineTable({
  name: 'shop',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: { gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' } },
})

export const Order = defineEntity({
  name: 'Order',
  table: shop,
  schema: z.object({
    customerId: z.string(),
    orderId: z.string(),
    status: z.enum(['placed', 'paid', 'shipped']),
    placedAt: z.date(),
    totalCents: z.number().int(),
    lines: z.array(z.object({ sku: z.string(), quantity: z.number().int().positive() })),
    coupon: z.string().optional(),
  }),
  key: { partitionKey: 'CUSTOMER#{customerId}', sortKey: 'ORDER#{orderId}' },
  access: { byStatus: { index: 'gsi1', partitionKey: 'ORDERS', sortKey: '{status}#{placedAt}' } },
  version: 'version',
})

export type OrderItem = Item<typeof Order>
export type NewOrder = NewItem<typeof Order>

export const openShop = (backend: Backend): Database<{ readonly orders: typeof Order }> =>
  createDatabase({ backend, entities: { orders: Order } })

export async function archive<TEntity extends AnyEntity>(
  repository: Repository<TEntity>,
  item: Item<TEntity>,
): Promise<void> {
  await repository.delete(item)
}

const placed: NewOrder = {
  customerId: 'c1',
  orderId: 'o1',
  status: 'placed',
  placedAt: new Date('2026-01-01T00:00:00Z'),
  totalCents: 1999,
  lines: [{ sku: 'a', quantity: 2 }],
}

export const db = openShop(memory())
await db.createTables()
const order: OrderItem = await db.orders.create(placed)
const paid = await db.orders.update(order, { set: { status: 'paid' } })
try {
  // @ts-expect-error -- the schema knows no such status, and nothing is written
  await db.orders.update(paid, { set: { status: 'lost' } })
} catch {
  for await (const found of db.orders.query.byStatus({ status: 'paid' }).items())
    console.log(found.orderId, found.totalCents, found.version)
}
await archive(db.orders, paid)
