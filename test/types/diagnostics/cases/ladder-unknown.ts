// R1
// says: access pattern byStatus is not keyed by totalCents
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.query.byStatus({ tenantId: 't', totalCents: 1 }).descending().all()
//                                          ^ here
