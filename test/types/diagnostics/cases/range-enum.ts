// R1
// says: status is an enum without an order: give it keyOrder: 'declared', or ask for one value
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.query.byStatus({ tenantId: 't', status: { gte: 'paid' } })
//                                                    ^ here
