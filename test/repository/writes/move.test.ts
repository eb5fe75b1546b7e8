import { beforeEach, describe, expect, test } from 'vitest'
import { ItemExistsError, VersionConflictError } from '../../../src/index.js'
import type { Shop } from '../fixtures.js'
import { inputOf, openShop, orderKey, placed, untyped } from '../fixtures.js'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

describe('move', () => {
  test('gives an item another key in one transaction: version raised, creation kept, indexes along', async () => {
    const order = await shop.db.orders.create({ ...placed, coupon: 'C' })
    shop.clock.advance(1000)
    shop.sent.length = 0
    const moved = await shop.db.orders.move(order, { customer: 'c2' })
    expect(moved).toEqual({
      ...order,
      customer: 'c2',
      version: 2,
      updatedAt: new Date(shop.clock.now()),
    })
    expect(shop.sent.map(({ operation }) => operation)).toEqual(['TransactWriteItems'])
    expect(inputOf(shop.sent, 'TransactWriteItems').ClientRequestToken).toMatch(/^[0-9a-f-]{36}$/)
    expect(await shop.scan()).toHaveLength(1)
    expect(await shop.db.orders.get(orderKey)).toBeUndefined()
    expect(await shop.db.orders.get({ customer: 'c2', id: 'o1' })).toEqual(moved)
  })

  test('is refused for an item that was changed, as a version conflict', async () => {
    const order = await shop.db.orders.create(placed)
    const stored = await shop.db.orders.update(orderKey, { set: { cents: 2 } })
    const before = await shop.scan()
    await expect(shop.db.orders.move(order, { id: 'o2' })).rejects.toThrow(VersionConflictError)
    const attempt = await shop.db.orders.attempt.move(order, { id: 'o2' })
    expect(attempt).toMatchObject({ ok: false, error: { details: { stored, expectedVersion: 1 } } })
    expect(await shop.scan()).toEqual(before)
  })

  test('is refused onto an item that exists', async () => {
    const order = await shop.db.orders.create(placed)
    const stored = await shop.db.orders.create({ ...placed, id: 'o2' })
    const failure = await shop.db.orders.move(order, { id: 'o2' }).catch((error) => error)
    expect(failure).toBeInstanceOf(ItemExistsError)
    expect(failure).toMatchObject({ details: { key: { customer: 'c1', id: 'o2' }, stored } })
    expect(await shop.scan()).toHaveLength(2)
  })

  test('of an entity without a version compares every attribute, absent ones too', async () => {
    const read = await shop.db.parcels.create({ tenant: 't', id: 'p', weight: 1 })
    await shop.db.parcels.update(read, { set: { label: 'l' } })
    await expect(shop.db.parcels.move(read, { id: 'q' })).rejects.toMatchObject({
      code: 'repository.version-conflict',
      details: { differences: ['label'] },
    })
    const now = await shop.db.parcels.require(read)
    expect(await shop.db.parcels.move(now, { id: 'q' })).toEqual({ ...now, id: 'q' })
  })

  test('of an item whose time has passed finds none, and onto such an item succeeds', async () => {
    const user = { id: 'u', email: 'e', origin: 'o', secret: 's' }
    const expires = new Date(shop.clock.now() + 1000)
    const old = await shop.db.users.create({ ...user, expires })
    await shop.db.users.create({ ...user, id: 'v', expires })
    const read = await shop.db.users.create({ ...user, id: 'w' })
    shop.clock.advance(1000)
    await expect(shop.db.users.move(untyped({ ...old, secret: 's' }), { id: 'x' })).rejects.toMatchObject({
      code: 'repository.version-conflict',
      details: { stored: undefined },
    })
    expect(await shop.db.users.move(untyped({ ...read, secret: 's' }), { id: 'v' })).toMatchObject({
      id: 'v',
      revision: 2,
    })
  })

  test('is refused, and nothing sent, for part of an item, other attributes, or the same key', async () => {
    const order = await shop.db.orders.create(placed)
    const user = await shop.db.users.create({ id: 'u', email: 'e', origin: 'o' })
    shop.sent.length = 0
    const { cents: _, ...part } = order
    const { version: __, ...unversioned } = order
    for (const outcome of [
      shop.db.orders.move(untyped(part), { id: 'o2' }),
      shop.db.orders.move(untyped(unversioned), { id: 'o2' }),
      shop.db.orders.move(order, untyped({ id: 'o2', cents: 3 })),
      shop.db.orders.move(order, {}),
      shop.db.orders.move(order, { id: 'o1', customer: untyped(undefined) }),
      shop.db.orders.move(order, untyped(null)),
      shop.db.users.move(user, { id: 'v' }),
    ])
      await expect(outcome).rejects.toMatchObject({ code: 'repository.move' })
    expect(shop.sent).toEqual([])
  })

  test('can be planned: its transaction, run once', async () => {
    const order = await shop.db.orders.create(placed)
    shop.sent.length = 0
    const plan = shop.db.orders.plan.move(order, { id: 'o2' })
    expect(plan.requests).toHaveLength(1)
    expect(await plan.run()).toMatchObject({ id: 'o2', version: 2 })
    expect(shop.sent[0]?.input).toEqual(plan.requests[0]?.input)
    await expect(plan.run()).rejects.toMatchObject({ code: 'repository.plan-used' })
  })
})
