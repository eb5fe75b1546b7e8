// R5
// says: the collection has no entity tickets
import { createDatabase } from '../../../../src/index.js'
import { memory } from '../../../../src/engine/index.js'
import { Customer, Order } from '../../fixtures.js'

const db = createDatabase({
  backend: memory(),
  entities: { orders: Order, customers: Customer },
  collections: { mine: { entities: ['orders', 'customers'] } },
})
const key = { tenantId: 't', customerId: 'c' }
void db.collections.mine(key).select({ tickets: ['title'] })
//                                     ^ here
