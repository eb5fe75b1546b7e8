// W1
// says: visits: number
import { createShop } from '../../fixtures.js'

const { customers } = createShop()
void customers.create({ tenantId: 't', customerId: 'c', name: 'n' })
//                    ^ here
