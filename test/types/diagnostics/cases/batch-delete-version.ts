// W2
// says: Order has a version, which a batch cannot check: pass keys alone, or delete items one by one
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
const order = await orders.require({ tenantId: 't', customerId: 'c', orderId: 'o' })
void orders.deleteMany([order])
//                     ^ here
void orders.deleteMany([{ tenantId: 't', customerId: 'c', orderId: 'o' }])
