// R1
// says: tenantId: string
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.query.byStatus({ status: 'paid' })
//                         ^ here
