// R6
// says: "carts"' is not assignable to type
import { createDatabase, type Backend } from '../../../../src/index.js'
import { Customer, Order } from '../../fixtures.js'

declare const backend: Backend
createDatabase({
  backend,
  entities: { orders: Order, customers: Customer },
  collections: { mine: { entities: ['orders', 'carts'] } },
  //                                          ^ here
})
