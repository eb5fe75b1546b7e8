import type { Item, NewItem } from 'monotable'
import type { Order, OrderItem } from './schema.js'
import type { Shop } from './shop.js'

export type OrderStatus = Item<typeof Order>['status']
export type NewOrder = Omit<NewItem<typeof Order>, 'status' | 'totalCents'>
export type NewLine = Omit<NewItem<typeof OrderItem>, 'orderId' | 'line'>

/** An order and its items, of a customer who exists: all of them, or nothing. */
export function planOrder(db: Shop, order: NewOrder, lines: readonly NewLine[]) {
  const totalCents = lines.reduce((sum, { quantity, priceCents }) => sum + quantity * priceCents, 0)
  const { orderId, customerId } = order
  return db.planTransaction({
    customer: db.customers.plan.check({ customerId }),
    order: db.orders.plan.create({ ...order, status: 'placed', totalCents }),
    ...Object.fromEntries(
      lines.map((line, at) => [`line ${at + 1}`, db.items.plan.create({ ...line, orderId, line: at + 1 })]),
    ),
  })
}

/** An order with its items, in exactly one query. */
export async function orderWithItems(
  db: Shop,
  orderId: string,
): Promise<{ order: Item<typeof Order>; items: Item<typeof OrderItem>[] } | undefined> {
  const { orders, items } = await db.collections.order({ orderId }).grouped()
  const [order] = orders
  return order === undefined ? undefined : { order, items }
}

/** The newest orders of a customer, the last one first. */
export function newestOrders(db: Shop, customerId: string, limit: number): Promise<Item<typeof Order>[]> {
  return db.orders.query.byCustomer({ customerId }).descending().limit(limit).all()
}

/** The orders of a status, the oldest first: what waits longest. */
export function ordersByStatus(
  db: Shop,
  status: OrderStatus,
  from: Date,
  to: Date,
): Promise<Item<typeof Order>[]> {
  return db.orders.query.byStatus({ status, placedAt: { gte: from, lt: to } }).all()
}

/** The newest of all orders that wait, whoever placed them: from eight partitions at a time, merged. */
export function newestWaiting(db: Shop, limit: number): Promise<Item<typeof Order>[]> {
  return db.orders.query.waiting({}).descending().limit(limit).all()
}

/** Changes an order that is as it was read. It moves to the other end of the index with the same request. */
export function changeStatus(
  db: Shop,
  order: Item<typeof Order>,
  status: OrderStatus,
): Promise<Item<typeof Order>> {
  return db.orders.update(order, { set: { status } })
}
