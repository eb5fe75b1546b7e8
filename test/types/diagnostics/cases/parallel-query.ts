// R2
// says: only a scan is parallel: a query reads one partition, in order
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.query.primary({ tenantId: 't', customerId: 'c' }).parallel({ segments: 2 })
//                                                                     ^ here
