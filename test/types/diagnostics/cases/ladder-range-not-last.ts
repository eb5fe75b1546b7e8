// R1
// says: only the last attribute that is given may have a range
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.query.byStatus({ tenantId: 't', status: { gte: 'paid' }, placedAt: new Date(0) })
//                                                    ^ here
