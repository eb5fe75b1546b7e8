// K7
// says: Did you mean '"byStatus"'?
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
const key = { tenantId: 't', customerId: 'c', orderId: 'o' }
void orders.update(key, { set: { totalCents: 1 } }, { drop: ['byStatu'] })
//                                                           ^ here
