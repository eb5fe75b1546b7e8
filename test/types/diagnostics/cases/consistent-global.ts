// R2
// says: a global index has no consistent reads: query primary or a local index
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.query.byStatus({ tenantId: 't' }).consistent(true).all()
//                                                       ^ here
