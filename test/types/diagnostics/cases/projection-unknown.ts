// R5
// says: "statsu"
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.query.byStatus({ tenantId: 't' }).select('statsu')
//                                                   ^ here
