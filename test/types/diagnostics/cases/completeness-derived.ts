// K7
// says: derived attribute fullName also needs last: set it, pass the item you read, or reindex
import { createShop } from '../../fixtures.js'

const { people } = createShop()
void people.update({ personId: 'p' }, { set: { first: 'f' } })
//                                             ^ here
