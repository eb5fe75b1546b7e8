// W5
// says: it reads first, which no transaction can: pass the item you read, without reindex
import { createShop } from '../../fixtures.js'

const { orders, transact } = createShop()
const key = { tenantId: 't', customerId: 'c', orderId: 'o' }
const set = { status: 'paid' } as const
void transact({ order: orders.plan.update(key, { set }, { reindex: 'read' }) })
//              ^ here
