// R6
// says: stocks has no access pattern over index gsi1
import { createDatabase, type Backend } from '../../../../src/index.js'
import { Order, Stock } from '../../fixtures.js'

declare const backend: Backend
createDatabase({
  backend,
  entities: { orders: Order, stocks: Stock },
  collections: { mine: { entities: ['orders', 'stocks'], index: 'gsi1' } },
  //                                          ^ here
})
