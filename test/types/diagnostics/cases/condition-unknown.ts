// W1
// says: Property 'totl' does not exist
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.delete({ tenantId: 't', customerId: 'c', orderId: 'o' }, { where: (o, { eq }) => eq(o.totl, 1) })
//                                                                                                ^ here
