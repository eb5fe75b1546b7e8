// R1
// says: give beginsWith, between, or one lower and one upper bound
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.query.byStatus({ tenantId: 't', status: 'paid', placedAt: {} })
//                                                          ^ here
