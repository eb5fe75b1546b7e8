import { createDatabase, defineEntity, defineTable } from '../../../src/index.js'
import type { Backend } from '../../../src/index.js'
import type { ContestantFactory } from '../contestant.js'
import { change, orderSchema } from '../order.js'

const shop = defineTable({
  name: 'shop',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: {
    gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    gsi2: { partitionKey: 'gsi2pk', sortKey: 'gsi2sk' },
  },
})

const OrderEntity = defineEntity({
  name: 'Order',
  table: shop,
  schema: orderSchema,
  key: { partitionKey: 'TENANT#{tenantId}#CUSTOMER#{customerId}', sortKey: 'ORDER#{orderId}' },
  access: {
    byStatus: {
      index: 'gsi1',
      partitionKey: 'TENANT#{tenantId}#ORDERS',
      sortKey: '{status}#{placedAt}',
    },
    byRegion: { index: 'gsi2', partitionKey: 'REGION#{region}', sortKey: '{placedAt}#{orderId}' },
  },
})

export const monotable: ContestantFactory = (transport) => {
  const backend: Backend = { execute: transport.answer as Backend['execute'] }
  const db = createDatabase({ backend, entities: { orders: OrderEntity } })
  const { orders } = db
  return {
    name: 'monotable',
    validates: true,
    put: (order) => orders.put(order),
    get: ({ tenantId, customerId, orderId }) => orders.get({ tenantId, customerId, orderId }),
    update: (order) =>
      orders.update(order, { set: change }, { where: (o, { eq }) => eq(o.status, 'placed') }),
    query: async ({ tenantId, status }) => (await orders.query.byStatus({ tenantId, status }).page()).items,
    transact: ([placed, paid, other, gone]) =>
      db.transact({
        placed: orders.plan.put(placed),
        paid: orders.plan.update(paid, { set: change }, { where: (o, { eq }) => eq(o.status, 'placed') }),
        other: orders.plan.put(other),
        gone: orders.plan.delete({
          tenantId: gone.tenantId,
          customerId: gone.customerId,
          orderId: gone.orderId,
        }),
      }),
  }
}
