// R1
// says: only a string has a prefix
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.query.byStatus({ tenantId: 't', status: 'paid', placedAt: { beginsWith: '2026' } })
//                                                                      ^ here
