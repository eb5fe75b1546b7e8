// W1
// says: 'vists' does not exist
import { createShop } from '../../fixtures.js'

const { customers } = createShop()
void customers.create({ tenantId: 't', customerId: 'c', name: 'n', visits: 1, vists: 1 })
//                                                                            ^ here
