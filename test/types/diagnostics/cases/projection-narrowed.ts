// R5
// says: Property 'totalCents' does not exist
import { createShop } from '../../fixtures.js'

const { orders } = createShop()
const [found] = await orders.query.byStatus({ tenantId: 't' }).select('status').all()
void found?.totalCents
//          ^ here
void found?.status
