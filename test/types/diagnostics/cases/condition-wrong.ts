// W1
// says: lost
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.delete(
  { tenantId: 't', customerId: 'c', orderId: 'o' },
  { where: (o, { eq }) => eq(o.status, 'lost') },
  //                                   ^ here
)
