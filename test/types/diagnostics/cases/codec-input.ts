// M2
// says: 'Date'
import { createShop } from '../../fixtures.js'

const { tickets } = createShop()
void tickets.update({ tenantId: 't', ticketId: 'x', rank: 1 }, { set: { due: '2026-01-01' } })
//                                                                      ^ here
