// W2
// says: Order has a version, which a batch cannot check: say overwrite: true, or put items one by one
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
const order = await orders.require({ tenantId: 't', customerId: 'c', orderId: 'o' })
void orders.putMany([order])
//                  ^ here
void orders.putMany([order], { overwrite: true })
