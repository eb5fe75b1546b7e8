import { expectCapacity, testDatabase } from 'monotable/testing'
import type { Fault } from 'monotable/testing'
import { describe, expect, it } from 'vitest'
import * as schema from '../schema.js'

const ada = { customerId: 'c1', name: 'Ada' }
const order = { customerId: 'c1', orderId: 'o1', status: 'placed', totalCents: 1999 } as const
const seed = 1

/** A database with a customer and an order, whose requests meet faults from here on. */
const struck = (...faults: Fault[]) =>
  testDatabase(schema, {
    backend: 'memory',
    seed,
    faults,
    fixtures: { customers: [ada], orders: [order] },
  })

const operationsOf = (db: Awaited<ReturnType<typeof struck>>) =>
  db.test.requests.map(({ operation, fault }) => (fault === undefined ? operation : `${operation} ${fault}`))

describe('requests that are throttled', () => {
  it('are sent again, as on AWS', async () => {
    await using db = await struck({ kind: 'throttle', operation: 'GetItem', nth: [1, 2, 3, 4] })
    expect(await db.customers.get(ada)).toMatchObject(ada)
    expect(operationsOf(db)).toEqual([...Array<string>(4).fill('GetItem throttle'), 'GetItem'])
  })

  it('fail after as many attempts as there may be, with an error that tells the seed', async () => {
    await using db = await struck({ kind: 'throttle' })
    await expect(db.customers.get(ada)).rejects.toMatchObject({
      name: 'ProvisionedThroughputExceededException',
      message: 'Throttled by the fault plan of this test, seed 1',
    })
    expect(db.test.requests).toHaveLength(10)
  })

  it('were not carried out', async () => {
    await using db = await testDatabase(schema, {
      backend: 'memory',
      attempts: 1,
      faults: [{ kind: 'throttle' }],
    })
    await expect(db.customers.create(ada)).rejects.toThrow('Throttled')
    db.test.setFaults()
    expect(await db.customers.get(ada)).toBeUndefined()
  })
})

describe('a request that is lost', () => {
  it('is sent again where it was a read', async () => {
    await using db = await struck({ kind: 'time-out', nth: 1 })
    expect(await db.customers.get(ada)).toMatchObject(ada)
    expect(operationsOf(db)).toEqual(['GetItem time-out', 'GetItem'])
  })

  it('was not carried out, which its sender cannot know', async () => {
    await using db = await struck({ kind: 'time-out', operation: 'UpdateItem' })
    await expect(db.customers.update({ customerId: 'c1' }, { add: { points: 1 } })).rejects.toMatchObject({
      code: 'repository.outcome-unknown',
    })
    expect(await db.customers.get(ada)).toMatchObject({ points: 0 })
  })
})

describe('a lost response', () => {
  it('to a conditional write does no harm: the own write is told from that of others', async () => {
    await using db = await struck({ kind: 'lost-response', operation: 'UpdateItem', nth: 1 })
    const paid = await db.orders.update(await db.orders.require(order), { set: { status: 'paid' } })
    expect(paid).toMatchObject({ status: 'paid', version: 2 })
    expect(operationsOf(db)).toEqual(['GetItem', 'UpdateItem lost-response', 'UpdateItem'])
  })

  it('to what must not happen twice is not followed by another request', async () => {
    await using db = await struck({ kind: 'lost-response', operation: 'UpdateItem' })
    await expect(db.customers.update({ customerId: 'c1' }, { add: { points: 1 } })).rejects.toMatchObject({
      code: 'repository.outcome-unknown',
    })
    expect(operationsOf(db)).toEqual(['UpdateItem lost-response'])
    expect(await db.customers.get(ada)).toMatchObject({ points: 1 })
  })
})

describe('a conflict with a transaction', () => {
  it('refuses a single write', async () => {
    await using db = await struck({ kind: 'conflict', operation: 'PutItem' })
    await expect(db.customers.create({ customerId: 'c2', name: 'Bob' })).rejects.toMatchObject({
      name: 'TransactionConflictException',
    })
    expect(await db.customers.get({ customerId: 'c2' })).toBeUndefined()
  })

  it('cancels a transaction at one of its actions', async () => {
    await using db = await struck({ kind: 'conflict' })
    const result = await db.attemptTransaction({
      one: db.customers.plan.create({ customerId: 'c2', name: 'Bob' }),
      two: db.customers.plan.create({ customerId: 'c3', name: 'Eve' }),
    })
    expect(result).toMatchObject({ ok: false, error: { code: 'repository.transaction-cancelled' } })
    expect(JSON.stringify(result)).toContain('"reason":"TransactionConflict"')
  })
})

describe('a batch that is left over in part', () => {
  it('is finished by the mapper', async () => {
    await using db = await struck({ kind: 'unprocessed', nth: [1, 2] })
    const many = Array.from({ length: 20 }, (_, index) => ({ customerId: `m${index}`, name: 'Many' }))
    await db.customers.putMany(many)
    expect(db.test.requests.length).toBeGreaterThan(2)
    db.test.setFaults({ kind: 'unprocessed', nth: [1, 2] })
    expect(await db.customers.getMany(many)).toHaveLength(20)
  })

  it('is reported with what is left over where it stays so', async () => {
    await using db = await struck({ kind: 'unprocessed' })
    await expect(db.customers.putMany([{ customerId: 'c2', name: 'Bob' }])).rejects.toMatchObject({
      code: 'repository.unprocessed',
    })
  })
})

describe('a batch that is left over in part by the fault and in part by the backend', () => {
  it('is finished all the same, and nothing of it forgotten', async () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ customerId: `m${index}`, name: 'Many' }))
    await using db = await testDatabase(schema, {
      backend: 'memory',
      seed,
      memory: { transactionTime: 1000 },
    })
    const held = db.transact({
      one: db.customers.plan.create({ customerId: 'm3', name: 'Held' }),
      two: db.customers.plan.create({ customerId: 'm4', name: 'Held' }),
    })
    db.test.setFaults({ kind: 'unprocessed', nth: [1, 2, 3] })
    await Promise.all([held, db.customers.putMany(many)])
    expect((await db.customers.getMany(many)).map((customer) => customer?.name)).toEqual(
      many.map(({ name }) => name),
    )
  })
})

describe('faults by chance', () => {
  const patternOf = async (given: number) => {
    await using db = await testDatabase(schema, {
      backend: 'memory',
      seed: given,
      attempts: 1,
      faults: [{ kind: 'throttle', operation: 'GetItem', probability: 0.3 }],
    })
    for (let count = 0; count < 200; count++) await db.customers.get(ada).catch(() => undefined)
    return operationsOf(db)
  }

  it('are the same for the same seed, and others for another', async () => {
    const one = await patternOf(1)
    expect(await patternOf(1)).toEqual(one)
    expect(await patternOf(2)).not.toEqual(one)
    const faults = one.filter((each) => each.endsWith('throttle')).length
    expect(faults).toBeGreaterThan(30)
    expect(faults).toBeLessThan(90)
  })

  it('consume nothing', async () => {
    await using db = await struck({ kind: 'throttle', operation: 'GetItem', nth: 1 })
    await expectCapacity(() => db.customers.get(ada)).toBe({ read: 0.5 })
  })
})
