// W3
// says: it is a read-only property
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
const key = { tenantId: 't', customerId: 'c', orderId: 'o' }
void orders.modify(key, (order) => {
  order.status = 'paid'
  //    ^ here
  return undefined
})
