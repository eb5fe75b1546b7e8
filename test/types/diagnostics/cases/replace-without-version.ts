// W2
// says: is not assignable to parameter
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
const order = await orders.require({ tenantId: 't', customerId: 'c', orderId: 'o' })
const { version, createdAt, updatedAt, ...rest } = order
void [version, createdAt, updatedAt]
void orders.replace(rest)
//                  ^ here
void orders.replace(order)
