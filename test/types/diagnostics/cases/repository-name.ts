// P2
// says: a database has transact already: call the repository otherwise
import { createDatabase } from '../../../../src/index.js'
import { memory } from '../../../../src/engine/index.js'
import { Customer, Order } from '../../fixtures.js'

export const db = createDatabase({ backend: memory(), entities: { orders: Order, transact: Customer } })
//                                                                               ^ here
void db.orders.get({ tenantId: 't', customerId: 'c', orderId: 'o' })
