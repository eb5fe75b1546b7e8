import { defineEntity, defineTable } from 'monotable'
import * as z from 'zod'

/** One table for every kind of entity; its stream says what became of each item, change by change. */
const bazaar = defineTable({
  name: 'bazaar',
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expiresAt',
  stream: 'new-and-old-images',
  indexes: {
    shared: { partitionKey: 'p1', sortKey: 's1' },
    spread: { partitionKey: 'p2', sortKey: 's2' },
    native: { partitionKey: ['tenant', 'area'], sortKey: ['rank'] },
  },
})

const area = z.enum(['north', 'south']).optional()
const count = z.number().int().min(0).max(9999)
/** Whose write it was: every call has a name of its own. */
const by = z.string()

/** Versioned, dated, with an expiry; every write is one of its index. */
export const Account = defineEntity({
  name: 'Account',
  table: bazaar,
  schema: z.object({
    tenant: z.string(),
    id: z.string(),
    by,
    count,
    status: z.enum(['open', 'shut']),
    expires: z.date().optional(),
  }),
  key: { partitionKey: 'T#{tenant}', sortKey: 'ACCOUNT#{id}' },
  access: { byStatus: { index: 'shared', partitionKey: 'ACCOUNTS', sortKey: '{status}#{updatedAt}' } },
  version: 'version',
  timestamps: { createdAt: 'createdAt', updatedAt: 'updatedAt' },
  attributes: { expires: { storedName: 'expiresAt' } },
})

/** Without a version: `count` is a part of a sparse index, `hits` of none. */
export const Tally = defineEntity({
  name: 'Tally',
  table: bazaar,
  schema: z.object({ tenant: z.string(), id: z.string(), by, count, hits: z.number().int(), area }),
  key: { partitionKey: 'T#{tenant}', sortKey: 'TALLY#{id}' },
  access: { byArea: { index: 'shared', partitionKey: 'TALLIES#{area}', sortKey: '{count}' } },
})

/** Two unique constraints, one of which not every item has. */
export const Member = defineEntity({
  name: 'Member',
  table: bazaar,
  schema: z.object({
    tenant: z.string(),
    id: z.string(),
    by,
    count,
    email: z.string(),
    handle: z.string().nullable().optional(),
  }),
  key: { partitionKey: 'T#{tenant}', sortKey: 'MEMBER#{id}' },
  unique: {
    email: { partitionKey: { template: 'UNIQUE#EMAIL#{email}', casing: 'lower' }, sortKey: 'UNIQUE' },
    handle: { partitionKey: 'UNIQUE#HANDLE#{handle}', sortKey: 'UNIQUE' },
  },
  version: 'version',
  timestamps: { createdAt: 'createdAt', updatedAt: 'updatedAt' },
})

/** Keeps what is deleted, out of its indexes. */
export const Task = defineEntity({
  name: 'Task',
  table: bazaar,
  schema: z.object({
    tenant: z.string(),
    id: z.string(),
    by,
    count,
    status: z.enum(['open', 'done']),
    area,
    rank: z.number(),
  }),
  key: { partitionKey: 'T#{tenant}', sortKey: 'TASK#{id}' },
  access: {
    byStatus: { index: 'shared', partitionKey: 'TASKS#{status}', sortKey: '{count}' },
    inArea: { index: 'native' },
  },
  version: 'version',
  timestamps: { createdAt: 'createdAt', updatedAt: 'updatedAt' },
  softDelete: 'deletedAt',
})

/** In a native index and in one of four shards, and written in batches. */
export const Event = defineEntity({
  name: 'Event',
  table: bazaar,
  schema: z.object({
    tenant: z.string(),
    id: z.string(),
    by,
    hits: z.number().int(),
    at: z.date(),
    area,
    rank: z.number(),
  }),
  key: { partitionKey: 'E#{tenant}#{id}', sortKey: 'EVENT' },
  access: {
    newest: { index: 'spread', partitionKey: 'EVENTS#{shard}', sortKey: '{at}', shards: 4 },
    inArea: { index: 'native' },
  },
})

export const entities = { accounts: Account, tallies: Tally, members: Member, tasks: Task, events: Event }
