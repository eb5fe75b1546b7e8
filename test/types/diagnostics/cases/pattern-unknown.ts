// R1
// says: Property 'byState' does not exist on type 'Queries<"
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
void orders.query.byState({ tenantId: 't' })
//                ^ here
