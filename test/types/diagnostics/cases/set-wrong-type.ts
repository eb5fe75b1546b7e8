// M2
// says: 'string'
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.update({ tenantId: 't', customerId: 'c', orderId: 'o' }, { set: { totalCents: '1' } })
//                                                                            ^ here
