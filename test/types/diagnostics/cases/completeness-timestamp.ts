// K7
// says: access pattern byChange also needs rank: set it, pass the item you read, or reindex
import { createShop } from '../../fixtures.js'

const { tickets } = createShop()
void tickets.update({ tenantId: 't', ticketId: 'x' }, { set: { parent: null } })
//                                                             ^ here
