// R8
// says: GetPlan
import { createShop } from '../../fixtures.js'

const { orders, ...db } = createShop()
void db.batchGet({ order: orders.get({ tenantId: 't', customerId: 'c', orderId: 'o' }) })
//                 ^ here
