import { expectTypeOf, test } from 'vitest'
import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../src/index.js'
import type { Item, Range } from '../../src/index.js'
import { memory } from '../../src/engine/index.js'
import { createShop, type Order } from './fixtures.js'

const { orders, customers, tickets } = createShop()
const now = new Date(0)
const region = { tenantId: 't', region: 'eu' } as const
const byCustomer = { tenantId: 't', customerId: 'c' }
const Level = defineEntity({
  name: 'Level',
  table: defineTable({
    name: 'levels',
    partitionKey: 'pk',
    sortKey: 'sk',
    indexes: {
      gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
      gsi2: { partitionKey: 'gsi2pk', sortKey: 'gsi2sk' },
      native: { partitionKey: ['name'], sortKey: ['kind'] },
    },
  }),
  schema: z.object({
    id: z.string(),
    name: z.string(),
    level: z.enum(['low', 'high']),
    kind: z.enum(['a', 'b']),
  }),
  key: { partitionKey: 'LEVEL#{id}', sortKey: 'LEVEL' },
  access: {
    byLevel: { index: 'gsi1', partitionKey: 'NAME#{name}', sortKey: '{level}' },
    byKind: { index: 'gsi2', partitionKey: 'NAME#{name}', sortKey: '{kind}' },
    native: { index: 'native' },
  },
  attributes: { level: { keyOrder: 'declared' } },
})
const { levels, collections: levelCollections } = createDatabase({
  backend: memory(),
  entities: { levels: Level },
  collections: { byName: { entities: ['levels'], index: 'gsi2' } },
})

test('the sort key is given from the left, as far as is known', () => {
  void orders.query.byStatus({ tenantId: 't' })
  void orders.query.byStatus({ tenantId: 't', status: 'paid' })
  void orders.query.byStatus({ tenantId: 't', status: 'paid', placedAt: now })
  void orders.query.primary(byCustomer)
  void orders.query.primary({ ...byCustomer, orderId: 'o' })
  void customers.query.primary(byCustomer)
  void customers.query.byCity({ tenantId: 't', city: 'Oslo', street: 's' })
  expectTypeOf(orders.query.byStatus({ tenantId: 't' }).all()).resolves.toEqualTypeOf<Item<typeof Order>[]>()
})

test('a gap is an error', () => {
  // @ts-expect-error -- status is missing before placedAt
  void orders.query.byStatus({ tenantId: 't', placedAt: now })
  // @ts-expect-error -- the same for a range
  void orders.query.byStatus({ tenantId: 't', placedAt: { gte: now } })
  // @ts-expect-error -- city is missing before street
  void customers.query.byCity({ tenantId: 't', street: 's' })
})

test('the partition is always given, whole', () => {
  // @ts-expect-error -- nothing
  void orders.query.byStatus({})
  // @ts-expect-error -- the tenant is missing
  void orders.query.byStatus({ status: 'paid' })
  // @ts-expect-error -- the customer is missing
  void orders.query.primary({ tenantId: 't' })
  // @ts-expect-error -- one attribute of a native key is missing
  void orders.query.byRegion({ tenantId: 't' })
  // @ts-expect-error -- a partition has no ranges
  void orders.query.byStatus({ tenantId: { beginsWith: 't' } })
  // @ts-expect-error -- nor has one of a native key
  void orders.query.byRegion({ tenantId: 't', region: { beginsWith: 'e' } })
  // @ts-expect-error -- a text
  void orders.query.byStatus({ tenantId: 1 })
})

test('names are those of the access pattern', () => {
  // @ts-expect-error -- an attribute of the entity, but not of the pattern
  void orders.query.byStatus({ tenantId: 't', totalCents: 1 })
  // @ts-expect-error -- no attribute at all
  void orders.query.byStatus({ tenantId: 't', statsu: 'paid' })
  // @ts-expect-error -- the template of this key has no holes
  void customers.query.primary({ ...byCustomer, name: 'n' })
  // @ts-expect-error -- no such access pattern
  void orders.query.byState({ tenantId: 't' })
})

test('values have the type of the attribute', () => {
  // @ts-expect-error -- not one of the statuses
  void orders.query.byStatus({ tenantId: 't', status: 'lost' })
  // @ts-expect-error -- a date
  void orders.query.byStatus({ tenantId: 't', status: 'paid', placedAt: '2026-01-01' })
  // @ts-expect-error -- undefined is no value
  void orders.query.byStatus({ tenantId: 't', status: undefined })
  // @ts-expect-error -- nor is null
  void orders.query.byStatus({ tenantId: 't', status: null })
  // @ts-expect-error -- the item is in the index only where there is one
  void customers.query.byCity({ tenantId: 't', city: undefined })
})

test('only the last attribute that is given may be a range', () => {
  void orders.query.byStatus({ tenantId: 't', status: { beginsWith: 'p' } })
  void orders.query.byStatus({ tenantId: 't', status: 'paid', placedAt: { between: [now, now] } })
  void orders.query.primary({ ...byCustomer, orderId: { lt: 'o' } })
  // @ts-expect-error -- a range, and something after it
  void orders.query.byStatus({ tenantId: 't', status: { gte: 'paid' }, placedAt: now })
  // @ts-expect-error -- a prefix, and something after it
  void orders.query.byStatus({ tenantId: 't', status: { beginsWith: 'p' }, placedAt: { gt: now } })
  // @ts-expect-error -- a range, and something after it, in a native key
  void orders.query.byRegion({ ...region, placedAt: { gt: now }, orderId: 'o' })
})

test('range words fit the type', () => {
  void tickets.query.byPriority({ tenantId: 't', priority: 1, rank: { gt: 1, lte: 9 } })
  void tickets.query.byChange({ tenantId: 't', updatedAt: { gt: now } })
  void tickets.query.byTitle({ tenantId: 't', searchTitle: { beginsWith: 'a' } })
  void customers.query.byCity({ tenantId: 't', city: { beginsWith: 'O' } })
  // @ts-expect-error -- a date has no prefix
  void orders.query.byStatus({ tenantId: 't', status: 'paid', placedAt: { beginsWith: '2026' } })
  // @ts-expect-error -- a number has no prefix
  void tickets.query.byPriority({ tenantId: 't', priority: 1, rank: { beginsWith: 1 } })
  // @ts-expect-error -- nor has a numeric enum
  void tickets.query.byPriority({ tenantId: 't', priority: { beginsWith: '1' } })
  // @ts-expect-error -- a bound of another type
  void orders.query.byStatus({ tenantId: 't', status: 'paid', placedAt: { gt: 'now' } })
  // @ts-expect-error -- two bounds, not one
  void orders.query.byStatus({ tenantId: 't', status: 'paid', placedAt: { between: [now] } })
  // @ts-expect-error -- no such word
  void orders.query.byStatus({ tenantId: 't', status: 'paid', placedAt: { after: now } })
  // @ts-expect-error -- not one of the statuses
  void orders.query.byStatus({ tenantId: 't', status: { gte: 'lost' } })
})

test('native indexes of several attributes', () => {
  void orders.query.byRegion(region)
  void orders.query.byRegion({ ...region, placedAt: now })
  void orders.query.byRegion({ ...region, placedAt: { gte: now } })
  void orders.query.byRegion({ ...region, placedAt: now, orderId: { beginsWith: 'o' } })
  // @ts-expect-error -- placedAt is missing before orderId
  void orders.query.byRegion({ ...region, orderId: 'o' })
  // @ts-expect-error -- not one of the regions
  void orders.query.byRegion({ tenantId: 't', region: 'mars' })
})

test('local indexes have the partition of the table', () => {
  void tickets.query.byTitle({ tenantId: 't' })
  void tickets.query.byTitle({ tenantId: 't', searchTitle: 'a' })
  void tickets.query.byRank({ tenantId: 't', rank: 1, ticketId: 'x' })
  // @ts-expect-error -- the partition is missing
  void tickets.query.byTitle({ searchTitle: 'a' })
  // @ts-expect-error -- rank is missing before ticketId
  void tickets.query.byRank({ tenantId: 't', ticketId: 'x' })
})

test('a range is one lower and one upper bound, or one word', () => {
  const paid = { tenantId: 't', status: 'paid' } as const
  const bounds: Range<Date> = { gte: now }
  void orders.query.byStatus({ ...paid, placedAt: { gt: now, lte: now } })
  void orders.query.byStatus({ ...paid, placedAt: bounds })
  // @ts-expect-error -- no bound
  void orders.query.byStatus({ ...paid, placedAt: {} })
  // @ts-expect-error -- between, and a bound
  void orders.query.byStatus({ ...paid, placedAt: { gt: now, between: [now, now] } })
  // @ts-expect-error -- two lower bounds
  void orders.query.byStatus({ ...paid, placedAt: { gt: now, gte: now } })
  // @ts-expect-error -- two upper bounds
  void orders.query.byStatus({ ...paid, placedAt: { lt: now, lte: now } })
  // @ts-expect-error -- a prefix, and a bound
  void orders.query.primary({ ...byCustomer, orderId: { beginsWith: 'o', gt: 'o' } })
  // @ts-expect-error -- a prefix, and between
  void orders.query.primary({ ...byCustomer, orderId: { beginsWith: 'o', between: ['a', 'b'] } })
  // @ts-expect-error -- a prefix is a text
  void orders.query.primary({ ...byCustomer, orderId: { beginsWith: 1 } })
})

test('an enum has bounds where it has an order', () => {
  void tickets.query.byPriority({ tenantId: 't', priority: { gte: 2 } })
  void tickets.query.byAssignee({ assignee: 'a', priority: { between: [1, 2] } })
  void levels.query.byLevel({ name: 'n', level: { gt: 'low' } })
  void levels.query.byLevel({ name: 'n', level: { between: ['low', 'high'] } })
  void levels.query.byKind({ name: 'n', kind: { beginsWith: 'a' } })
  // @ts-expect-error -- without a declared order
  void levels.query.byKind({ name: 'n', kind: { gt: 'a' } })
  // @ts-expect-error -- the same for both bounds
  void levels.query.byKind({ name: 'n', kind: { between: ['a', 'b'] } })
  // @ts-expect-error -- the same in a collection
  void levelCollections.byName({ name: 'n', kind: { lte: 'a' } })
  // As the key of an index itself it has the order that DynamoDB gives it.
  void levels.query.native({ name: 'n', kind: { gt: 'a' } })
})
