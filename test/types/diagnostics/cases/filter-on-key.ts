// R3
// says: placedAt is a key attribute of what is queried: put it into the key of the query
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.query.byRegion({ tenantId: 't', region: 'eu' }).where((o, { gt }) => gt(o.placedAt, new Date(0)))
//                                                                                  ^ here
