// R5
// says: Property 'title' does not exist
import { createShop } from '../../fixtures.js'

const { tickets } = createShop()
void tickets.query.byAssignee({ assignee: 'a' }).where((t, { eq }) => eq(t.title, 'x'))
//                                                                         ^ here
