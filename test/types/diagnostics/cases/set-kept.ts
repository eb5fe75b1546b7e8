// M5
// says: updatedAt is set by the library: leave it out
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
const key = { tenantId: 't', customerId: 'c', orderId: 'o' }
void orders.update(key, { set: { updatedAt: new Date() } })
//                               ^ here
