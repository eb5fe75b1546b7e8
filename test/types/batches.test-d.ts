import { expectTypeOf, test } from 'vitest'
import type {
  AnyEntity,
  BatchPlan,
  GetPlan,
  Item,
  Key,
  NewItem,
  Repository,
  Result,
  RunnableReadPlan,
  TransactionCancelledError,
  UnprocessedError,
} from '../../src/index.js'
import { createShop, type Customer, type Order } from './fixtures.js'

const db = createShop()
const { orders, customers } = db
type OrderItem = Item<typeof Order>
type CustomerItem = Item<typeof Customer>
declare const order: OrderItem
declare const newOrder: NewItem<typeof Order>
declare const customer: CustomerItem
const orderKey = { tenantId: 't', customerId: 'c', orderId: 'o' }
const customerKey = { tenantId: 't', customerId: 'c' }

test('many reads give an item or nothing for each key', () => {
  expectTypeOf(orders.getMany([orderKey])).resolves.toEqualTypeOf<(OrderItem | undefined)[]>()
  void orders.getMany([order, orderKey], { consistent: true, attempts: 3, concurrency: 8 })
  void orders.getMany([], { signal: AbortSignal.timeout(1) })
  // @ts-expect-error -- a key is no list of keys
  void orders.getMany(orderKey)
  // @ts-expect-error -- the key is not whole
  void orders.getMany([customerKey])
  // @ts-expect-error -- a number of attempts
  void orders.getMany([orderKey], { attempts: '3' })
})

test('many puts give the items', () => {
  expectTypeOf(customers.putMany([customer])).resolves.toEqualTypeOf<CustomerItem[]>()
  void customers.putMany([customer], { overwrite: true })
  // @ts-expect-error -- name is missing
  void customers.putMany([customerKey])
  // @ts-expect-error -- there are no conditions in a batch
  void customers.putMany([customer], { where: () => undefined })
})

test('a version cannot be checked by a batch', () => {
  expectTypeOf(orders.putMany([newOrder], { overwrite: true })).resolves.toEqualTypeOf<OrderItem[]>()
  // @ts-expect-error -- the version cannot be checked
  void orders.putMany([newOrder])
  // @ts-expect-error -- nor that of what was read
  void orders.putMany([order])
  // @ts-expect-error -- nor where overwriting is denied
  void orders.putMany([order], { overwrite: false })
  // @ts-expect-error -- nor in a plan
  void orders.plan.putMany([newOrder])
  // @ts-expect-error -- nor in an attempt
  void orders.attempt.putMany([newOrder])
  expectTypeOf(orders.deleteMany([orderKey])).resolves.toEqualTypeOf<void>()
  void customers.deleteMany([customer, customerKey])
  // @ts-expect-error -- the item has a version
  void orders.deleteMany([order])
  // @ts-expect-error -- the item has a version
  void orders.plan.deleteMany([order])
  // @ts-expect-error -- the key is not whole
  void orders.deleteMany([customerKey])
})

test('plans of reads by key are read together, with results by label', () => {
  const plans = {
    order: orders.plan.get(orderKey),
    customers: customers.plan.getMany([customerKey]),
  }
  expectTypeOf(plans.order).toEqualTypeOf<GetPlan<OrderItem | undefined>>()
  interface Results {
    readonly order: OrderItem | undefined
    readonly customers: (CustomerItem | undefined)[]
  }
  expectTypeOf(db.batchGet(plans)).resolves.toEqualTypeOf<Results>()
  expectTypeOf(db.transactGet(plans)).resolves.toEqualTypeOf<Results>()
  expectTypeOf(db.planBatchGet(plans)).toEqualTypeOf<RunnableReadPlan<Results>>()
  expectTypeOf(db.planTransactGet(plans).run()).resolves.toEqualTypeOf<Results>()
  expectTypeOf(db.attemptBatchGet(plans)).resolves.toEqualTypeOf<
    Result<Results, UnprocessedError<unknown, Results>>
  >()
  expectTypeOf(db.attemptTransactGet(plans)).resolves.toEqualTypeOf<
    Result<Results, TransactionCancelledError>
  >()
  const { together } = { together: db.planBatchGet(plans) }
  // @ts-expect-error -- what is read together is no part of another
  void db.batchGet({ together })
  // @ts-expect-error -- a query is no read by key
  void db.batchGet({ query: orders.query.primary(customerKey).plan() })
  // @ts-expect-error -- nor is a write
  void db.batchGet({ write: customers.plan.put(customer) })
  // @ts-expect-error -- a promise is no plan
  void db.transactGet({ order: orders.get(orderKey) })
  // @ts-expect-error -- a transaction has no bounds of its own
  void db.transactGet(plans, { attempts: 3 })
})

test('plans of puts and deletes are written together, with results by label', () => {
  const plans = {
    made: customers.plan.putMany([customer]),
    gone: orders.plan.deleteMany([orderKey]),
  }
  expectTypeOf(plans.made).toEqualTypeOf<BatchPlan<CustomerItem[]>>()
  interface Results {
    readonly made: CustomerItem[]
    readonly gone: void
  }
  expectTypeOf(db.batchWrite(plans)).resolves.toEqualTypeOf<Results>()
  expectTypeOf(db.planBatchWrite(plans)).toEqualTypeOf<BatchPlan<Results>>()
  expectTypeOf(db.attemptBatchWrite(plans)).resolves.toEqualTypeOf<Result<Results, UnprocessedError>>()
  // @ts-expect-error -- a put depends on nothing, but the plan is one of a transaction
  void db.batchWrite({ put: customers.plan.put(customer) })
  // @ts-expect-error -- nothing is written
  void db.batchWrite({ read: customers.plan.getMany([]) })
  // @ts-expect-error -- a transaction takes single writes
  void db.transact(plans)
  // @ts-expect-error -- and no reads
  void db.transact({ read: orders.plan.get(orderKey) })
})

test('what is left over is of the type that was passed in', async () => {
  const read = await orders.attempt.getMany([orderKey])
  if (!read.ok) {
    expectTypeOf(read.error.details.leftover[0]!.given).toEqualTypeOf<Key<typeof Order>>()
    expectTypeOf(read.error.details.found).toEqualTypeOf<(OrderItem | undefined)[] | undefined>()
    void orders.getMany(read.error.details.leftover.map(({ given }) => given))
  }
  const written = await customers.attempt.putMany([customer])
  if (!written.ok) void customers.putMany(written.error.details.leftover.map(({ given }) => given))
  const deleted = await orders.attempt.deleteMany([orderKey])
  if (!deleted.ok) void orders.deleteMany(deleted.error.details.leftover.map(({ given }) => given))
})

test('a function of any entity reads many', () => {
  function readAll<TEntity extends AnyEntity>(repository: Repository<TEntity>, keys: Key<TEntity>[]) {
    return repository.getMany(keys)
  }
  expectTypeOf(readAll<typeof Order>).returns.resolves.toEqualTypeOf<(OrderItem | undefined)[]>()
})

test('a repository of whatever entity takes what it is given, as its other writes do', () => {
  const repository = {} as Repository<AnyEntity>
  void repository.putMany([newOrder])
  void repository.deleteMany([orderKey])
})
