import * as z from 'zod'
import { seededRandom } from '../../../src/core/random.js'
import { createDatabase, defineEntity, defineTable } from '../../../src/index.js'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import { manualClock, recordingBackend } from '../fixtures.js'

const accounts = defineTable({
  name: 'accounts',
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expiresAt',
  indexes: {
    gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    reverse: { partitionKey: 'sk', sortKey: 'pk' },
  },
})

/** Versioned; an e-mail that is unique whatever its case, an optional handle, two attributes that are unique together. */
export const User = defineEntity({
  name: 'User',
  table: accounts,
  schema: z.object({
    tenant: z.string(),
    id: z.string(),
    email: z.string(),
    handle: z.string().nullable().optional(),
    team: z.string().optional(),
    seat: z.number().int().min(0).max(99).optional(),
    visits: z.number().default(0),
    expiresAt: z.date().optional(),
  }),
  key: { partitionKey: 'USER#{tenant}#{id}', sortKey: 'USER' },
  access: { byTeam: { index: 'gsi1', partitionKey: 'TEAM#{team}', sortKey: '{seat}' } },
  unique: {
    email: {
      partitionKey: { template: 'UNIQUE#EMAIL#{email}', casing: 'lower' },
      sortKey: 'UNIQUE',
    },
    handle: { partitionKey: 'UNIQUE#HANDLE#{tenant}#{handle}', sortKey: 'UNIQUE' },
    seat: { partitionKey: 'UNIQUE#SEAT#{team}#{seat}', sortKey: 'UNIQUE' },
  },
  version: 'version',
  timestamps: { createdAt: 'createdAt', updatedAt: 'updatedAt' },
})

/** No version, a hidden and a derived attribute. */
const Member = defineEntity({
  name: 'Member',
  table: accounts,
  schema: z.object({
    id: z.string(),
    phone: z.string(),
    digits: z.string(),
    secret: z.string().optional(),
    note: z.string().optional(),
  }),
  key: { partitionKey: 'MEMBER#{id}', sortKey: 'MEMBER' },
  unique: {
    phone: { partitionKey: 'UNIQUE#PHONE#{digits}', sortKey: 'UNIQUE' },
    secret: { partitionKey: 'UNIQUE#SECRET#{secret}', sortKey: 'UNIQUE' },
  },
  attributes: { secret: { hidden: true } },
  derived: { digits: { from: ['phone'], compute: ({ phone }) => phone.replaceAll('-', '') } },
})

/** A database over a fresh engine, with its clock, everything that was sent, and the sentinels that are there. */
export async function openAccounts() {
  const clock = manualClock()
  const { backend, engine, sent } = recordingBackend(clock)
  const db = createDatabase({
    backend,
    clock,
    random: seededRandom(7),
    entities: { users: User, members: Member },
  })
  await db.createTables()
  sent.length = 0
  const scan = async (): Promise<AttributeMap[]> =>
    (await engine.execute('Scan', { TableName: 'accounts' })).Items ?? []
  /** The partition keys of the sentinels, in order. */
  const sentinels = async (): Promise<string[]> =>
    (await scan())
      .filter((item) => item['sk']?.S === 'UNIQUE')
      .map((item) => item['pk']?.S ?? '')
      .sort()
  return { db, clock, engine, sent, scan, sentinels }
}

export type Accounts = Awaited<ReturnType<typeof openAccounts>>

export const ada = { tenant: 't', id: 'ada', email: 'Ada@example.org' }
export const bob = { tenant: 't', id: 'bob', email: 'bob@example.org' }
