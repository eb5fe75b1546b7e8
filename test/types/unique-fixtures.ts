import * as z from 'zod'
import { createDatabase, defineEntity, type Database } from '../../src/index.js'
import { memory } from '../../src/engine/index.js'
import { shop } from './fixtures.js'

/** Versioned, with a constraint over two attributes and one over a derived attribute. */
export const Account = defineEntity({
  name: 'Account',
  table: shop,
  schema: z.object({
    accountId: z.string(),
    email: z.string(),
    emailKey: z.string(),
    team: z.string().optional(),
    seat: z.number().optional(),
    visits: z.number(),
  }),
  key: { partitionKey: 'ACCOUNT#{accountId}', sortKey: 'ACCOUNT' },
  unique: {
    email: { partitionKey: 'UNIQUE#EMAIL#{emailKey}', sortKey: 'UNIQUE' },
    seat: { partitionKey: 'UNIQUE#SEAT#{team}#{seat}', sortKey: 'UNIQUE' },
  },
  derived: { emailKey: { from: ['email'], compute: ({ email }) => email.toLowerCase() } },
  version: 'version',
})

/** Without a version. */
export const Badge = defineEntity({
  name: 'Badge',
  table: shop,
  schema: z.object({ badgeId: z.string(), code: z.string(), note: z.string().optional() }),
  key: { partitionKey: 'BADGE#{badgeId}', sortKey: 'BADGE' },
  unique: { code: { partitionKey: 'UNIQUE#BADGE#{code}', sortKey: 'UNIQUE' } },
})

export const createAccounts = (): Database<{
  readonly accounts: typeof Account
  readonly badges: typeof Badge
}> => createDatabase({ backend: memory(), entities: { accounts: Account, badges: Badge } })
