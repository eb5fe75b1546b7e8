// R5
// says: the index does not project title: project it, or filter what is returned
import { createShop } from '../../fixtures.js'

const { tickets } = createShop()
void tickets.query.byAssignee({ assignee: 'a' }).where((t, { eq }) => eq(t.title, 'x'))
//                                                                       ^ here
