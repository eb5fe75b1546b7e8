// W1
// says: number
import { createShop } from '../../fixtures.js'

const { customers } = createShop()
void customers.create({ tenantId: 't', customerId: 'c', name: 'n', visits: '1' })
//                                                                 ^ here
