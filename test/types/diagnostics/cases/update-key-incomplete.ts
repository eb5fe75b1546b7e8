// W1
// says: orderId: string
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.update({ tenantId: 't', customerId: 'c' }, { set: { totalCents: 1 } })
//                 ^ here
