// R3
// says: Property 'placedAt' does not exist
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.query.byRegion({ tenantId: 't', region: 'eu' }).where((o, { gt }) => gt(o.placedAt, new Date(0)))
//                                                                                    ^ here
