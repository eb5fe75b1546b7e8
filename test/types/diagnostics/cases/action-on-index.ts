// K7
// says: status is part of an index: use set
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
const key = { tenantId: 't', customerId: 'c', orderId: 'o', placedAt: new Date(0) }
void orders.update(key, { apply: (o, { set }) => [set(o.totalCents, 1), set(o.status, 'paid')] })
//                                                                          ^ here
