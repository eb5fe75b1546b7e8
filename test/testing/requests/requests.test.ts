import { expectCapacity, testDatabase } from 'monotable/testing'
import { describe, expect, it } from 'vitest'
import * as schema from '../schema.js'

const ada = { customerId: 'c1', name: 'Ada' }
const opened = () => testDatabase(schema, { backend: 'memory', fixtures: { customers: [ada] } })

describe('the requests of a test', () => {
  it('are written down with input, output and what they consumed', async () => {
    await using db = await opened()
    await db.customers.get(ada)
    expect(db.test.requests).toEqual([
      {
        operation: 'GetItem',
        input: { TableName: 'shop', Key: { pk: { S: 'CUSTOMER#c1' }, sk: { S: 'CUSTOMER' } } },
        output: { Item: expect.objectContaining({ name: { S: 'Ada' } }) as object },
        error: undefined,
        fault: undefined,
        capacity: { read: 0.5, write: 0 },
      },
    ])
  })

  it('include those that were refused', async () => {
    await using db = await opened()
    await db.customers.attempt.create(ada)
    expect(db.test.requests).toMatchObject([
      { operation: 'PutItem', output: undefined, error: { name: 'ConditionalCheckFailedException' } },
    ])
  })

  it('are forgotten when the test says so', async () => {
    await using db = await opened()
    await db.customers.get(ada)
    db.test.forgetRequests()
    expect(db.test.requests).toEqual([])
  })

  it('do not include those of the test itself to the backend', async () => {
    await using db = await opened()
    await db.test.backend.execute('Scan', { TableName: 'shop' })
    expect(db.test.requests).toEqual([])
  })
})

describe('an expectation of capacity', () => {
  it('holds for what the requests consume, and gives what was run gave', async () => {
    await using db = await opened()
    expect(await expectCapacity(() => db.customers.get(ada)).toBe({ read: 0.5 })).toMatchObject(ada)
    await expectCapacity(() => db.customers.create({ customerId: 'c2', name: 'Bob' })).toBe({ write: 1 })
    await expectCapacity(async () => {
      await db.customers.get(ada)
      await db.customers.update({ customerId: 'c1' }, { add: { points: 1 } })
    }).toBe(1.5)
  })

  it('counts the indexes, batches and transactions', async () => {
    await using db = await opened()
    const order = { customerId: 'c1', orderId: 'o1', status: 'placed', totalCents: 1 } as const
    await expectCapacity(() => db.orders.create(order)).toBe({ write: 2 })
    await expectCapacity(() =>
      db.customers.putMany([
        { customerId: 'c3', name: 'C' },
        { customerId: 'c4', name: 'D' },
      ]),
    ).toBe({ write: 2 })
    await expectCapacity(() =>
      db.transact({ one: db.customers.plan.create({ customerId: 'c5', name: 'E' }) }),
    ).toBe({ write: 2 })
  })

  it('fails with both sides, and says which requests there were', async () => {
    await using db = await opened()
    const failure = expectCapacity(() => db.customers.get(ada)).toBe({ read: 1 })
    await expect(failure).rejects.toMatchObject({
      name: 'AssertionError',
      message: 'Expected a capacity of 1 read units, and it consumed 0.5 read units: GetItem 0.5 read units',
      actual: { read: 0.5, write: 0 },
      expected: { read: 1, write: 0 },
    })
    await expect(expectCapacity(() => db.customers.get(ada)).toBe({ write: 0.5 })).rejects.toThrow(
      'a capacity of 0.5 write units',
    )
    await expect(
      expectCapacity(() => db.customers.get(ada)).toBeAtMost({ reads: 1 } as object),
    ).rejects.toMatchObject({ code: 'testing.option', details: { near: ['read'] } })
    await expect(expectCapacity(() => undefined).toBe(1)).rejects.toThrow(
      'it consumed 0 read units: no requests',
    )
  })

  it('may set a bound', async () => {
    await using db = await opened()
    await expectCapacity(() => db.customers.get(ada)).toBeAtMost(1)
    await expect(expectCapacity(() => db.customers.get(ada)).toBeAtMost({ read: 0.4 })).rejects.toThrow(
      'at most 0.4 read units',
    )
  })

  it('sees its own requests, not those that run beside it, and those of expectations within it', async () => {
    await using db = await opened()
    await Promise.all([
      expectCapacity(() => db.customers.get(ada)).toBe(0.5),
      expectCapacity(async () => {
        await expectCapacity(() => db.customers.get(ada)).toBe(0.5)
        await db.customers.get(ada)
      }).toBe(1),
    ])
  })

  it('passes on what fails within it', async () => {
    await expect(expectCapacity(() => Promise.reject(new Error('inside'))).toBe(0)).rejects.toThrow('inside')
  })

  it('refuses a backend that does not say what it consumed', async () => {
    await using db = await opened()
    const silent = await testDatabase(schema, {
      backend: {
        async execute(operation, input, options) {
          const output = await db.test.backend.execute(operation, input, options)
          return { ...output, ConsumedCapacity: undefined }
        },
      },
    })
    await expect(expectCapacity(() => silent.customers.get(ada)).toBe(0.5)).rejects.toMatchObject({
      code: 'testing.capacity',
    })
  })
})
