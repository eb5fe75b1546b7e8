import { beforeEach, describe, expect, test } from 'vitest'
import { TransactionCancelledError, type WritePlan } from '../../../src/index.js'
import type { Shop } from '../fixtures.js'
import { inputOf, openShop, orderKey, placed, untyped } from '../fixtures.js'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const parcel = (id: string) => ({ tenant: 't', id, weight: 1 })

describe('transact', () => {
  test('gives results by label: whole items, updates of an item passed in, undefined for the rest', async () => {
    const order = await shop.db.orders.create(placed)
    await shop.db.parcels.create(parcel('gone'))
    await shop.db.parcels.create(parcel('key'))
    shop.clock.advance(1)
    const results = await shop.db.transact({
      made: shop.db.parcels.plan.create(parcel('p1')),
      put: shop.db.parcels.plan.put({ ...parcel('p2'), label: 'l' }),
      read: shop.db.orders.plan.update(order, { set: { status: 'paid', tags: new Set() }, remove: ['note'] }),
      key: shop.db.parcels.plan.update(parcel('key'), { set: { label: 'x' } }),
      gone: shop.db.parcels.plan.delete(parcel('gone')),
    })
    const stored = await shop.db.orders.get(orderKey)
    expect(results).toEqual({
      made: parcel('p1'),
      put: { ...parcel('p2'), label: 'l' },
      read: stored,
      key: undefined,
      gone: undefined,
    })
    expect(stored).toMatchObject({ status: 'paid', version: 2 })
    expect(await shop.db.parcels.get(parcel('key'))).toMatchObject({ label: 'x' })
    expect(await shop.db.parcels.get(parcel('gone'))).toBeUndefined()
  })

  test('of an update with sums that DynamoDB works out gives no result', async () => {
    const order = await shop.db.orders.create(placed)
    const results = await shop.db.transact({ sum: shop.db.orders.plan.update(order, { add: { cents: 1 } }) })
    expect(results).toEqual({ sum: undefined })
    expect(await shop.db.orders.get(orderKey)).toMatchObject({ cents: 101, version: 2 })
  })

  test('of a row of a projection, or a part of an item, gives no result that would lack attributes', async () => {
    const { createdAt: _, ...part } = await shop.db.orders.create({ ...placed, note: 'n' })
    const [row] = await shop.db.orders.query
      .primary({ customer: 'c1' })
      .select('customer', 'id', 'status', 'placedAt', 'cents', 'lines', 'version', 'createdAt', 'updatedAt')
      .all()
    const change = { set: { cents: 1 } }
    const results = await shop.db.transact({ row: shop.db.orders.plan.update(row!, change) })
    expect(results).toEqual({ row: undefined })
    const { version: __, ...unlocked } = part
    const plan = shop.db.orders.plan.update(unlocked, change)
    expect(await shop.db.transact({ plan })).toEqual({ plan: undefined })
  })

  test('gives what was known when the plan was made, whatever becomes of the item until then', async () => {
    const order: Record<string, unknown> = await shop.db.orders.create(placed)
    const plan = shop.db.orders.plan.update(untyped(order), { set: { cents: 2 } })
    order['note'] = 'meanwhile'
    const { change } = await shop.db.transact({ change: plan })
    expect(change).toEqual(await shop.db.orders.get(orderKey))
  })

  test('refuses a plan of another database, which would run in this one', async () => {
    const other = await openShop()
    const plan = other.db.parcels.plan.create(parcel('p1'))
    await expect(shop.db.transact({ plan })).rejects.toMatchObject({
      code: 'repository.not-a-plan',
      message: expect.stringContaining('of another database'),
      details: { label: 'plan' },
    })
    expect(await plan.run()).toEqual(parcel('p1'))
    expect(await shop.scan()).toEqual([])
  })

  test('does all or nothing, and tells failures by label as the operation alone would', async () => {
    const stored = await shop.db.orders.create(placed)
    const before = await shop.scan()
    const failure = await shop.db
      .transact({
        fine: shop.db.parcels.plan.create(parcel('p1')),
        exists: shop.db.orders.plan.create(placed),
        missing: shop.db.parcels.plan.update(parcel('p2'), { set: { label: 'x' } }),
      })
      .catch((error) => error)
    expect(failure).toBeInstanceOf(TransactionCancelledError)
    expect(failure.code).toBe('repository.transaction-cancelled')
    expect(Object.keys(failure.details.failures)).toEqual(['exists', 'missing'])
    expect(failure.details.failures).toMatchObject({
      exists: {
        label: 'exists',
        entity: 'Order',
        reason: 'ConditionalCheckFailed',
        error: { code: 'repository.exists', details: { key: orderKey, stored } },
      },
      missing: { entity: 'Parcel', error: { code: 'repository.not-found' } },
    })
    expect(failure.message).toContain('exists (Order, ConditionalCheckFailed): Order: an item with')
    expect(await shop.scan()).toEqual(before)
  })

  test('takes labels of any name', async () => {
    const plans = JSON.parse('{ "__proto__": 0, "constructor": 0, "1": 0 }')
    for (const label of Object.keys(plans))
      Object.defineProperty(plans, label, {
        value: shop.db.parcels.plan.create(parcel(label)),
        enumerable: true,
      })
    const results = await shop.db.transact(plans)
    expect(Object.keys(results).toSorted()).toEqual(['1', '__proto__', 'constructor'])
    const failure = await shop.db
      .transact({ constructor: shop.db.parcels.plan.create(parcel('1')) })
      .catch((error) => error)
    expect(Object.keys(failure.details.failures)).toEqual(['constructor'])
  })

  test('an update that changes nothing is a check of what must hold', async () => {
    const read = await shop.db.parcels.create(parcel('p'))
    await shop.db.transact({
      check: shop.db.parcels.plan.update(read, {}, { where: (p, { eq }) => eq(p.weight, 1) }),
    })
    expect(inputOf(shop.sent, 'TransactWriteItems').TransactItems?.[0]).toHaveProperty('ConditionCheck')
    const outcome = await shop.db.attemptTransaction({
      check: shop.db.parcels.plan.update(read, {}, { where: (p, { eq }) => eq(p.weight, 2) }),
    })
    expect(outcome).toMatchObject({
      error: { details: { failures: { check: { error: { code: 'repository.condition' } } } } },
    })
  })

  test('is idempotent by its token, of which it has one in any case', async () => {
    const read = await shop.db.parcels.create(parcel('p'))
    const twice = () => ({
      add: shop.db.parcels.plan.update(read, untyped({ add: { weight: 1 } })),
    })
    await shop.db.transact(twice(), { token: 'once' })
    await shop.db.transact(twice(), { token: 'once' })
    expect(await shop.db.parcels.get(read)).toMatchObject({ weight: 2 })
    await shop.db.transact(twice())
    expect(inputOf(shop.sent, 'TransactWriteItems').ClientRequestToken).toMatch(/^[0-9a-f-]{36}$/)
    for (const token of ['', 'x'.repeat(37), 5])
      await expect(shop.db.transact(twice(), untyped({ token }))).rejects.toMatchObject({
        code: 'repository.token',
      })
  })

  test('refuses a token under which other requests were sent, as those of other times are', async () => {
    const create = () => ({ order: shop.db.orders.plan.create(placed) })
    await shop.db.transact(create(), { token: 'once' })
    shop.clock.advance(1)
    await expect(shop.db.transact(create(), { token: 'once' })).rejects.toMatchObject({
      code: 'repository.token-reused',
      details: { token: 'once' },
      cause: { name: 'IdempotentParameterMismatchException' },
    })
  })

  test('passes its signal on', async () => {
    const reason = new Error('enough')
    await expect(
      shop.db.transact(
        { made: shop.db.parcels.plan.create(parcel('p')) },
        { signal: AbortSignal.abort(reason) },
      ),
    ).rejects.toBe(reason)
    expect(await shop.scan()).toEqual([])
  })
})

describe('limits are checked before anything is sent', () => {
  const expectRefused = async (plans: Record<string, WritePlan<unknown>>, code: string) => {
    await expect(shop.db.transact(plans)).rejects.toMatchObject({ code })
    expect(() => shop.db.planTransaction(plans)).toThrow(expect.objectContaining({ code }))
    expect(shop.sent).toEqual([])
  }

  test('no action at all, and more than a hundred', async () => {
    await expectRefused({}, 'repository.transaction-size')
    const plans = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `p${index}`,
          shop.db.parcels.plan.create(parcel(`${index}`)),
        ]),
      )
    await expectRefused(plans(101), 'repository.transaction-size')
    await shop.db.transact(plans(100))
    expect(await shop.scan()).toHaveLength(100)
  })

  test('two actions on one item, by their labels', async () => {
    const plans = {
      one: shop.db.orders.plan.create(placed),
      other: shop.db.orders.plan.delete(orderKey),
    }
    await expectRefused(plans, 'repository.transaction-item-twice')
    await expect(shop.db.transact(plans)).rejects.toMatchObject({ details: { labels: ['one', 'other'] } })
  })

  test('two actions on one item among many, and many on items that differ in their sort key alone', async () => {
    const plans = (ids: readonly number[]) =>
      Object.fromEntries(
        ids.map((id, index) => [`p${index}`, shop.db.orders.plan.create({ ...placed, id: `${id}` })]),
      )
    await shop.db.transact(plans([1, 2, 3]))
    const twice = plans([11, 12, 13, 14, 15, 16, 17, 18, 19, 12])
    await expect(shop.db.transact(twice)).rejects.toMatchObject({
      code: 'repository.transaction-item-twice',
      details: { labels: ['p1', 'p9'] },
    })
  })

  test('more than four megabytes', async () => {
    const plans = Object.fromEntries(
      Array.from({ length: 11 }, (_, index) => [
        `p${index}`,
        shop.db.orders.plan.create({ ...placed, id: `${index}`, note: 'x'.repeat(390_000) }),
      ]),
    )
    await expectRefused(plans, 'repository.transaction-size')
  })

  test('what is no plan, or takes several requests', async () => {
    for (const wrong of [null, undefined, {}, 'plan', shop.db.orders.create])
      await expectRefused(untyped({ wrong }), 'repository.not-a-plan')
    await expectRefused(untyped(null), 'repository.not-a-plan')
    const read = shop.db.orders.plan.update(orderKey, { set: { status: 'paid' } }, { reindex: 'read' })
    await expectRefused(untyped({ read }), 'repository.not-one-action')
  })

  test('plans that were refused can be used again, plans that were taken cannot', async () => {
    const plan = shop.db.parcels.plan.create(parcel('p'))
    await expectRefused({ plan, wrong: untyped({}) }, 'repository.not-a-plan')
    const transaction = shop.db.planTransaction({ plan })
    await expect(plan.run()).rejects.toMatchObject({ code: 'repository.plan-used' })
    expect(() => shop.db.planTransaction({ plan })).toThrow(
      expect.objectContaining({ code: 'repository.plan-used' }),
    )
    await transaction.run()
    await expect(transaction.run()).rejects.toMatchObject({ code: 'repository.plan-used' })
    expect(await shop.scan()).toHaveLength(1)
  })
})
