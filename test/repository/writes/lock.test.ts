import { beforeEach, describe, expect, test } from 'vitest'
import { VersionConflictError } from '../../../src/index.js'
import type { Shop } from '../fixtures.js'
import { inputOf, openShop, orderKey, placed, untyped } from '../fixtures.js'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const conflictOf = async (outcome: Promise<unknown>): Promise<VersionConflictError> => {
  const error = await outcome.catch((failure: unknown) => failure)
  expect(error).toBeInstanceOf(VersionConflictError)
  return error as VersionConflictError
}

const old = {
  pk: { S: 'CUSTOMER#c1' },
  sk: { S: 'ORDER#o1' },
  customer: { S: 'c1' },
  id: { S: 'o1' },
  status: { S: 'placed' },
  placedAt: { S: '2026-01-01T10:00:00.000Z' },
  cents: { N: '1' },
  lines: { L: [] },
}

describe('a version', () => {
  test('starts at 1 and is raised by every update, by key too', async () => {
    const created = await shop.db.orders.create(placed)
    const byKey = await shop.db.orders.update(orderKey, { set: { cents: 1 } })
    const byItem = await shop.db.orders.update(byKey, { add: { cents: 1 } })
    const empty = await shop.db.orders.update(orderKey, {})
    expect([created, byKey, byItem, empty].map(({ version }) => version)).toEqual([1, 2, 3, 4])
  })

  test('that is stale is refused by put, replace, update and delete, and nothing is written', async () => {
    const stale = await shop.db.orders.create(placed)
    const stored = await shop.db.orders.update(orderKey, { set: { cents: 200 } })
    const before = await shop.scan()
    const { orders } = shop.db
    const conflicts = [
      await conflictOf(orders.put({ ...stale })),
      await conflictOf(orders.replace({ ...stale })),
      await conflictOf(orders.update(stale, { set: { cents: 3 } })),
      await conflictOf(orders.delete(stale)),
    ]
    for (const { code, details, message } of conflicts) {
      expect(code).toBe('repository.version-conflict')
      expect(details).toEqual({
        entity: 'Order',
        key: orderKey,
        expectedVersion: 1,
        stored,
        differences: ['cents', 'version'],
      })
      expect(message).toContain('was changed since it was read (cents, version)')
    }
    expect(await shop.scan()).toEqual(before)
  })

  test('that is stale is refused within a transaction', async () => {
    const stale = await shop.db.orders.create(placed)
    const stored = await shop.db.orders.update(orderKey, { set: { cents: 200 } })
    const outcome = await shop.db.attemptTransaction({
      change: shop.db.orders.plan.update(stale, { set: { cents: 3 } }),
      other: shop.db.parcels.plan.put({ tenant: 't', id: 'p', weight: 1 }),
    })
    expect(outcome).toMatchObject({
      ok: false,
      error: {
        code: 'repository.transaction-cancelled',
        details: {
          failures: { change: { entity: 'Order', error: { details: { stored, expectedVersion: 1 } } } },
        },
      },
    })
    expect(await shop.db.parcels.get({ tenant: 't', id: 'p' })).toBeUndefined()
  })

  test('does not pass for another incarnation under the same key', async () => {
    const first = await shop.db.orders.create(placed)
    await shop.db.orders.delete(orderKey)
    shop.clock.advance(1)
    const second = await shop.db.orders.create(placed)
    expect(second.version).toBe(first.version)
    const { details } = await conflictOf(shop.db.orders.update(first, { set: { cents: 9 } }))
    expect(details.differences).toEqual(['createdAt', 'updatedAt'])
    await conflictOf(shop.db.orders.delete(first))
    await conflictOf(shop.db.orders.replace(first))
    expect(await shop.db.orders.get(orderKey)).toEqual(second)
  })

  test('of an item from before timestamps does not pass for one that was created since', async () => {
    await shop.write({ ...old, version: { N: '1' } })
    const first = await shop.db.orders.require(orderKey)
    expect(first).not.toHaveProperty('createdAt')
    expect(await shop.db.orders.update(first, { set: { cents: 1 } })).toMatchObject({ version: 2 })
    await shop.write({ ...old, version: { N: '1' } })
    await shop.db.orders.delete(orderKey)
    const second = await shop.db.orders.create(placed)
    for (const outcome of [
      shop.db.orders.update(first, { set: { cents: 9 } }),
      shop.db.orders.replace(first),
      shop.db.orders.delete(first),
    ])
      expect((await conflictOf(outcome)).details.differences).toContain('createdAt')
    expect(await shop.db.orders.get(orderKey)).toEqual(second)
  })

  test('of an item that is gone refuses put, replace and update, but not delete', async () => {
    const order = await shop.db.orders.create(placed)
    await shop.db.orders.delete(orderKey)
    for (const outcome of [
      shop.db.orders.put(order),
      shop.db.orders.replace(order),
      shop.db.orders.update(order, { set: { cents: 1 } }),
    ]) {
      const { details, message } = await conflictOf(outcome)
      expect(details).toMatchObject({ stored: undefined, differences: [] })
      expect(message).toContain('is gone')
    }
    expect(await shop.db.orders.delete(order)).toBeUndefined()
    expect(await shop.scan()).toEqual([])
  })

  test.each(['3', null, 1.5, -1, NaN, true])('that is %s is refused instead of ignored', async (version) => {
    const order = await shop.db.orders.create(placed)
    const wrong = untyped({ ...order, version })
    const before = await shop.scan()
    for (const outcome of [
      shop.db.orders.put(wrong),
      shop.db.orders.replace(wrong),
      shop.db.orders.update(wrong, { set: { cents: 1 } }),
      shop.db.orders.delete(wrong),
      shop.db.orders.move(wrong, { id: 'o2' }),
    ])
      await expect(outcome).rejects.toMatchObject({
        code: 'repository.version',
        details: { entity: 'Order', attribute: 'version' },
      })
    expect(await shop.scan()).toEqual(before)
  })
})

describe('an item from before the entity had a version', () => {
  test('locks by a version that a projection selects, too', async () => {
    await shop.write(old)
    const rows = await shop.db.orders.query
      .primary({ customer: 'c1' })
      .select('customer', 'id', 'version')
      .all()
    expect(rows).toEqual([{ ...orderKey, version: 0 }])
    await shop.db.orders.update(rows[0]!, { set: { cents: 2 } })
    expect(inputOf(shop.sent, 'UpdateItem').ConditionExpression).toContain('attribute_not_exists(version)')
    await conflictOf(shop.db.orders.update(rows[0]!, { set: { cents: 3 } }))
  })

  test('reads as version 0, and locks on the absence of one', async () => {
    await shop.write(old)
    const order = await shop.db.orders.require(orderKey)
    expect(order.version).toBe(0)
    const updated = await shop.db.orders.update(order, { set: { cents: 2 } })
    expect(inputOf(shop.sent, 'UpdateItem').ConditionExpression).toContain('attribute_not_exists(version)')
    expect(updated.version).toBe(1)
    const { details } = await conflictOf(shop.db.orders.update(order, { set: { cents: 3 } }))
    expect(details).toMatchObject({ expectedVersion: 0, stored: updated })
  })

  test('that is unchanged does not conflict where a condition of the caller fails', async () => {
    await shop.write(old)
    const order = await shop.db.orders.require(orderKey)
    await expect(
      shop.db.orders.update(order, { set: { cents: 2 } }, { where: (o, { gt }) => gt(o.cents, 5) }),
    ).rejects.toMatchObject({ code: 'repository.condition', details: { stored: order } })
  })

  test('is raised to 1 by an update by key, put and deleted where it is unchanged', async () => {
    await shop.write(old)
    const order = await shop.db.orders.require(orderKey)
    expect(await shop.db.orders.update(orderKey, { set: { cents: 2 } })).toMatchObject({ version: 1 })
    await conflictOf(shop.db.orders.delete(order))
    await shop.write(old)
    expect(await shop.db.orders.put({ ...order, cents: 5 })).toMatchObject({ version: 1, cents: 5 })
    await shop.write(old)
    expect(await shop.db.orders.delete(order)).toEqual(order)
  })
})

describe('an entity without a version', () => {
  const parcel = { tenant: 't', id: 'p', weight: 1, depot: 'd', rank: 3 }

  test('takes an item for its old values, and writes only where those that it used still hold', async () => {
    const read = await shop.db.parcels.create(parcel)
    await shop.db.parcels.update(read, { set: { depot: 'e' } })
    expect(inputOf(shop.sent, 'UpdateItem').ConditionExpression).toBe('attribute_exists(pk) AND #0 = :3')
    await shop.db.parcels.update({ tenant: 't', id: 'p' }, { set: { weight: 2 } })
    await shop.db.parcels.update(read, { set: { depot: 'f' } })
    const stored = await shop.db.parcels.update(read, { add: { rank: 1 }, set: { depot: 'g' } })
    expect(stored).toEqual({ ...parcel, weight: 2, depot: 'g', rank: 4 })
    const { details } = await conflictOf(shop.db.parcels.update(read, { set: { depot: 'h' } }))
    expect(details).toMatchObject({ expectedVersion: undefined, stored })
    expect(details.differences).toEqual(['weight', 'rank', 'depot'])
  })

  test('is unconditional where no old value is used', async () => {
    const read = await shop.db.parcels.create(parcel)
    await shop.db.parcels.update({ tenant: 't', id: 'p' }, untyped({ add: { weight: 1 } }))
    expect(await shop.db.parcels.update(read, { add: { weight: 1 } })).toMatchObject({ weight: 3 })
    expect(await shop.db.parcels.delete(read)).toMatchObject({ weight: 3 })
  })
})

describe('the values that an index key is made of', () => {
  test('are compared beside the version, so that an altered item writes no stale key', async () => {
    const order = await shop.db.orders.create({ ...placed, coupon: 'C' })
    const altered = { ...order, placedAt: new Date('2030-01-01') }
    const { details } = await conflictOf(shop.db.orders.update(altered, { set: { status: 'paid' } }))
    expect(details.differences).toEqual(['placedAt'])
    await shop.db.orders.update(order, { set: { status: 'paid' } })
    expect(inputOf(shop.sent, 'UpdateItem').ConditionExpression).toMatch(
      /^attribute_exists\(pk\) AND version = :\d AND createdAt = :\d AND placedAt = :\d AND coupon = :\d$/,
    )
    expect(await shop.stored('CUSTOMER#c1', 'ORDER#o1')).toMatchObject({
      gsi1sk: { S: 'paid#2026-01-01T10:00:00.000Z' },
      gsi2sk: { S: 'paid#o1' },
    })
  })

  test('are compared where a row does not tell the incarnation', async () => {
    await shop.db.orders.create(placed)
    const [row] = await shop.db.orders.query
      .primary({ customer: 'c1' })
      .select('customer', 'id', 'status', 'placedAt', 'coupon', 'version')
      .all()
    await shop.db.orders.delete(orderKey)
    await shop.db.orders.create({ ...placed, placedAt: new Date('2031-01-01') })
    const outcome = shop.db.orders.update(row!, { set: { status: 'paid' } }, { drop: ['byCoupon'] })
    expect((await conflictOf(outcome)).details.differences).toContain('placedAt')
  })
})

describe('a target that is less than what was read', () => {
  test('never passes for the whole: what it lacks must be absent', async () => {
    const order = await shop.db.orders.create({ ...placed, coupon: 'C' })
    const { coupon: _, ...part } = order
    const { details } = await conflictOf(shop.db.orders.update(part, untyped({ set: { status: 'paid' } })))
    expect(details.differences).toEqual(['coupon'])
    expect(await shop.stored('CUSTOMER#c1', 'ORDER#o1')).toMatchObject({ gsi2sk: { S: 'placed#o1' } })
  })
})
