// K7
// says: access pattern byPriority also needs priority: set it, pass the item you read, or reindex
import { createShop } from '../../fixtures.js'

const { tickets } = createShop()
void tickets.update({ tenantId: 't', ticketId: 'x' }, { add: { rank: 2 } })
//                                                             ^ here
