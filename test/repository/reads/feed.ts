import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../../src/index.js'
import type { CursorSeal } from '../../../src/index.js'
import type { Backend, OperationName } from '../../../src/protocol/backend.js'
import { manualClock, recordingBackend, untyped } from '../fixtures.js'

const feed = defineTable({
  name: 'feed',
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expiresAt',
  indexes: {
    spread: { partitionKey: 'spreadpk', sortKey: 'spreadsk' },
    whole: { partitionKey: 'wholepk', sortKey: 'wholesk' },
    loose: { partitionKey: 'loosepk' },
    keys: { partitionKey: 'keyspk', sortKey: 'keyssk', projection: 'keys-only' },
    some: { partitionKey: 'somepk', sortKey: 'somesk', projection: ['note', 'expiresAt'] },
  },
})

const schema = z.object({
  tenant: z.string(),
  id: z.string(),
  rank: z.number().int().min(0).max(99).optional(),
  group: z.string().optional(),
  note: z.string().optional(),
  expiresAt: z.date().optional(),
})

/** The same order twice: with a partition in so many shards, and whole. */
const eventIn = (shards: number) =>
  defineEntity({
    name: 'Event',
    table: feed,
    schema,
    key: { partitionKey: 'TENANT#{tenant}', sortKey: 'EVENT#{id}' },
    access: {
      spread: { index: 'spread', partitionKey: 'T#{tenant}#{shard}', sortKey: '{rank}#{id}', shards },
      whole: { index: 'whole', partitionKey: 'T#{tenant}', sortKey: '{rank}#{id}' },
      loose: { index: 'loose', partitionKey: 'G#{group}#{shard}', shards },
      tied: {
        index: 'keys',
        partitionKey: 'R#{shard}#{tenant}',
        sortKey: '{rank}',
        shards,
        includeExpired: true,
      },
      narrow: { index: 'some', partitionKey: 'N#{tenant}', sortKey: '{rank}#{id}' },
    },
  })

export const event = (id: string, change: Record<string, unknown> = {}): Record<string, unknown> => ({
  tenant: 't',
  id,
  rank: 1,
  ...change,
})

export interface FeedOptions {
  readonly shards?: number
  readonly cursors?: CursorSeal
}

/** A database over a fresh engine. */
export async function openFeed({ shards = 4, cursors }: FeedOptions = {}) {
  const clock = manualClock()
  const { backend, engine, sent } = recordingBackend(clock)
  const hooks = {
    /** Runs before each request. */
    before: async (_operation: OperationName): Promise<void> => {},
  }
  const hooked: Backend = {
    async execute(operation, input, options) {
      await hooks.before(operation)
      return backend.execute(operation, input, options)
    },
  }
  const databaseOf = (count: number) =>
    createDatabase({
      backend: hooked,
      clock,
      entities: { events: eventIn(count) },
      ...(cursors && { cursors }),
    })
  const db = databaseOf(shards)
  await db.createTables()
  sent.length = 0
  return { db, events: untyped(db.events), databaseOf, clock, engine, sent, hooks }
}
