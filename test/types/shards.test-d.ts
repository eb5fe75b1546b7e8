import { expectTypeOf, test } from 'vitest'
import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../src/index.js'
import { memory } from '../../src/engine/index.js'

const table = defineTable({
  name: 'events',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: {
    recent: { partitionKey: 'recentpk', sortKey: 'recentsk', projection: 'keys-only' },
    other: { partitionKey: 'otherpk', sortKey: 'othersk' },
  },
})
const schema = z.object({ tenantId: z.string(), eventId: z.string(), at: z.date(), kind: z.string() })
const key = { partitionKey: 'E#{tenantId}#{eventId}', sortKey: 'E' } as const

const Event = defineEntity({
  name: 'Event',
  table,
  schema,
  key,
  access: {
    recent: { index: 'recent', partitionKey: 'T#{tenantId}#{shard}', sortKey: '{at}', shards: 8 },
    plain: { index: 'other', partitionKey: 'K#{kind}', sortKey: '{at}' },
  },
})
const db = createDatabase({ backend: memory(), entities: { events: Event } })

test('a query of a sharded partition does not take the shard', () => {
  db.events.query.recent({ tenantId: 't' })
  db.events.query.recent({ tenantId: 't', at: { gt: new Date() } })
  // @ts-expect-error -- the library asks every shard
  db.events.query.recent({ tenantId: 't', shard: 1 })
  // @ts-expect-error -- the partition is not whole
  db.events.query.recent({})
})

test('the item of a sharded partition has no shard', () => {
  expectTypeOf(db.events.query.recent({ tenantId: 't' }).all()).resolves.toEqualTypeOf<
    { tenantId: string; eventId: string; at: Date }[]
  >()
})

test('an update need not know the shard', () => {
  const at = new Date()
  void db.events.update({ tenantId: 't', eventId: 'e' }, { set: { at } }, { drop: ['plain'] })
})

test('the hole and the count need each other', () => {
  defineEntity({
    name: 'Event',
    table,
    schema,
    key,
    access: {
      // @ts-expect-error -- no attribute of the schema is called shard
      recent: { index: 'recent', partitionKey: 'T#{tenantId}#{shard}', sortKey: '{at}' },
    },
  })
  defineEntity({
    name: 'Event',
    table,
    schema,
    key,
    access: {
      // @ts-expect-error -- there is nothing to number
      recent: { index: 'recent', partitionKey: 'T#{tenantId}', sortKey: '{at}', shards: 8 },
    },
  })
  defineEntity({
    name: 'Event',
    table,
    schema,
    key,
    access: {
      // @ts-expect-error -- a sort key is not sharded
      recent: { index: 'recent', partitionKey: 'T#{shard}', sortKey: '{shard}#{at}', shards: 8 },
    },
  })
  defineEntity({
    name: 'Event',
    table,
    schema,
    key,
    access: {
      // @ts-expect-error -- a count is a number
      recent: { index: 'recent', partitionKey: 'T#{shard}', sortKey: '{at}', shards: '8' },
    },
  })
  defineEntity({
    name: 'Event',
    table,
    schema,
    key,
    access: {
      // @ts-expect-error -- a misspelt word
      recent: { index: 'recent', partitionKey: 'T#{shard}', sortKey: '{at}', shards: 8, incldeExpired: true },
    },
  })
})

test('the primary key has no shards', () => {
  // @ts-expect-error -- the shard is worked out from the primary key
  defineEntity({ name: 'Event', table, schema, key: { partitionKey: 'E#{shard}', sortKey: '{eventId}' } })
})

test('an attribute called shard stays an attribute where there are no shards', () => {
  const Shard = defineEntity({
    name: 'Shard',
    table,
    schema: schema.extend({ shard: z.string() }),
    key,
    access: { recent: { index: 'recent', partitionKey: 'T#{shard}', sortKey: '{at}' } },
  })
  const shards = createDatabase({ backend: memory(), entities: { shards: Shard } })
  shards.shards.query.recent({ shard: 'a' })
})
