// K7
// says: access pattern byStatus also needs placedAt: set it, pass the item you read, or reindex
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
const key = { tenantId: 't', customerId: 'c', orderId: 'o' }
void orders.update(key, { set: { status: 'paid' } })
//                               ^ here
void orders.update(key, { set: { status: 'paid', placedAt: new Date(0) } })
