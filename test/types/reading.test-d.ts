import { expectTypeOf, test } from 'vitest'
import type { Item } from '../../src/index.js'
import { createShop, type Order, type Ticket } from './fixtures.js'

const { orders, tickets, stocks } = createShop()
type OrderItem = Item<typeof Order>
type TicketItem = Item<typeof Ticket>
const orderKey = { tenantId: 't', customerId: 'c', orderId: 'o' }

test('consistent reads, where DynamoDB has them', () => {
  void orders.get(orderKey, { consistent: true })
  void orders.require(orderKey, { consistent: true })
  void orders.query.primary({ tenantId: 't', customerId: 'c' }).consistent(true)
  void tickets.query.byTitle({ tenantId: 't' }).consistent(true)
  void tickets.query.byRank({ tenantId: 't' }).consistent(true)
  void orders.scan().consistent(true)
  // @ts-expect-error -- a global index has none
  void orders.query.byStatus({ tenantId: 't' }).consistent(true)
  // @ts-expect-error -- nor has a native one
  void orders.query.byRegion({ tenantId: 't', region: 'eu' }).consistent(true)
  // @ts-expect-error -- nor has one that projects less
  void tickets.query.byAssignee({ assignee: 'a' }).consistent(true)
})

test('a scan has its own word and its own place', () => {
  expectTypeOf(orders.scan().items()).toEqualTypeOf<AsyncIterableIterator<OrderItem>>()
  // Without a key there is none that a filter may not be about.
  void orders.scan().where((o, { eq }) => eq(o.orderId, 'o1'))
  // @ts-expect-error -- it has no order, whatever was asked of it before
  void orders.scan().limit(5).descending()
  // @ts-expect-error -- it takes no key
  void orders.scan({ tenantId: 't' })
  // @ts-expect-error -- it is no access pattern
  void orders.query.scan()
  // @ts-expect-error -- a query without a key is no scan
  void orders.query.primary()
})

test('get gives an item or nothing, require an item', () => {
  expectTypeOf(orders.get(orderKey)).resolves.toEqualTypeOf<OrderItem | undefined>()
  expectTypeOf(orders.require(orderKey)).resolves.toEqualTypeOf<OrderItem>()
  // @ts-expect-error -- the key is not whole
  void orders.get({ tenantId: 't', customerId: 'c' })
  // @ts-expect-error -- a text
  void orders.get({ ...orderKey, orderId: 1 })
  // @ts-expect-error -- no attribute of the key
  void orders.get({ tenantId: 't', customerId: 'c', orderId: 'o', status: 'paid' })
})

test('words of a query give what they say', () => {
  const query = orders.query.byStatus({ tenantId: 't' })
  expectTypeOf(query.first()).resolves.toEqualTypeOf<OrderItem | undefined>()
  expectTypeOf(query.all()).resolves.toEqualTypeOf<OrderItem[]>()
  expectTypeOf(query.count()).resolves.toEqualTypeOf<number>()
  expectTypeOf(query.page()).resolves.toEqualTypeOf<{
    readonly items: OrderItem[]
    readonly cursor?: string
  }>()
  expectTypeOf(query.descending().limit(1).readLimit(2).from(undefined)).toEqualTypeOf<typeof query>()
  // @ts-expect-error -- a limit is a number
  void query.limit('1')
})

test('a filter refers to everything stored', () => {
  void orders.query
    .byStatus({ tenantId: 't' })
    .where((o, { gt, contains }) => gt(o.totalCents, 1000).and(contains(o.tags, 'gift')))
  void orders.query.byStatus({ tenantId: 't' }).where((o, { eq }) => eq(o.version, 1))
  void tickets.query.byPriority({ tenantId: 't' }).where((t, { eq }) => eq(t.secret, 's'))
  // @ts-expect-error -- no such attribute
  void orders.query.byStatus({ tenantId: 't' }).where((o, { gt }) => gt(o.totl, 1))
  // @ts-expect-error -- another type
  void orders.query.byStatus({ tenantId: 't' }).where((o, { gt }) => gt(o.totalCents, '1'))
})

test('a filter does not refer to key attributes of the queried index', () => {
  const native = { tenantId: 't', region: 'eu' } as const
  void orders.query.byRegion(native).where((o, { eq }) => eq(o.status, 'paid'))
  // @ts-expect-error -- placedAt is a key attribute of byRegion
  void orders.query.byRegion(native).where((o, { gt }) => gt(o.placedAt, new Date(0)))
  // @ts-expect-error -- orderId is a key attribute of byRegion
  void orders.query.byRegion(native).where((o, { eq }) => eq(o.orderId, 'o'))
  // @ts-expect-error -- tenantId is a key attribute of byRegion
  void orders.query.byRegion(native).where((o, { eq }) => eq(o.tenantId, 't'))
  void orders.query.primary({ tenantId: 't', customerId: 'c' }).where((o, { eq }) => eq(o.orderId, 'o'))
  void orders.query.byStatus({ tenantId: 't' }).where((o, { eq }) => eq(o.orderId, 'o'))
})

test('a projection narrows the result', () => {
  const query = orders.query.byStatus({ tenantId: 't' })
  expectTypeOf(query.select('status', 'totalCents').all()).resolves.toEqualTypeOf<
    { status: 'placed' | 'paid' | 'shipped'; totalCents: number }[]
  >()
  expectTypeOf(query.select('coupon').first()).resolves.toEqualTypeOf<
    { coupon?: string | undefined } | undefined
  >()
  expectTypeOf(query.select('lines[0].sku').all()).resolves.toEqualTypeOf<{ lines: { sku: string }[] }[]>()
  expectTypeOf(query.select('version', 'createdAt').all()).resolves.toEqualTypeOf<
    { version: number; createdAt: Date }[]
  >()
  expectTypeOf(query.select('tags').items()).toEqualTypeOf<
    AsyncIterableIterator<{ tags?: Set<string> | undefined }>
  >()
  // @ts-expect-error -- no such attribute
  void query.select('statsu')
  // @ts-expect-error -- nothing below a text
  void query.select('status.x')
  // @ts-expect-error -- no such attribute of an element
  void query.select('lines[0].price')
  // @ts-expect-error -- an element is named by its index
  void query.select('lines.sku')
})

test('a projection reaches nested and optional places', () => {
  const query = tickets.query.byPriority({ tenantId: 't' })
  expectTypeOf(query.select('address.city').first()).resolves.toExtend<
    { address?: { city: string } | undefined } | undefined
  >()
  expectTypeOf(query.select('address.geo.lat', 'address.zip').all()).resolves.toExtend<
    { address?: { zip?: string | undefined; geo?: { lat: number } | undefined } | undefined }[]
  >()
  const steps = query.select('steps[0].label', 'steps[1].hours').all()
  expectTypeOf<Awaited<typeof steps>[number]['steps'][number]>().toEqualTypeOf<
    { label: string } | { hours?: number | undefined }
  >()
  const labels = query.select('labels.red').first()
  expectTypeOf<NonNullable<Awaited<typeof labels>>['labels']>().toEqualTypeOf<Record<string, number>>()
  // @ts-expect-error -- hidden
  void query.select('secret')
})

test('a global index gives what it projects', () => {
  const keys = tickets.query.byAssignee({ assignee: 'a' }).first()
  expectTypeOf<keyof NonNullable<Awaited<typeof keys>>>().toEqualTypeOf<
    'tenantId' | 'ticketId' | 'assignee' | 'priority'
  >()
  const some = tickets.query.byChange({ tenantId: 't' }).first()
  expectTypeOf<keyof NonNullable<Awaited<typeof some>>>().toEqualTypeOf<
    'tenantId' | 'ticketId' | 'updatedAt' | 'rank' | 'title' | 'priority'
  >()
  expectTypeOf(tickets.query.byPriority({ tenantId: 't' }).all()).resolves.toEqualTypeOf<TicketItem[]>()
  const stock = stocks.query.byArea({ area: 'a', weight: { gt: 1 } }).first()
  expectTypeOf<keyof NonNullable<Awaited<typeof stock>>>().toEqualTypeOf<'stockId' | 'area' | 'weight'>()
  // @ts-expect-error -- not projected
  void tickets.query.byAssignee({ assignee: 'a' }).select('title')
  // @ts-expect-error -- not projected
  void tickets.query.byAssignee({ assignee: 'a' }).where((t, { eq }) => eq(t.title, 'x'))
  void tickets.query.byChange({ tenantId: 't' }).where((t, { eq }) => eq(t.title, 'x'))
  // @ts-expect-error -- what is read back from a key is not there for a filter
  void tickets.query.byChange({ tenantId: 't' }).where((t, { eq }) => eq(t.rank, 1))
})

test('a filter is about what the index holds beside its own keys', () => {
  const { byRank, byTitle } = tickets.query
  byTitle({ tenantId: 't' }).where((t, { eq }) => eq(t.title, 'x'))
  byRank({ tenantId: 't' }).where((t, { eq }) =>
    // @ts-expect-error -- a local index fetches what is selected, and not what a filter is about
    eq(t.title, 'x'),
  )
  orders.query.byRegion({ tenantId: 't', region: 'eu' }).where((o, { attributeExists }) =>
    // @ts-expect-error -- a key attribute of what is queried
    attributeExists(o.orderId),
  )
  orders.query.byStatus({ tenantId: 't' }).where((o, { gt }) => gt(o.totalCents, 5))
})

test('a local index gives everything', () => {
  expectTypeOf(tickets.query.byTitle({ tenantId: 't' }).all()).resolves.toEqualTypeOf<TicketItem[]>()
  expectTypeOf(tickets.query.byRank({ tenantId: 't' }).all()).resolves.toEqualTypeOf<TicketItem[]>()
})
