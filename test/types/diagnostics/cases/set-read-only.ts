// M4
// says: source is part of the key, read-only or derived: it cannot be set
import { createShop } from '../../fixtures.js'

const { tickets } = createShop()
void tickets.update({ tenantId: 't', ticketId: 'x', rank: 1 }, { set: { source: 'p' } })
//                                                                      ^ here
