// W4
// says: put cannot tell the old values of unique constraint code: use create, replace or update
import { createAccounts } from '../../unique-fixtures.js'

const { badges } = createAccounts()
void badges.put({ badgeId: 'b', code: 'c' })
//              ^ here
