// W1
// says: coupon is neither a number nor a set
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.update({ tenantId: 't', customerId: 'c', orderId: 'o' }, { add: { coupon: 'a' } })
//                                                                            ^ here
