import { expectTypeOf, test } from 'vitest'
import type { Item, WritePlan } from '../../src/index.js'
import { createShop } from './fixtures.js'
import { type Account, createAccounts } from './unique-fixtures.js'

const db = createShop()
const { accounts } = createAccounts()
declare const account: Item<typeof Account>
const key = { tenantId: 't', customerId: 'c', orderId: 'o' }

test('a check takes a key or an item, and a condition over its attributes', async () => {
  const plan = db.orders.plan.check(key, (o, { eq, gt }) => eq(o.status, 'paid').and(gt(o.totalCents, 1)))
  expectTypeOf(plan).toEqualTypeOf<WritePlan<void>>()
  void db.orders.plan.check(await db.orders.require(key))
  expectTypeOf(db.orders.plan.checkAbsent(key)).toEqualTypeOf<WritePlan<void>>()
  // @ts-expect-error -- no such status
  void db.orders.plan.check(key, (o, { eq }) => eq(o.status, 'gone'))
  // @ts-expect-error -- no such attribute
  void db.orders.plan.check(key, (o, { eq }) => eq(o.state, 'paid'))
  // @ts-expect-error -- part of the key
  void db.orders.plan.check({ tenantId: 't' })
  // @ts-expect-error -- part of the key
  void db.orders.plan.checkAbsent({ tenantId: 't' })
  // @ts-expect-error -- a check alone changes nothing: it is part of a transaction
  void db.orders.check(key)
})

test('results stand under the labels', async () => {
  const order = await db.orders.require(key)
  const done = await db.transact({
    check: db.orders.plan.check({ ...key, orderId: 'p' }),
    moved: db.orders.plan.move(order, { customerId: 'd' }),
  })
  expectTypeOf(done.check).toEqualTypeOf<void | undefined>()
  expectTypeOf(done.moved?.orderId).toEqualTypeOf<string | undefined>()
})

test('an item claims its unique values', () => {
  expectTypeOf(accounts.claim(account)).resolves.toEqualTypeOf<Item<typeof Account>>()
  expectTypeOf(accounts.plan.claim(account)).toEqualTypeOf<WritePlan<Item<typeof Account>>>()
  // @ts-expect-error -- a key tells no values
  void accounts.claim({ accountId: 'a' })
  // @ts-expect-error -- there is no constraint
  void db.orders.claim({ ...key })
})

test('what reads first is no part of a transaction', async () => {
  const order = await db.orders.require(key)
  const change = { set: { status: 'paid' } } as const
  void db.transact({ order: db.orders.plan.update(order, change) })
  void db.orders.plan.update(key, change, { reindex: 'read' }).run()
  // @ts-expect-error -- it reads the order first
  void db.transact({ order: db.orders.plan.update(key, change, { reindex: 'read' }) })
  // @ts-expect-error -- the same in a plan
  void db.planTransaction({ order: db.orders.plan.update(key, change, { reindex: 'read' }) })
  // @ts-expect-error -- the same as a value
  void db.attemptTransaction({ order: db.orders.plan.update(key, change, { reindex: 'read' }) })
  const gone = accounts.plan.delete({ accountId: 'a' }, { reindex: 'read' })
  // @ts-expect-error -- it reads the account first
  void db.transact({ gone })
  // @ts-expect-error -- it reads the order first
  void db.transact({ order: db.orders.plan.modify(key, (read) => read) })
})
