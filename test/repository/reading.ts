import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../src/index.js'
import type { AttributeMap } from '../../src/protocol/attribute-value.js'
import { manualClock, recordingBackend, untyped } from './fixtures.js'

/** A table with an index of every kind of projection and key. */
export const depot = defineTable({
  name: 'depot',
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expiresAt',
  indexes: {
    shared: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    narrow: { partitionKey: 'gsi2pk', sortKey: 'gsi2sk', projection: 'keys-only' },
    some: {
      partitionKey: 'gsi3pk',
      sortKey: 'gsi3sk',
      projection: ['tags', 'revision', 'expiresAt', 'amount'],
    },
    native: { partitionKey: ['site', 'kind'], sortKey: ['amount', 'code'] },
    ranked: { partitionKey: 'gsi4pk', sortKey: { name: 'gsi4n', type: 'N' } },
    lsi1: { local: true, sortKey: 'lsi1sk', projection: ['expiresAt'] },
  },
})

/** Things in every index. */
export const Thing = defineEntity({
  name: 'Thing',
  table: depot,
  schema: z.object({
    site: z.string(),
    id: z.string(),
    kind: z.enum(['box', 'bag']),
    amount: z.number(),
    code: z.string(),
    at: z.date(),
    rank: z.number().int().optional(),
    note: z.string().optional(),
    tags: z.set(z.string()),
    place: z.object({ shelf: z.string().optional(), spot: z.object({ x: z.number().optional() }) }),
    parts: z.array(z.object({ sku: z.string(), weight: z.number().optional() })),
    owner: z.object({ name: z.string(), nick: z.string().optional() }).nullable(),
    pin: z.string().optional(),
    expiresAt: z.date().optional(),
  }),
  key: { partitionKey: 'SITE#{site}', sortKey: 'THING#{id}' },
  access: {
    byAmount: { index: 'shared', partitionKey: 'SITE#{site}', sortKey: '{kind}#{amount}#{code}' },
    byCode: { index: 'narrow', partitionKey: 'SITE#{site}', sortKey: '{code}#{at}', includeExpired: true },
    byAge: { index: 'some', partitionKey: 'KIND#{kind}', sortKey: '{at}#{id}' },
    byKind: { index: 'native' },
    byRank: { index: 'ranked', partitionKey: 'RANKS', sortKey: '{rank}' },
    byNote: { index: 'lsi1', sortKey: '{note}' },
  },
  version: 'revision',
  attributes: { at: { keyOrder: 'descending' }, pin: { hidden: true } },
})

/** In the way of things: in the same partitions of the table and of two indexes. */
export const Site = defineEntity({
  name: 'Site',
  table: depot,
  schema: z.object({ site: z.string(), title: z.string() }),
  key: { partitionKey: 'SITE#{site}', sortKey: 'SITE' },
  access: {
    byTitle: { index: 'shared', partitionKey: 'SITE#{site}', sortKey: '{title}' },
    narrowly: { index: 'narrow', partitionKey: 'SITE#{site}', sortKey: '{title}' },
  },
})

export const thing = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  site: 's1',
  id: 'a',
  kind: 'box',
  amount: 1,
  code: 'c',
  at: new Date('2026-01-01T00:00:00Z'),
  tags: new Set(['t']),
  place: { shelf: 'A', spot: { x: 1 } },
  parts: [{ sku: 'p1', weight: 2 }],
  owner: { name: 'o' },
  ...change,
})

/** A database over a fresh engine. */
export async function openDepot(options: { readonly things?: readonly Record<string, unknown>[] } = {}) {
  const clock = manualClock()
  const { backend, engine, sent } = recordingBackend(clock)
  const db = createDatabase({ backend, clock, entities: { things: Thing, sites: Site } })
  await db.createTables()
  const things = untyped(db.things)
  for (const each of options.things ?? []) await things.create(each)
  sent.length = 0
  const write = (item: AttributeMap): Promise<unknown> =>
    engine.execute('PutItem', { TableName: 'depot', Item: item })
  return { db, things, sites: untyped(db.sites), clock, engine, sent, write }
}

export const idsOf = (items: readonly { readonly id?: unknown }[]): string[] =>
  items.map(({ id }) => String(id))
