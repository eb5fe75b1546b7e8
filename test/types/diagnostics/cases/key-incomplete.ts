// W1
// says: orderId: string
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.get({ tenantId: 't', customerId: 'c' })
//              ^ here
