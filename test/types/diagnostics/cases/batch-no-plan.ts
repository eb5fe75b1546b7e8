// W6
// says: BatchPlan
import { createShop } from '../../fixtures.js'

const { stocks, ...db } = createShop()
void db.batchWrite({ made: stocks.plan.put({ stockId: 's', area: 'a', weight: 1 }) })
//                   ^ here
