// R1
// says: give status before placedAt
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.query.byStatus({ tenantId: 't', placedAt: new Date(0) })
//                                          ^ here
