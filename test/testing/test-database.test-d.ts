import { factory, testDatabase } from 'monotable/testing'
import { expectTypeOf } from 'vitest'
import type { Item, NewItem } from 'monotable'
import * as schema from './schema.js'

const db = await testDatabase(schema, { fixtures: { customers: [{ customerId: 'c1', name: 'Ada' }] } })

// A module with other exports is a schema, and the repositories and collections are typed as those of createDatabase.
expectTypeOf(await db.orders.require({ customerId: 'c1', orderId: 'o1' })).toEqualTypeOf<
  Item<typeof schema.Order>
>()
expectTypeOf(db.collections.ofCustomer).toBeFunction()
expectTypeOf(db.test.seed).toEqualTypeOf<number>()

// @ts-expect-error -- placed is no index of it
void db.orders.query.byStatus({ status: 'lost' })
// @ts-expect-error -- there is no such repository
void db.invoices
// @ts-expect-error -- fixtures are new items
void testDatabase(schema, { fixtures: { customers: [{ customerId: 1, name: 'Ada' }] } })
// @ts-expect-error -- and by the names of repositories
void testDatabase(schema, { fixtures: { invoices: [] } })
// @ts-expect-error -- a backend is one of three, or an object
void testDatabase(schema, { backend: 'cloud' })
// @ts-expect-error -- entities are needed
void testDatabase({})
// @ts-expect-error -- a fault is of a known kind
void testDatabase(schema, { faults: [{ kind: 'fire' }] })
// @ts-expect-error -- and befalls operations that there are
db.test.setFaults({ kind: 'throttle', operation: 'Get' })

const orders = factory(schema.Order)
expectTypeOf(orders.make()).toEqualTypeOf<NewItem<typeof schema.Order>>()
expectTypeOf(orders.makeMany(2, (sequence) => ({ orderId: `o${sequence}` }))).toEqualTypeOf<
  NewItem<typeof schema.Order>[]
>()
// @ts-expect-error -- overrides are attributes of the entity
orders.make({ status: 'lost' })
// @ts-expect-error -- by their names
orders.make({ state: 'paid' })
