import { beforeEach, describe, expect, test } from 'vitest'
import { UnprocessedError } from '../../../src/repository/batches/unprocessed-error.js'
import { ServiceError } from '../../../src/protocol/service-errors.js'
import { orderKey, placed, untyped } from '../fixtures.js'
import { ada, openAccounts } from '../writes/unique-users.js'
import { note, openBatch, parcel, parcelKey, parcelKeys, parcels, sizesOf } from './fixtures.js'

let shop: Awaited<ReturnType<typeof openBatch>>
beforeEach(async () => {
  shop = await openBatch()
})

const stored = async (count: number) => shop.db.parcels.getMany(parcelKeys(count))

describe('putting many items', () => {
  test('writes them over whatever is there, twenty-five in a request, and gives them in order', async () => {
    await shop.db.parcels.put({ ...parcel(1), area: 'north' })
    shop.sent.length = 0
    expect(await shop.db.parcels.putMany(parcels(60))).toEqual(parcels(60))
    expect(sizesOf(shop.sent, 'BatchWriteItem')).toEqual([25, 25, 10])
    expect(await stored(61)).toEqual([...parcels(60), undefined])
  })

  test('stores an item as put alone stores it, index keys included', async () => {
    const item = { ...parcel(1), depot: 'd', rank: 7, area: 'north', label: 'l' }
    await shop.db.parcels.put(item)
    const read = { TableName: 'shop', Key: { pk: { S: 'TENANT#t' }, sk: { S: 'PARCEL#p1' } } }
    const { Item: alone } = await shop.engine.execute('GetItem', read)
    await shop.db.parcels.delete(item)
    await shop.db.parcels.putMany([item])
    expect((await shop.engine.execute('GetItem', read)).Item).toEqual(alone)
    expect(await shop.db.parcels.query.byDepot({ depot: 'd' }).all()).toEqual([item])
  })

  test('of a versioned entity overwrites with a version that no reader can hold', async () => {
    const old = await shop.db.orders.create(placed)
    const [order] = await shop.db.orders.putMany([{ ...placed, cents: 5 }], { overwrite: true })
    expect(order).toEqual(await shop.db.orders.get(orderKey))
    expect(order?.cents).toBe(5)
    expect(order?.version).toBeGreaterThan(1_000_000)
    await expect(shop.db.orders.update(old, { set: { cents: 1 } })).rejects.toMatchObject({
      code: 'repository.version-conflict',
    })
  })

  test('checks every item before anything is sent', async () => {
    const items = [...parcels(30), untyped({ tenant: 't', id: 'bad', weight: 'heavy' })]
    await expect(shop.db.parcels.putMany(items)).rejects.toMatchObject({ code: 'schema.invalid' })
    expect(shop.sent).toEqual([])
  })
})

describe('deleting many items', () => {
  test('takes keys, of what is there and of what is not', async () => {
    await shop.db.parcels.putMany(parcels(30))
    shop.sent.length = 0
    expect(await shop.db.parcels.deleteMany(parcelKeys(40).slice(10))).toBeUndefined()
    expect(sizesOf(shop.sent, 'BatchWriteItem')).toEqual([25, 5])
    expect(await stored(12)).toEqual([...parcels(10), undefined, undefined])
  })

  test('takes rows of an index that has the keys alone', async () => {
    await shop.db.parcels.putMany(parcels(3).map((each) => ({ ...each, rank: 1 })))
    await shop.db.parcels.deleteMany(await shop.db.parcels.query.byRank({ tenant: 't' }).all())
    expect(await stored(3)).toEqual([undefined, undefined, undefined])
  })

  test('of nothing sends nothing', async () => {
    await shop.db.parcels.deleteMany([])
    expect(await shop.db.parcels.putMany([])).toEqual([])
    expect(await shop.db.batchWrite({})).toEqual({})
    expect(shop.sent).toEqual([])
  })
})

describe('writing several plans together', () => {
  test('is one batch over entities and tables, with results under labels', async () => {
    await shop.db.orders.create(placed)
    shop.sent.length = 0
    const results = await shop.db.batchWrite({
      made: shop.db.parcels.plan.putMany(parcels(2)),
      notes: shop.db.notes.plan.putMany([note(1)]),
      gone: shop.db.orders.plan.deleteMany([orderKey]),
    })
    expect(results).toEqual({ made: parcels(2), notes: [note(1)], gone: undefined })
    expect(sizesOf(shop.sent, 'BatchWriteItem')).toEqual([4])
    expect(await shop.db.orders.get(orderKey)).toBeUndefined()
    expect(await shop.db.notes.get(note(1))).toEqual(note(1))
  })

  test('is refused where two writes are of one item, before anything is sent', async () => {
    const { db } = shop
    await expect(
      db.batchWrite({
        made: db.parcels.plan.putMany(parcels(40)),
        gone: db.parcels.plan.deleteMany([parcelKey(50), parcelKey(3)]),
      }),
    ).rejects.toMatchObject({
      code: 'repository.batch-item-twice',
      message: expect.stringContaining('in made and in gone'),
      details: { entity: 'Parcel', key: parcelKey(3), labels: ['made', 'gone'] },
    })
    await expect(db.notes.putMany([note(100), note(1e2)])).rejects.toMatchObject({
      code: 'repository.batch-item-twice',
      details: { labels: [] },
    })
    expect(shop.sent).toEqual([])
  })

  test('uses its plans up', async () => {
    const { db } = shop
    const plan = db.parcels.plan.putMany(parcels(1))
    await db.batchWrite({ plan })
    await expect(db.batchWrite({ plan })).rejects.toMatchObject({ code: 'repository.plan-used' })
    await expect(plan.run()).rejects.toMatchObject({ code: 'repository.plan-used' })
    const again = db.planBatchWrite({ plan: db.parcels.plan.deleteMany(parcelKeys(1)) })
    await again.run()
    await expect(again.run()).rejects.toMatchObject({ code: 'repository.plan-used' })
  })
})

describe('what DynamoDB leaves unprocessed', () => {
  test('is sent again, alone, and nothing is lost', async () => {
    shop.state.leaves = (request, entry) => request < 5 && entry % 2 === 0
    await shop.db.parcels.putMany(parcels(25))
    expect(sizesOf(shop.sent, 'BatchWriteItem')).toEqual([25, 13, 7, 4, 2])
    expect(shop.clock.sleeps).toHaveLength(4)
    expect(await stored(25)).toEqual(parcels(25))
  })

  test('is left over after all attempts, and everything else is written', async () => {
    shop.state.leaves = (_, entry) => entry === 0
    const items = parcels(3)
    const failure = await shop.db.parcels.putMany(items, { attempts: 2 }).catch((error) => error)
    expect(failure).toBeInstanceOf(UnprocessedError)
    expect(failure).toMatchObject({
      code: 'repository.unprocessed',
      message: expect.stringContaining('Parcel: DynamoDB left 1 writes'),
      details: { entities: ['Parcel'], attempts: 2, found: undefined },
    })
    expect(failure.details.leftover).toEqual([
      { label: undefined, entity: 'Parcel', verb: 'put', given: parcel(0) },
    ])
    expect(failure.details.leftover[0].given).toBe(items[0])
    shop.state.leaves = () => false
    expect(await stored(3)).toEqual([undefined, parcel(1), parcel(2)])
  })

  test('is told by label, as a value of an attempt', async () => {
    shop.state.leaves = (request, entry) => request > 1 || entry === 2
    const outcome = await shop.db.attemptBatchWrite(
      {
        made: shop.db.parcels.plan.putMany(parcels(2)),
        gone: shop.db.parcels.plan.deleteMany([parcelKey(7)]),
      },
      { attempts: 2 },
    )
    expect(outcome).toMatchObject({
      ok: false,
      error: {
        details: {
          leftover: [{ label: 'gone', entity: 'Parcel', verb: 'delete', given: parcelKey(7) }],
        },
      },
    })
  })

  test('is everything where the request is refused for throughput', async () => {
    const refusal = new ServiceError('ThrottlingException', 'slow down')
    shop.state.before = async (request) => {
      if (request === 1) throw refusal
    }
    expect(await shop.db.parcels.attempt.putMany(parcels(2))).toEqual({ ok: true, value: parcels(2) })
    shop.state.before = async () => {
      throw refusal
    }
    expect(await shop.db.parcels.attempt.deleteMany(parcelKeys(2), { attempts: 1 })).toMatchObject({
      ok: false,
      error: {
        cause: refusal,
        details: {
          attempts: 1,
          leftover: [
            { verb: 'delete', given: parcelKey(0) },
            { verb: 'delete', given: parcelKey(1) },
          ],
        },
      },
    })
  })
})

describe('other failures', () => {
  test('are thrown once nothing is on its way, and the batch can be sent again', async () => {
    const failure = new Error('broken')
    shop.state.before = async (request) => {
      if (request === 3) throw failure
    }
    await expect(shop.db.parcels.attempt.putMany(parcels(250))).rejects.toBe(failure)
    expect(shop.state.underway).toBe(0)
    expect(shop.sent.length).toBeLessThan(10)
    shop.state.before = async () => {}
    await shop.db.parcels.putMany(parcels(250))
    expect(await stored(250)).toEqual(parcels(250))
  })

  test('of the service are told in the name of the entities', async () => {
    shop.state.before = async () => {
      throw new ServiceError('ValidationException', 'The provided key is wrong')
    }
    await expect(shop.db.parcels.putMany(parcels(1))).rejects.toMatchObject({
      code: 'repository.rejected',
      message: 'Parcel: DynamoDB rejects the batch: The provided key is wrong',
    })
    shop.state.before = async () => {}
    await shop.engine.execute('DeleteTable', { TableName: 'notes' })
    await expect(shop.db.notes.putMany([note(1)])).rejects.toMatchObject({
      code: 'repository.table-missing',
    })
  })

  test('stop the batch where its signal does', async () => {
    const controller = new AbortController()
    controller.abort(new Error('enough'))
    const { signal } = controller
    await expect(shop.db.parcels.putMany(parcels(2), { signal })).rejects.toThrow('enough')
    expect(shop.sent).toEqual([])
  })
})

describe('the plan', () => {
  test('says the requests, their bound and the cost, and sends nothing', async () => {
    const plan = shop.db.notes.plan.putMany(
      Array.from({ length: 30 }, (_, id) => note(id)),
      { attempts: 2 },
    )
    expect(plan.items).toBe(30)
    expect(plan.requests.map(({ operation, when, atMost }) => [operation, when, atMost])).toEqual([
      ['BatchWriteItem', 'always', undefined],
      ['BatchWriteItem', 'always', undefined],
      ['BatchWriteItem', 'dependent', 2],
    ])
    expect(plan.cost.writeUnits).toEqual({ minimum: 30, maximum: 12_000 })
    expect(plan.cost.arithmetic[0]).toBe('30 writes')
    expect(shop.sent).toEqual([])
    await plan.run()
    expect(shop.sent.map(({ input }) => input)).toEqual(
      plan.requests.filter(({ when }) => when === 'always').map(({ input }) => input),
    )
  })

  test('is no action of a transaction', async () => {
    const plan = shop.db.parcels.plan.putMany(parcels(1))
    await expect(untyped(shop.db.transact)({ plan })).rejects.toMatchObject({
      code: 'repository.not-one-action',
    })
  })
})

describe('what depends on what is stored', () => {
  test.each([
    ['putMany', [placed], undefined],
    ['putMany', [{ ...placed, version: 3 }], { overwrite: false }],
    ['deleteMany', [{ ...orderKey, version: 1 }], undefined],
  ])('%s of %j with %j is refused', async (verb, given, options) => {
    await expect(untyped(shop.db.orders)[verb](given, options)).rejects.toMatchObject({
      code: 'repository.batch-condition',
      message: expect.stringContaining('Order has a version, which a batch cannot check'),
    })
    expect(shop.sent).toEqual([])
  })
})

test.each([
  ['putMany', [ada], { overwrite: true }],
  ['deleteMany', [{ tenant: 't', id: 'ada' }], undefined],
])('%s of an entity with unique constraints is refused', async (verb, given, options) => {
  const { db } = await openAccounts()
  await expect(untyped(db.users)[verb](given, options)).rejects.toMatchObject({
    code: 'repository.batch-condition',
    message: expect.stringContaining('User has unique constraints'),
  })
})

describe('what JavaScript callers get wrong', () => {
  test.each([
    ['putMany', 'items', undefined, 'repository.not-a-list'],
    ['putMany', null, null, 'repository.not-a-list'],
    ['putMany', [null], undefined, 'schema.invalid'],
    ['deleteMany', [null], undefined, 'repository.target'],
    ['deleteMany', [], { attempts: '3' }, 'repository.attempts'],
    ['putMany', [], { concurrency: 0 }, 'repository.concurrency'],
  ])('%s of %j with %j', async (verb, given, options, code) => {
    await expect(untyped(shop.db.parcels)[verb](given, options)).rejects.toMatchObject({ code })
  })

  test('plans that are no batches, or of another database', async () => {
    const { db } = shop
    const other = await openBatch()
    for (const plans of [
      null,
      { a: 1 },
      { a: db.parcels.plan.put(parcel(0)) },
      { a: db.parcels.plan.getMany([]) },
      { a: other.db.parcels.plan.putMany(parcels(1)) },
    ])
      await expect(untyped(db.batchWrite)(plans)).rejects.toMatchObject({ code: 'repository.not-a-plan' })
  })
})
