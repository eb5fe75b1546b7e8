// M5
// says: totalCents is required: it can be set, not removed
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.update({ tenantId: 't', customerId: 'c', orderId: 'o' }, { remove: ['coupon', 'totalCents'] })
//                                                                                        ^ here
