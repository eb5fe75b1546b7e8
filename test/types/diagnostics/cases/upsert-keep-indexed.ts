// W1
// says: city is part of an index: an upsert cannot add to it or keep it
import { createShop } from '../../fixtures.js'

const { customers } = createShop()
void customers.upsert({ tenantId: 't', customerId: 'c', name: 'n', visits: 1 }, { keep: ['name', 'city'] })
//                                                                                               ^ here
