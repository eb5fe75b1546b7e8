// M4
// says: Property 'secret' does not exist
import { createShop } from '../../fixtures.js'

const { tickets } = createShop()
const ticket = await tickets.require({ tenantId: 't', ticketId: 'x' })
void ticket.secret
//          ^ here
