// K7
// says: skillCount is derived from skills: use set
import { createShop } from '../../fixtures.js'

const { people } = createShop()
void people.update({ personId: 'p', team: 't' }, { append: { skills: ['s'] } })
//                                                           ^ here
