// W4
// says: upsert cannot tell the old values of unique constraint code: use create or update
import { createAccounts } from '../../unique-fixtures.js'

const { badges } = createAccounts()
void badges.upsert({ badgeId: 'b', code: 'c' })
//                 ^ here
