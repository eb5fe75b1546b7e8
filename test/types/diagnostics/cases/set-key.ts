// W1
// says: orderId is part of the key, read-only or derived: it cannot be set
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.update({ tenantId: 't', customerId: 'c', orderId: 'o' }, { set: { orderId: 'p' } })
//                                                                            ^ here
