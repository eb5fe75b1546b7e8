// W4
// says: unique constraint email needs the old emailKey: pass the item you read, or reindex
import { createAccounts } from '../../unique-fixtures.js'

const { accounts } = createAccounts()
void accounts.update({ accountId: 'a' }, { set: { email: 'e' } })
//                                                ^ here
