import { beforeEach, describe, expect, test } from 'vitest'
import { UnprocessedError } from '../../../src/repository/batches/unprocessed-error.js'
import { ServiceError } from '../../../src/protocol/service-errors.js'
import { orderKey, placed, untyped } from '../fixtures.js'
import { note, openBatch, parcel, parcelKey, parcelKeys, parcels, sizesOf } from './fixtures.js'

let shop: Awaited<ReturnType<typeof openBatch>>
beforeEach(async () => {
  shop = await openBatch()
})

const write = async (count: number) => {
  for (const each of parcels(count)) await shop.db.parcels.put(each)
  shop.sent.length = 0
}

describe('reading many items', () => {
  test('gives them in the order of the keys, undefined where nothing is, in one request', async () => {
    await write(3)
    const found = await shop.db.parcels.getMany([parcelKey(2), parcelKey(9), parcelKey(0)])
    expect(found).toEqual([parcel(2), undefined, parcel(0)])
    expect(sizesOf(shop.sent, 'BatchGetItem')).toEqual([3])
    expect(shop.sent).toHaveLength(1)
  })

  test('asks for equal keys once, and gives each its own item', async () => {
    await write(1)
    const [one, other] = await shop.db.parcels.getMany([parcelKey(0), parcelKey(0)])
    expect(sizesOf(shop.sent, 'BatchGetItem')).toEqual([1])
    expect(one).toEqual(parcel(0))
    expect(other).toEqual(one)
    expect(other).not.toBe(one)
  })

  test('knows keys again however DynamoDB writes their numbers, and bytes by their values', async () => {
    const ids = [1e21, 1e-7, -1.5, 100, 0]
    for (const id of ids) await shop.db.notes.put(note(id, 1, 2))
    shop.sent.length = 0
    const found = await shop.db.notes.getMany([...ids, 1].map((id) => note(id, 1, 2)))
    expect(found.map((each) => each?.id)).toEqual([...ids, undefined])
    expect(await shop.db.notes.getMany([note(100, 1), note(100, 1, 2)])).toEqual([undefined, note(100, 1, 2)])
  })

  test('takes a hundred keys a request', async () => {
    await write(3)
    const found = await shop.db.parcels.getMany(parcelKeys(201))
    expect(found.slice(0, 4)).toEqual([...parcels(3), undefined])
    expect(found).toHaveLength(201)
    expect(sizesOf(shop.sent, 'BatchGetItem')).toEqual([100, 100, 1])
  })

  test('of no keys sends nothing', async () => {
    expect(await shop.db.parcels.getMany([])).toEqual([])
    expect(await shop.db.batchGet({})).toEqual({})
    expect(shop.sent).toEqual([])
  })

  test('does not see what has expired', async () => {
    const expires = new Date(shop.clock.now() + 5000)
    await shop.db.notes.put({ ...note(1), expires })
    expect(await shop.db.notes.getMany([note(1)])).toEqual([{ ...note(1), expires }])
    shop.clock.advance(6000)
    expect(await shop.db.notes.getMany([note(1)])).toEqual([undefined])
  })

  test('asks for what was written last where it is told to, and only there', async () => {
    await write(2)
    await shop.db.parcels.getMany(parcelKeys(2), { consistent: true })
    expect(shop.sent[0]?.input).toMatchObject({ RequestItems: { shop: { ConsistentRead: true } } })
    shop.sent.length = 0
    await shop.db.batchGet({
      last: shop.db.parcels.plan.get(parcelKey(0), { consistent: true }),
      same: shop.db.parcels.plan.get(parcelKey(0)),
      other: shop.db.parcels.plan.get(parcelKey(1)),
    })
    expect(shop.sent.map(({ input }) => input)).toEqual([
      {
        RequestItems: {
          shop: { Keys: [expect.objectContaining({ sk: { S: 'PARCEL#p0' } })], ConsistentRead: true },
        },
      },
      { RequestItems: { shop: { Keys: [expect.objectContaining({ sk: { S: 'PARCEL#p1' } })] } } },
    ])
  })

  test('reads entities of several tables under labels in one request', async () => {
    const order = await shop.db.orders.create(placed)
    await shop.db.notes.put(note(1))
    await write(2)
    const found = await shop.db.batchGet({
      order: shop.db.orders.plan.get(orderKey),
      missing: shop.db.orders.plan.get({ ...orderKey, id: 'o9' }),
      parcels: shop.db.parcels.plan.getMany(parcelKeys(3)),
      notes: shop.db.notes.plan.getMany([note(1)]),
      none: shop.db.notes.plan.getMany([]),
    })
    expect(found).toEqual({
      order,
      missing: undefined,
      parcels: [parcel(0), parcel(1), undefined],
      notes: [note(1)],
      none: [],
    })
    expect(sizesOf(shop.sent, 'BatchGetItem')).toEqual([6])
  })

  test('takes labels of any name', async () => {
    await write(1)
    const plans = Object.defineProperty({}, '__proto__', {
      value: shop.db.parcels.plan.get(parcelKey(0)),
      enumerable: true,
    })
    expect(Object.entries(await shop.db.batchGet(plans))).toEqual([['__proto__', parcel(0)]])
  })
})

describe('what DynamoDB leaves unprocessed', () => {
  test('is asked for again, alone, after a pause that grows and is jittered', async () => {
    await write(3)
    shop.state.leaves = (request, entry) => request < 4 && entry === 0
    expect(await shop.db.parcels.getMany(parcelKeys(3))).toEqual(parcels(3))
    expect(sizesOf(shop.sent, 'BatchGetItem')).toEqual([3, 1, 1, 1])
    const [first = 0, second = 0, third = 0] = shop.clock.sleeps
    expect(first).toBeGreaterThan(0)
    expect(first).toBeLessThan(50)
    expect(second).toBeLessThan(100)
    expect(third).toBeLessThan(200)
    expect(shop.clock.sleeps).toHaveLength(3)
  })

  test('is left over after all attempts, with what was found', async () => {
    await write(4)
    shop.state.leaves = (_, entry) => entry === 0
    const keys = [parcelKey(0), parcelKey(1), parcelKey(0), parcelKey(9)]
    const failure = await shop.db.parcels.getMany(keys, { attempts: 3 }).catch((error) => error)
    expect(failure).toBeInstanceOf(UnprocessedError)
    expect(failure).toMatchObject({
      code: 'repository.unprocessed',
      message: expect.stringContaining('Parcel: DynamoDB left 2 keys'),
      details: {
        entities: ['Parcel'],
        attempts: 3,
        leftover: [
          { label: undefined, entity: 'Parcel', verb: 'get', given: parcelKey(0) },
          { label: undefined, entity: 'Parcel', verb: 'get', given: parcelKey(0) },
        ],
        found: [undefined, parcel(1), undefined, undefined],
      },
    })
    expect(sizesOf(shop.sent, 'BatchGetItem')).toEqual([3, 1, 1])
  })

  test('stands under its label, and is a value of an attempt', async () => {
    await write(2)
    await shop.db.notes.put(note(1))
    shop.state.leaves = (_, entry) => entry === 0
    const outcome = await shop.db.attemptBatchGet(
      { first: shop.db.notes.plan.get(note(1)), rest: shop.db.parcels.plan.getMany(parcelKeys(2)) },
      { attempts: 1 },
    )
    expect(outcome).toMatchObject({
      ok: false,
      error: {
        details: {
          entities: ['Note', 'Parcel'],
          leftover: [{ label: 'first', entity: 'Note', given: { id: 1 } }],
          found: { first: undefined, rest: parcels(2) },
        },
      },
    })
    expect(await shop.db.parcels.attempt.getMany(parcelKeys(1), { attempts: 1 })).toMatchObject({
      ok: false,
      error: { code: 'repository.unprocessed', details: { leftover: [{ given: parcelKey(0) }] } },
    })
    shop.state.leaves = () => false
    expect(await shop.db.parcels.attempt.getMany(parcelKeys(1))).toEqual({ ok: true, value: [parcel(0)] })
  })

  test('is everything where the request is refused for throughput, and the refusal is the cause', async () => {
    await write(2)
    const refusal = new ServiceError('ProvisionedThroughputExceededException', 'slow down')
    shop.state.before = async (request) => {
      if (request < 3) throw refusal
    }
    expect(await shop.db.parcels.getMany(parcelKeys(2))).toEqual(parcels(2))
    expect(sizesOf(shop.sent, 'BatchGetItem')).toEqual([2, 2, 2])
    shop.state.before = async () => {
      throw refusal
    }
    const failure = await shop.db.parcels.getMany(parcelKeys(2), { attempts: 2 }).catch((error) => error)
    expect(failure.cause).toBe(refusal)
    expect(failure.details.leftover).toHaveLength(2)
  })

  test('is read in parts of 16 MB', async () => {
    const ids = Array.from({ length: 60 }, (_, id) => id)
    for (const id of ids) await shop.db.notes.put({ ...note(id), text: 'x'.repeat(350_000) })
    shop.sent.length = 0
    const found = await shop.db.notes.getMany(ids.map((id) => note(id)))
    expect(found.map((each) => each?.id)).toEqual(ids)
    expect(sizesOf(shop.sent, 'BatchGetItem')).toEqual([60, 15])
  })
})

describe('requests at the same time', () => {
  test('are four, or as many as is said', async () => {
    await shop.db.parcels.getMany(parcelKeys(1000))
    expect(shop.state.mostUnderway).toBe(4)
    shop.state.mostUnderway = 0
    await shop.db.parcels.getMany(parcelKeys(1000), { concurrency: 2 })
    expect(shop.state.mostUnderway).toBe(2)
  })

  test('are followed by no other once one has failed, and the failure waits for them', async () => {
    const failure = new Error('broken')
    shop.state.before = async (request) => {
      if (request === 2) throw failure
    }
    await expect(shop.db.parcels.getMany(parcelKeys(1000))).rejects.toBe(failure)
    expect(shop.sent).toHaveLength(4)
    expect(shop.state.underway).toBe(0)
  })

  test('carry the signal, which ends the batch', async () => {
    const controller = new AbortController()
    shop.state.leaves = () => true
    shop.state.before = async (request) => {
      if (request === 3) controller.abort(new Error('enough'))
    }
    const { signal } = controller
    await expect(shop.db.parcels.getMany(parcelKeys(1), { signal })).rejects.toThrow('enough')
    expect(shop.sent.map((request) => request.signal)).toEqual([signal, signal, signal])
  })
})

describe('the plan', () => {
  test('says the requests, their bound and the cost, and sends nothing', async () => {
    const plan = shop.db.parcels.plan.getMany([...parcelKeys(101), parcelKey(0)], { attempts: 3 })
    expect(plan.requests.map(({ operation, when, atMost }) => [operation, when, atMost])).toEqual([
      ['BatchGetItem', 'always', undefined],
      ['BatchGetItem', 'always', undefined],
      ['BatchGetItem', 'dependent', 4],
    ])
    expect(plan.cost).toEqual({
      readUnits: { minimum: 50.5, maximum: 5050 },
      writeUnits: { minimum: 0, maximum: 0 },
      arithmetic: [expect.stringContaining('101 items, each: item size rounded up to 4 KB')],
    })
    expect(plan).toMatchObject({ entities: ['Parcel'], canAppear: ['Parcel'], kind: 'get' })
    expect(shop.sent).toEqual([])
    expect(await plan.run()).toHaveLength(102)
    expect(shop.sent.map(({ input }) => input)).toEqual(
      plan.requests.filter(({ when }) => when === 'always').map(({ input }) => input),
    )
  })

  test('holds the key as it was, and runs again', async () => {
    await write(1)
    const key = parcelKey(0)
    const plan = shop.db.parcels.plan.get(key)
    key.id = 'other'
    expect(await plan.run()).toEqual(parcel(0))
    expect(await plan.run()).toEqual(parcel(0))
    expect(shop.sent.map(({ operation }) => operation)).toEqual(['GetItem', 'GetItem'])
  })

  test('of several says all of their entities', () => {
    const plan = shop.db.planBatchGet({
      a: shop.db.parcels.plan.get(parcelKey(0), { consistent: true }),
      b: shop.db.notes.plan.get(note(1)),
    })
    expect(plan.entities).toEqual(['Parcel', 'Note'])
    expect(plan.cost.readUnits).toEqual({ minimum: 1.5, maximum: 150 })
  })
})

describe('what JavaScript callers get wrong', () => {
  test.each([
    ['getMany', { id: 1 }, undefined, 'repository.not-a-list'],
    ['getMany', [undefined], undefined, 'repository.target'],
    ['getMany', [], { attempts: 0 }, 'repository.attempts'],
    ['getMany', [], { concurrency: 1.5 }, 'repository.concurrency'],
  ])('%s of %j with %j', async (verb, given, options, code) => {
    await expect(untyped(shop.db.parcels)[verb](given, options)).rejects.toMatchObject({ code })
    expect(shop.sent).toEqual([])
  })

  test('plans that do not read by key, or are of another database', async () => {
    const { db } = shop
    const batchGet = untyped(db.batchGet)
    const other = await openBatch()
    for (const plans of [
      undefined,
      { a: undefined },
      { a: db.parcels.plan.put(parcel(0)) },
      { a: db.parcels.query.primary({ tenant: 't' }).plan() },
      { a: db.planBatchGet({}) },
      { a: other.db.parcels.plan.get(parcelKey(0)) },
    ])
      await expect(batchGet(plans)).rejects.toMatchObject({ code: 'repository.not-a-plan' })
  })

  test('tables that are not there', async () => {
    await shop.engine.execute('DeleteTable', { TableName: 'notes' })
    await expect(shop.db.notes.getMany([note(1)])).rejects.toMatchObject({
      code: 'repository.table-missing',
    })
  })
})
