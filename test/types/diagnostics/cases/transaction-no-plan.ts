// W5
// says: WritePlan
import { createShop } from '../../fixtures.js'

const { orders, ...db } = createShop()
void db.transact({ gone: orders.delete({ tenantId: 't', customerId: 'c', orderId: 'o' }) })
//                 ^ here
