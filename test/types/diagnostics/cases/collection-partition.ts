// R6
// says: tickets and orders fill the partition key from different attributes
import { createDatabase, type Backend } from '../../../../src/index.js'
import { Order, Ticket } from '../../fixtures.js'

declare const backend: Backend
createDatabase({
  backend,
  entities: { orders: Order, tickets: Ticket },
  collections: { mine: { entities: ['orders', 'tickets'] } },
  //                                          ^ here
})
