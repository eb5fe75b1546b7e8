// R1
// says: access pattern customerOrders is not keyed by orderId
import { createDatabase, type Backend } from '../../../../src/index.js'
import { Customer, Order } from '../../fixtures.js'

declare const backend: Backend
const { collections } = createDatabase({
  backend,
  entities: { orders: Order, customers: Customer },
  collections: { customerOrders: { entities: ['customers', 'orders'] } },
})
void collections.customerOrders({ tenantId: 't', customerId: 'c', orderId: 'o' })
//                                                                ^ here
