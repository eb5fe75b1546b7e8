import { expectTypeOf, test } from 'vitest'
import { createDatabase } from 'monotable'
import type { Entity, EntityTypes, Item, Key, NewItem, Patch, Repository, TypesOf } from 'monotable'
import { memory } from 'monotable/memory'
import * as shop from '../golden/shop/repositories.js'
import type {
  MemberTypes,
  NewTask,
  Task,
  TaskByDueQuery,
  TaskTypes,
  UsageTypes,
} from '../golden/workspaces/repositories.js'
import * as workspaces from '../golden/workspaces/repositories.js'
import * as shopSchema from '../schemas/shop.js'
import type * as workspacesSchema from '../schemas/workspaces.js'
import type { Different, Printed } from './different.types.js'

// oxlint-disable typescript/no-explicit-any -- only the names of the members are asked for
type AllTypes = EntityTypes<any, any, any, any, any, any, any, any, any, any, any, any, any, any>
// oxlint-enable typescript/no-explicit-any

interface Cases {
  order: [shop.OrderTypes, TypesOf<typeof shopSchema.Order>]
  customer: [shop.CustomerTypes, TypesOf<typeof shopSchema.Customer>]
  member: [MemberTypes, TypesOf<typeof workspacesSchema.Member>]
  task: [TaskTypes, TypesOf<typeof workspacesSchema.Task>]
  usage: [UsageTypes, TypesOf<typeof workspacesSchema.Usage>]
}

test('the printed types have every member that the library looks up', () => {
  expectTypeOf<keyof shop.OrderTypes>().toEqualTypeOf<keyof AllTypes>()
})

test('the printed types are the inferred ones', () => {
  type Differences = { [TCase in keyof Cases]: Different<Printed<Cases[TCase][0]>, Printed<Cases[TCase][1]>> }
  expectTypeOf<Differences>().toEqualTypeOf<{ [TCase in keyof Cases]: never }>()
  type Tables = { [TCase in keyof Cases]: Different<Cases[TCase][0]['table'], Cases[TCase][1]['table']> }
  expectTypeOf<Tables>().toEqualTypeOf<{ [TCase in keyof Cases]: never }>()
  type Indexed = { [TCase in keyof Cases]: Different<Cases[TCase][0]['indexed'], Cases[TCase][1]['indexed']> }
  expectTypeOf<Indexed>().toEqualTypeOf<{ [TCase in keyof Cases]: never }>()
  type Patterns = {
    [TCase in keyof Cases]: {
      [TPattern in keyof Cases[TCase][1]['patterns']]: TPattern extends keyof Cases[TCase][0]['patterns']
        ? Different<Cases[TCase][0]['patterns'][TPattern], Cases[TCase][1]['patterns'][TPattern]>
        : TPattern
    }[keyof Cases[TCase][1]['patterns']]
  }
  expectTypeOf<Patterns>().toEqualTypeOf<{ [TCase in keyof Cases]: never }>()
  type Attributes = {
    [TCase in keyof Cases]: Cases[TCase][0]['attributes'] extends Cases[TCase][1]['attributes']
      ? Cases[TCase][1]['attributes'] extends Cases[TCase][0]['attributes']
        ? never
        : 'more'
      : 'less'
  }
  expectTypeOf<Attributes>().toEqualTypeOf<{ [TCase in keyof Cases]: never }>()
  type Access = {
    [TCase in keyof Cases]: Exclude<keyof Cases[TCase][1]['access'], keyof Cases[TCase][0]['access']>
  }
  expectTypeOf<Access>().toEqualTypeOf<{ [TCase in keyof Cases]: never }>()
})

test('the comparison sees differences', () => {
  expectTypeOf<Different<{ a: 1; b?: 2 }, { a: 1; b: 2 }>>().toEqualTypeOf<'b'>()
  expectTypeOf<Different<{ a: { c: 1 } }, { a: { c: 1 } & { d: 2 } }>>().toEqualTypeOf<'a'>()
  expectTypeOf<Different<{ a: 1 }, { a: 1; b: 2 }>>().toEqualTypeOf<'b'>()
})

test('entities of either kind stand for each other', () => {
  const order: Entity<shop.OrderTypes> = shopSchema.Order
  const inferredOrder: typeof shopSchema.Order = shop.entities.orders
  const task = (entity: typeof workspacesSchema.Task): Entity<TaskTypes> => entity
  const inferredTask = (entity: Entity<TaskTypes>): typeof workspacesSchema.Task => entity
  void [order, inferredOrder, task, inferredTask]
  expectTypeOf<Item<Entity<TaskTypes>>>().toEqualTypeOf<Task>()
  expectTypeOf<NewItem<Entity<TaskTypes>>>().toEqualTypeOf<NewTask>()
  expectTypeOf<Key<Entity<TaskTypes>>>().toEqualTypeOf<workspaces.TaskKey>()
  expectTypeOf<
    Different<Patch<Entity<TaskTypes>>, Patch<typeof workspacesSchema.Task>>
  >().toEqualTypeOf<never>()
  const patch: workspaces.TaskPatch = { title: 'a' }
  expectTypeOf(patch).toExtend<Patch<Entity<TaskTypes>>>()
})

const printed = shop.createDatabase({ backend: memory() })
const inferred = createDatabase({
  backend: memory(),
  entities: shopSchema.entities,
  collections: shopSchema.collections,
})
const key = { tenantId: 't', customerId: 'c', orderId: 'o' }

test('calls give the same types', () => {
  expectTypeOf<Item<typeof printed.orders.entity>>().toEqualTypeOf<shop.Order>()
  expectTypeOf(printed.orders).toEqualTypeOf<Repository<Entity<shop.OrderTypes>>>()
  expectTypeOf(printed.orders.get(key)).resolves.toEqualTypeOf<shop.Order | undefined>()
  const one = printed.collections.customerWithOrders({ tenantId: 't', customerId: 'c' }).page()
  const other = inferred.collections.customerWithOrders({ tenantId: 't', customerId: 'c' }).page()
  type Kind<TPage> = TPage extends Promise<{ items: { entity: infer TName }[] }> ? TName : never
  expectTypeOf<Kind<typeof one>>().toEqualTypeOf<Kind<typeof other>>()
  const query: TaskByDueQuery = { tenant: 't', state: 'open', due: { gte: new Date() } }
  void workspaces.createDatabase({ backend: memory() }).tasks.query.byDue(query)
})

test('what a query takes can be passed on, whichever of its forms it is', () => {
  const passedOn = (byStatus: shop.OrderByStatusQuery, byRegion: shop.OrderByRegionQuery) => [
    printed.orders.query.byStatus(byStatus),
    inferred.orders.query.byStatus(byStatus),
    printed.orders.query.byRegion(byRegion),
    inferred.orders.query.byRegion(byRegion),
  ]
  expectTypeOf(passedOn).returns.items.toHaveProperty('page')
  const due = (query: TaskByDueQuery) =>
    workspaces.createDatabase({ backend: memory() }).tasks.query.byDue(query)
  expectTypeOf(due).parameter(0).toEqualTypeOf<TaskByDueQuery>()
  const { orders } = printed
  // @ts-expect-error -- a form that lacks the partition
  void ((query: shop.OrderByStatusQuery | { status: 'paid' }) => orders.query.byStatus(query))
  // @ts-expect-error -- what another access pattern takes
  void ((query: shop.OrderByRegionQuery) => orders.query.byStatus(query))
  // @ts-expect-error -- a value of another type
  void ((query: { tenantId: string } | { tenantId: string; status: 1 }) => orders.query.byStatus(query))
})

test('what the inferred form refuses is refused, in the same words', () => {
  for (const db of [printed]) {
    // @ts-expect-error -- access pattern byStatus also needs placedAt
    void db.orders.update(key, { set: { status: 'paid' } })
    // @ts-expect-error -- give placedAt before orderId
    void db.orders.query.byStatus({ tenantId: 't', placedAt: new Date() })
    // @ts-expect-error -- a global index has no consistent reads
    void db.orders.query.byStatus({ tenantId: 't' }).consistent(true)
    // @ts-expect-error -- orderId is part of the key
    void db.orders.update(key, { set: { orderId: 'x' } })
    // @ts-expect-error -- no such attribute
    void db.orders.update(key, { set: { stat: 'paid' } })
    // @ts-expect-error -- totalCents is missing
    void db.orders.create({ ...key, region: 'eu', status: 'paid', placedAt: new Date(), lines: [] })
  }
  const members = workspaces.createDatabase({ backend: memory() }).members
  // @ts-expect-error -- upsert cannot tell the old values of unique constraint email
  void members.upsert({
    tenant: 't',
    memberId: 'm',
    email: 'e',
    joined: new Date(),
    settings: {},
    secret: 's',
  })
  // @ts-expect-error -- secret is hidden
  void members.get({ tenant: 't', memberId: 'm' }).then((member) => member?.secret)
})
