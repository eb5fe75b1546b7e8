// W1
// says: visits is added to: it cannot stay as it is
import { createShop } from '../../fixtures.js'

const { customers } = createShop()
const customer = { tenantId: 't', customerId: 'c', name: 'n', visits: 1 }
void customers.upsert(customer, { add: ['visits'], keep: ['visits'] })
//                                                        ^ here
