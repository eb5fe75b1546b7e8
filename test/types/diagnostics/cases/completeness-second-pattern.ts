// K7
// says: access pattern byAssignee also needs assignee: set it, pass the item you read, or reindex
import { createShop } from '../../fixtures.js'

const { tickets } = createShop()
void tickets.update({ tenantId: 't', ticketId: 'x' }, { set: { priority: 1, rank: 2 } })
//                                                             ^ here
