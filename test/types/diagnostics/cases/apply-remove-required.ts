// W1
// says: lines: what is required can be set, not removed
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
const key = { tenantId: 't', customerId: 'c', orderId: 'o' }
void orders.update(key, { apply: (o, { remove }) => [remove(o.lines)] })
//                                                          ^ here
void orders.update(key, { apply: (o, { remove }) => [remove(o.lines[0]!.sku)] })
//                                                          ^ here
void orders.update(key, { apply: (o, { remove }) => [remove(o.coupon), remove(o.lines[0]!)] })
