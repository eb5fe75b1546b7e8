// R1
// says: "lost"
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.query.byStatus({ tenantId: 't', status: 'lost' })
//                                          ^ here
