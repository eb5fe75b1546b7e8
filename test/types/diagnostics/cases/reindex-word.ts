// K7
// says: "read"
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
const key = { tenantId: 't', customerId: 'c', orderId: 'o' }
void orders.update(key, { set: { totalCents: 1 } }, { reindex: 'write' })
//                                                    ^ here
