import { beforeEach, describe, expect, test } from 'vitest'
import { ServiceError } from '../../../src/protocol/service-errors.js'
import { memory } from '../../../src/engine/index.js'
import { createDatabase } from '../../../src/index.js'
import { manualClock, orderKey, Parcel, placed, untyped } from '../fixtures.js'
import { note, openBatch, parcel, parcelKey, parcelKeys, parcels } from './fixtures.js'

let shop: Awaited<ReturnType<typeof openBatch>>
beforeEach(async () => {
  shop = await openBatch()
})

test('reads items of several tables in one request, with results under labels', async () => {
  const order = await shop.db.orders.create(placed)
  await shop.db.parcels.putMany(parcels(2))
  await shop.db.notes.put(note(1))
  shop.sent.length = 0
  const found = await shop.db.transactGet({
    order: shop.db.orders.plan.get(orderKey),
    missing: shop.db.notes.plan.get(note(2)),
    parcels: shop.db.parcels.plan.getMany([parcelKey(1), parcelKey(0), parcelKey(1), parcelKey(9)]),
    note: shop.db.notes.plan.get(note(1)),
  })
  expect(found).toEqual({
    order,
    missing: undefined,
    parcels: [parcel(1), parcel(0), parcel(1), undefined],
    note: note(1),
  })
  expect(shop.sent).toEqual([
    { operation: 'TransactGetItems', signal: undefined, input: { TransactItems: expect.any(Array) } },
  ])
  expect(shop.sent[0]).toHaveProperty('input.TransactItems.length', 6)
})

test('does not see what has expired', async () => {
  await shop.db.notes.put({ ...note(1), expires: new Date(shop.clock.now() + 1000) })
  shop.clock.advance(2000)
  expect(await shop.db.transactGet({ a: shop.db.notes.plan.get(note(1)) })).toEqual({ a: undefined })
})

describe('the limits', () => {
  test('are checked before anything is sent: a hundred items, each counted once', async () => {
    const { db } = shop
    const many = (count: number) => ({ all: db.parcels.plan.getMany(parcelKeys(count)) })
    expect(
      (await db.transactGet({ ...many(100), again: db.parcels.plan.get(parcelKey(0)) })).all,
    ).toHaveLength(100)
    shop.sent.length = 0
    for (const plans of [many(101), many(0), {}])
      await expect(db.transactGet(plans)).rejects.toMatchObject({ code: 'repository.transaction-size' })
    expect(shop.sent).toEqual([])
  })

  test('of size stand in the plan as a warning, for they depend on what is stored', () => {
    const plan = (count: number) =>
      shop.db.planTransactGet({ all: shop.db.parcels.plan.getMany(parcelKeys(count)) })
    expect(plan(10).warnings).toEqual([])
    expect(plan(11).warnings).toEqual([expect.stringContaining('4194304 bytes')])
  })
})

test('the plan says the request and the cost, and sends nothing', async () => {
  const plan = shop.db.planTransactGet({
    one: shop.db.parcels.plan.get(parcelKey(0)),
    two: shop.db.notes.plan.get(note(1)),
  })
  expect(plan.entities).toEqual(['Parcel', 'Note'])
  expect(plan.requests).toMatchObject([{ operation: 'TransactGetItems', when: 'always' }])
  expect(plan.cost.readUnits).toEqual({ minimum: 4, maximum: 400 })
  expect(shop.sent).toEqual([])
  const input = { ...(plan.requests[0]?.input as object), ReturnConsumedCapacity: 'TOTAL' }
  const { ConsumedCapacity } = await shop.engine.execute('TransactGetItems', untyped(input))
  expect(ConsumedCapacity?.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0)).toBe(4)
  const most = shop.db.planTransactGet({ all: shop.db.parcels.plan.getMany(parcelKeys(100)) })
  expect(most.cost.readUnits).toEqual({ minimum: 200, maximum: 2248 })
})

describe('conflicts', () => {
  const cancelled = (...codes: string[]) =>
    new ServiceError('TransactionCanceledException', 'cancelled', {
      CancellationReasons: codes.map((Code) =>
        Code === 'None' ? { Code } : { Code, Message: 'is ongoing' },
      ),
    })

  test('are told by label, as an expected failure', async () => {
    const cause = cancelled('None', 'TransactionConflict', 'None')
    shop.state.before = async () => {
      throw cause
    }
    const plans = () => ({
      fine: shop.db.parcels.plan.get(parcelKey(0)),
      busy: shop.db.parcels.plan.get(parcelKey(1)),
      list: shop.db.parcels.plan.getMany([parcelKey(0), parcelKey(1), parcelKey(2)]),
    })
    const outcome = await shop.db.attemptTransactGet(plans())
    expect(outcome).toMatchObject({ ok: false, error: { code: 'repository.transaction-cancelled', cause } })
    if (outcome.ok) return
    const failure = { entity: 'Parcel', reason: 'TransactionConflict' }
    const error = { code: 'repository.transaction-action', details: { ...failure, key: parcelKey(1) } }
    expect(outcome.error.details.failures).toMatchObject({
      busy: { label: 'busy', ...failure, error },
      list: { label: 'list', ...failure, error },
    })
    expect(Object.keys(outcome.error.details.failures)).toEqual(['busy', 'list'])
    await expect(shop.db.transactGet(plans())).rejects.toBeInstanceOf(Error)
    shop.state.before = async () => {}
    expect(await shop.db.attemptTransactGet({ none: shop.db.parcels.plan.get(parcelKey(0)) })).toEqual({
      ok: true,
      value: { none: undefined },
    })
  })
})

test('a transaction that is under way is a conflict, and none once it has ended', async () => {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const { now } = manualClock()
  const backend = memory({ transactionTime: 1000, clock: { now, sleep: () => ended } })
  let writing: Promise<unknown> = Promise.resolve()
  const pause = async () => {
    end()
    await writing
  }
  const db = createDatabase({ backend, clock: { now, sleep: pause }, entities: { parcels: Parcel } })
  await db.createTables()
  writing = db.transact({ made: db.parcels.plan.create(parcel(0)) })
  const plans = () => ({ busy: db.parcels.plan.get(parcelKey(0)), free: db.parcels.plan.get(parcelKey(1)) })
  expect(await db.attemptTransactGet(plans())).toMatchObject({
    ok: false,
    error: { details: { failures: { busy: { reason: 'TransactionConflict' } } } },
  })
  expect(await db.batchGet(plans())).toEqual({ busy: undefined, free: undefined })
  // The item that is held is left unprocessed, and written after the pause.
  await db.parcels.putMany([{ ...parcel(0), rank: 1 }, parcel(1)])
  expect(await db.transactGet(plans())).toEqual({ busy: { ...parcel(0), rank: 1 }, free: parcel(1) })
})

test('other failures are thrown, a table that is not there in the name of the entity', async () => {
  await shop.engine.execute('DeleteTable', { TableName: 'notes' })
  await expect(shop.db.attemptTransactGet({ a: shop.db.notes.plan.get(note(1)) })).rejects.toMatchObject({
    code: 'repository.table-missing',
  })
})

test('carries the signal', async () => {
  const { signal } = new AbortController()
  await shop.db.transactGet({ a: shop.db.parcels.plan.get(parcelKey(0)) }, { signal })
  expect(shop.sent[0]?.signal).toBe(signal)
})
