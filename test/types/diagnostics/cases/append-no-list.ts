// W1
// says: coupon is not a list
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.update({ tenantId: 't', customerId: 'c', orderId: 'o' }, { append: { coupon: ['a'] } })
//                                                                               ^ here
