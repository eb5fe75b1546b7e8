// W4
// says: a batch cannot keep unique constraint code: write items one by one
import { createAccounts } from '../../unique-fixtures.js'

const { badges } = createAccounts()
void badges.deleteMany([{ badgeId: 'b' }])
//                     ^ here
