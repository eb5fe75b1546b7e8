// R3
// says: a scan has no order: query an access pattern
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.scan().exactly(2, { before: 'c' })
//                              ^ here
