// W4
// says: overwrite cannot tell the old values of unique constraint code: pass the item you read
import { createAccounts } from '../../unique-fixtures.js'

const { badges } = createAccounts()
void badges.replace({ badgeId: 'b', code: 'c' }, { overwrite: true })
//                                                 ^ here
