// W9
// says: Order keeps no deleted items: give it softDelete: 'deletedAt'
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.restore({ tenantId: 't', customerId: 'c', orderId: 'o' })
//                  ^ here
void orders.delete({ tenantId: 't', customerId: 'c', orderId: 'o' })
