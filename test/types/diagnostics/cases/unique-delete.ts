// W4
// says: delete cannot tell the old values of unique constraint code: pass the item you read, or reindex
import { createAccounts } from '../../unique-fixtures.js'

const { badges } = createAccounts()
void badges.delete({ badgeId: 'b' })
//                 ^ here
