// M5
// says: Order has no attribute totl
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.update({ tenantId: 't', customerId: 'c', orderId: 'o' }, { set: { totl: 1 } })
//                                                                            ^ here
