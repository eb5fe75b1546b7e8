import { describe, expect, test } from 'vitest'
import { createDatabase } from '../../../src/index.js'
import type { DatabaseOptions, HookedOutcome, HookedRequest, Hooks } from '../../../src/index.js'
import type { Backend } from '../../../src/protocol/backend.js'
import { manualClock, Order, orderKey, Parcel, placed, recordingBackend, untyped } from '../fixtures.js'

interface Told {
  readonly request: HookedRequest
  readonly outcome?: HookedOutcome
}

async function open(more: Partial<Hooks> = {}, wrap: (backend: Backend) => Backend = (backend) => backend) {
  const clock = manualClock()
  const { backend, sent } = recordingBackend(clock)
  const told: Told[] = []
  const hooks: Hooks = {
    before: (request) => told.push({ request }),
    after: (request, outcome) => told.push({ request, outcome }),
    ...more,
  }
  const db = createDatabase({
    backend: wrap(backend),
    clock,
    hooks,
    entities: { orders: Order, parcels: Parcel },
    collections: { ofCustomer: { entities: ['orders'] } },
  })
  await db.createTables()
  sent.length = 0
  return { db, told, sent, clock }
}

const briefly = ({ request, outcome }: Told) => [
  request.operation,
  request.entities.join('+'),
  request.accessPattern,
  outcome === undefined ? 'before' : 'after',
]

describe('hooks', () => {
  test('cannot change what is sent', async () => {
    const failures: unknown[] = []
    const { db, sent } = await open({
      capacity: true,
      before({ input }) {
        const { Item } = input as { Item: Record<string, unknown> }
        Item['status'] = { S: 'paid' }
      },
      failed: (error) => failures.push(error),
    })
    await db.orders.create(placed)
    expect(failures).toEqual([expect.any(TypeError)])
    expect(sent).toMatchObject([
      { input: { Item: { status: { S: 'placed' } }, ReturnConsumedCapacity: 'INDEXES' } },
    ])
  })

  test('are shown what is sent, to its last member', async () => {
    const { db, sent, told } = await open({ capacity: true })
    await db.orders.create(placed)
    expect(told[0]?.request.input).toEqual(sent[0]?.input)
  })

  test('are told of each request once before it and once after it, with entity and access pattern', async () => {
    const { db, told } = await open()
    const { orders, parcels } = db
    const parcel = { tenant: 't', id: 'p', weight: 1 }
    const order = await orders.create(placed)
    await orders.get(orderKey)
    await orders.query.byStatus({ status: 'placed' }).all()
    await orders.query.primary({ customer: 'c1' }).count()
    await parcels.scan().all()
    await db.collections.ofCustomer({ customer: 'c1' }).all()
    await db.transact({
      order: orders.plan.update(order, { set: { cents: 1 } }),
      parcel: parcels.plan.create(parcel),
    })
    await db.batchGet({ order: orders.plan.get(orderKey), parcel: parcels.plan.get(parcel) })
    await db.transactGet({ order: orders.plan.get(orderKey) })
    await parcels.putMany([parcel])
    await orders.delete(orderKey)
    const requests = [
      ['PutItem', 'Order', 'primary'],
      ['GetItem', 'Order', 'primary'],
      ['Query', 'Order', 'byStatus'],
      ['Query', 'Order', 'primary'],
      ['Scan', 'Parcel', 'primary'],
      ['Query', 'Order', 'ofCustomer'],
      ['TransactWriteItems', 'Order+Parcel', 'primary'],
      ['BatchGetItem', 'Order+Parcel', 'primary'],
      ['TransactGetItems', 'Order', 'primary'],
      ['BatchWriteItem', 'Parcel', 'primary'],
      ['DeleteItem', 'Order', 'primary'],
    ]
    expect(told.map(briefly)).toEqual(
      requests.flatMap((each) => [
        [...each, 'before'],
        [...each, 'after'],
      ]),
    )
    for (let index = 0; index < told.length; index += 2)
      expect(told[index + 1]?.request).toBe(told[index]?.request)
  })

  test('are told of every request of an operation that sends several', async () => {
    const { db, told } = await open()
    await db.orders.create(placed)
    told.length = 0
    await db.orders.update(orderKey, { set: { status: 'paid' } }, { reindex: 'read' })
    expect(told.map(({ request }) => request.operation)).toEqual([
      'GetItem',
      'GetItem',
      'UpdateItem',
      'UpdateItem',
    ])
  })

  test('are told how long it took, how often it was sent, and what it failed with', async () => {
    const failure = Object.assign(new Error('slow down'), { name: 'ThrottlingException' })
    const clock = manualClock()
    const told: Told[] = []
    const db = createDatabase({
      backend: {
        execute(_operation, _input, options) {
          clock.advance(250)
          if (options?.meter !== undefined) options.meter.attempts = 3
          return Promise.reject(failure)
        },
      },
      clock,
      hooks: { after: (request, outcome) => told.push({ request, outcome }) },
      entities: { orders: Order },
    })
    await expect(db.orders.get(orderKey)).rejects.toBe(failure)
    expect(told.map(({ outcome }) => outcome)).toEqual([
      { durationMilliseconds: 250, attempts: 3, consumedCapacity: [], error: failure },
    ])
  })

  test('are told what was consumed, for which DynamoDB is asked only then', async () => {
    const quiet = await open()
    await quiet.db.orders.create(placed)
    expect(quiet.told[1]?.outcome?.consumedCapacity).toEqual([])
    expect(quiet.sent[0]?.input).not.toHaveProperty('ReturnConsumedCapacity')
    const { db, told, sent } = await open({ capacity: true })
    await db.orders.create(placed)
    await db.orders.getMany([orderKey])
    expect(sent.map(({ input }) => input)).toMatchObject([
      { ReturnConsumedCapacity: 'INDEXES' },
      { ReturnConsumedCapacity: 'INDEXES' },
    ])
    const [, put, , get] = told.map(({ outcome }) => outcome?.consumedCapacity)
    expect(put).toMatchObject([{ TableName: 'shop', Table: { CapacityUnits: 1 } }])
    expect(Object.keys(put?.[0]?.GlobalSecondaryIndexes ?? {})).toContain('gsi1')
    expect(get).toMatchObject([{ TableName: 'shop', CapacityUnits: 0.5 }])
  })

  test('that throw stop nothing and take no outcome away', async () => {
    const failed: unknown[] = []
    const careless = (word: string) => () => {
      throw new Error(word)
    }
    const { db } = await open({
      before: careless('before'),
      after: careless('after'),
      failed: (error) => failed.push(error),
    })
    const order = await db.orders.create(placed)
    expect(order).toMatchObject(placed)
    expect(failed).toEqual([new Error('before'), new Error('after')])
    await expect(db.orders.create(placed)).rejects.toMatchObject({ code: 'repository.exists' })
    const silent = await open({ after: careless('after'), failed: careless('failed') })
    expect(await silent.db.orders.create(placed)).toMatchObject(placed)
  })

  test('that are asynchronous are not waited for, and what they reject with is told', async () => {
    const failed: unknown[] = []
    const { db } = await open({
      after: untyped(async () => Promise.reject(new Error('later'))),
      failed: (error) => failed.push(error),
    })
    await db.orders.create(placed)
    await Promise.resolve()
    expect(failed).toEqual([new Error('later')])
  })

  test('cannot change what is sent', async () => {
    const { db, told } = await open()
    await db.orders.create(placed)
    expect(Object.isFrozen(told[0]?.request)).toBe(true)
  })

  test('leave requests and their options as they are where there are none', async () => {
    const clock = manualClock()
    const { backend } = recordingBackend(clock)
    const options: unknown[] = []
    const db = createDatabase({
      backend: {
        execute(operation, input, given) {
          options.push(given)
          return backend.execute(operation, input, given)
        },
      },
      clock,
      entities: { orders: Order, parcels: Parcel },
    })
    await db.createTables()
    options.length = 0
    await db.orders.create(placed)
    expect(options).toEqual([undefined])
  })

  test('of another form are refused', () => {
    const { backend } = recordingBackend(manualClock())
    const given = (hooks: unknown) =>
      ({ backend, entities: { orders: Order }, hooks }) as DatabaseOptions<{ orders: typeof Order }>
    for (const hooks of ['log', null, { before: 'log' }, { after: 1 }, { failed: {} }])
      expect(() => createDatabase(given(hooks))).toThrow(
        expect.objectContaining({ code: 'repository.database' }) as Error,
      )
  })
})
