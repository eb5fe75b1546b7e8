import { expectTypeOf, test } from 'vitest'
import type { Item } from '../../src/index.js'
import { createShop, type Ticket } from './fixtures.js'

const db = createShop()
type TicketItem = Item<typeof Ticket>

test('without hydrate, what the index does not project is absent', async () => {
  const [ticket] = await db.tickets.query.byAssignee({ assignee: 'a' }).all()
  // @ts-expect-error -- the index holds keys alone
  void ticket?.note
})

test('hydrate gives whole items, as the entity has them', () => {
  const query = db.tickets.query.byAssignee({ assignee: 'a' }).limit(10).hydrate()
  expectTypeOf(query.all()).resolves.toEqualTypeOf<TicketItem[]>()
  expectTypeOf(query.first()).resolves.toEqualTypeOf<TicketItem | undefined>()
  expectTypeOf(query.only({ attempts: 3 })).resolves.toEqualTypeOf<TicketItem | undefined>()
  expectTypeOf(query.page()).resolves.toEqualTypeOf<{
    readonly items: TicketItem[]
    readonly cursor?: string
  }>()
  expectTypeOf(query.items()).toEqualTypeOf<AsyncIterableIterator<TicketItem>>()
})

test('there is nothing to fetch where whole items are read', () => {
  // @ts-expect-error -- the index projects everything
  db.orders.query.byStatus({ tenantId: 't' }).hydrate()
  // @ts-expect-error -- the table holds everything
  db.orders.query.primary({ tenantId: 't', customerId: 'c' }).hydrate()
  // @ts-expect-error -- a scan reads the table
  db.orders.scan().hydrate()
})

test('what is asked of the index is said before', () => {
  const query = db.tickets.query.byAssignee({ assignee: 'a' })
  query.descending().limit(3).from(undefined).hydrate({ consistent: true })
  // @ts-expect-error -- a limit is for what is read of the index
  query.hydrate().limit(3)
})
