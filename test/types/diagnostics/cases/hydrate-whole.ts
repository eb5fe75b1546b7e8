// R5
// says: hydrate is for a global index that does not hold whole items: leave it out
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.query.byStatus({ tenantId: 't' }).hydrate().all()
//   ^ here
