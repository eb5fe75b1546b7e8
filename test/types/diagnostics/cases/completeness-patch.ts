// K7
// says: access pattern byStatus also needs placedAt
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
const patch: { status: 'paid'; placedAt?: Date } = { status: 'paid' }
void orders.update({ tenantId: 't', customerId: 'c', orderId: 'o' }, { set: patch })
//                                                                     ^ here
