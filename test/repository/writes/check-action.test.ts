import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { createDatabase, defineEntity } from '../../../src/index.js'
import { inputOf, openShop, Order, orderKey, placed, shop as table, untyped, type Shop } from '../fixtures.js'
import { openThings, thing, thingKey } from './kept-things.js'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const parcel = { tenant: 't', id: 'p', weight: 1 }
const isPlaced = (o: { status: never }, { eq }: { eq: (...given: never[]) => never }) =>
  eq(o.status, 'placed' as never)

describe('check', () => {
  test('lets the transaction happen where the item is there and the condition holds, and changes nothing', async () => {
    const { db } = shop
    const order = await db.orders.create(placed)
    const done = await db.transact({
      order: db.orders.plan.check(orderKey, (o, { eq, lt }) => eq(o.status, 'placed').and(lt(o.cents, 200))),
      parcel: db.parcels.plan.create(parcel),
    })
    expect(done).toEqual({ order: undefined, parcel })
    expect(await db.orders.get(orderKey)).toEqual(order)
    expect(inputOf(shop.sent, 'TransactWriteItems').TransactItems?.map((item) => Object.keys(item))).toEqual([
      ['ConditionCheck'],
      ['Put'],
    ])
  })

  test('fails it under its label, with what is stored', async () => {
    const { db } = shop
    const order = await db.orders.create(placed)
    const fail = async (plan: ReturnType<typeof db.orders.plan.check>) => {
      const result = await db.attemptTransaction({ order: plan, parcel: db.parcels.plan.create(parcel) })
      expect(await db.parcels.get(parcel)).toBeUndefined()
      return result
    }
    const failure = (error: object) => ({ ok: false, error: { details: { failures: { order: { error } } } } })
    expect(await fail(db.orders.plan.check(orderKey, (o, { eq }) => eq(o.status, 'paid')))).toMatchObject(
      failure({ code: 'repository.condition', details: { stored: order } }),
    )
    expect(await fail(db.orders.plan.check({ ...orderKey, id: 'x' }))).toMatchObject(
      failure({ code: 'repository.not-found' }),
    )
    await db.orders.update(order, { set: { cents: 7 } })
    expect(await fail(db.orders.plan.check(order))).toMatchObject(
      failure({
        code: 'repository.version-conflict',
        details: { expectedVersion: 1, stored: { cents: 7 } },
      }),
    )
  })

  test('runs by itself too, and says what failed as one operation', async () => {
    const { orders } = shop.db
    await orders.create(placed)
    expect(await orders.plan.check(orderKey, isPlaced as never).run()).toBeUndefined()
    expect(await orders.plan.checkAbsent({ ...orderKey, id: 'x' }).run()).toBeUndefined()
    await expect(orders.plan.check({ ...orderKey, id: 'x' }).run()).rejects.toMatchObject({
      code: 'repository.not-found',
    })
    const plan = orders.plan.check(orderKey)
    expect(plan.requests).toMatchObject([{ operation: 'TransactWriteItems', when: 'always' }])
    expect(plan.cost.writeUnits.minimum).toBe(2)
    expect(plan.cost.arithmetic.filter((line) => line.startsWith('index'))).toEqual([])
  })

  test('takes what has expired or is deleted for absent', async () => {
    const { db, clock } = await openThings()
    await db.things.create({ ...thing, expires: new Date(clock.now() + 1000) })
    await db.things.plan.check(thingKey).run()
    await db.things.delete(thingKey)
    await expect(db.things.plan.check(thingKey).run()).rejects.toMatchObject({ code: 'repository.not-found' })
    await expect(db.things.plan.checkAbsent(thingKey).run()).rejects.toMatchObject({
      code: 'repository.exists',
      details: { stored: { deletedAt: new Date(clock.now()) } },
    })
    clock.advance(2000)
    await expect(db.things.plan.check(thingKey).run()).rejects.toMatchObject({ code: 'repository.not-found' })
    await db.things.plan.checkAbsent(thingKey).run()
  })

  test('of absence fails where an item is there', async () => {
    const { db } = shop
    const order = await db.orders.create(placed)
    const result = await db.attemptTransaction({
      free: db.orders.plan.checkAbsent(orderKey),
      parcel: db.parcels.plan.create(parcel),
    })
    expect(result).toMatchObject({
      ok: false,
      error: {
        details: { failures: { free: { error: { code: 'repository.exists', details: { stored: order } } } } },
      },
    })
  })

  test('counts among the actions of a transaction, one for each item', async () => {
    const { db } = shop
    const twice = { one: db.orders.plan.check(orderKey), two: db.orders.plan.delete(orderKey) }
    await expect(db.transact(twice)).rejects.toMatchObject({ code: 'repository.transaction-item-twice' })
    const many = Object.fromEntries(
      Array.from({ length: 101 }, (_, id) => [`c${id}`, db.orders.plan.check({ ...orderKey, id: `${id}` })]),
    )
    await expect(db.transact(many)).rejects.toMatchObject({ code: 'repository.transaction-size' })
    expect(shop.sent).toEqual([])
  })

  test('takes a condition that is a function', () => {
    expect(() => untyped(shop.db.orders.plan).check(orderKey, { status: 'placed' })).toThrow(
      expect.objectContaining({ code: 'expressions.not-a-condition' }) as Error,
    )
  })
})

describe('claim', () => {
  const schema = z.object({ id: z.string(), email: z.string(), nick: z.string().optional() })
  const key = { partitionKey: 'USER#{id}', sortKey: 'USER' } as const
  const Before = defineEntity({ name: 'User', table, schema, key, version: 'version' })
  const User = defineEntity({
    name: 'User',
    table,
    schema,
    key,
    version: 'version',
    unique: {
      email: { partitionKey: 'EMAIL#{email}', sortKey: 'U' },
      nick: { partitionKey: 'NICK#{nick}', sortKey: 'U' },
    },
  })
  const open = async () => {
    const backend = shop.engine
    const old = createDatabase({ backend, entities: { users: Before } })
    const db = createDatabase({ backend, entities: { users: User, orders: Order } })
    await old.users.create({ id: 'a', email: 'x', nick: 'n' })
    return { old, db, user: await db.users.require({ id: 'a' }) }
  }

  test('writes the sentinels of an item from before the constraint, once', async () => {
    const { db, user } = await open()
    expect(await db.users.claim(user)).toEqual(user)
    const after = await shop.scan()
    expect(after).toHaveLength(3)
    await expect(db.users.create({ id: 'b', email: 'x' })).rejects.toMatchObject({
      code: 'repository.not-unique',
      details: { constraint: 'email', holder: { id: 'a' } },
    })
    expect(await db.users.claim(user)).toEqual(user)
    expect(await shop.scan()).toEqual(after)
    await db.users.delete(user)
    expect(await shop.scan()).toEqual([])
  })

  test('says who has the value already', async () => {
    const { old, db, user } = await open()
    await old.users.create({ id: 'b', email: 'x' })
    await db.users.claim(user)
    const other = await db.users.attempt.claim(await db.users.require({ id: 'b' }))
    expect(other).toMatchObject({
      ok: false,
      error: { code: 'repository.not-unique', details: { holder: { id: 'a' } } },
    })
  })

  test('is made for the item as it was read', async () => {
    const { old, db, user } = await open()
    await old.users.update({ id: 'a' }, { set: { email: 'y' } })
    await expect(db.users.claim(user)).rejects.toMatchObject({ code: 'repository.version-conflict' })
    expect(await shop.scan()).toHaveLength(1)
    await old.users.delete({ id: 'a' })
    await expect(db.users.claim(user)).rejects.toMatchObject({ details: { stored: undefined } })
  })

  test('takes part in a transaction', async () => {
    const { db, user } = await open()
    const done = await db.transact({ user: db.users.plan.claim(user), order: db.orders.plan.create(placed) })
    expect(done.user).toEqual(user)
    expect(await shop.scan()).toHaveLength(4)
  })

  test('needs the values and a constraint', async () => {
    const { db } = await open()
    await expect(untyped(db.users).claim({ id: 'a' })).rejects.toMatchObject({
      code: 'repository.unique-unknown',
      message: expect.stringMatching(/pass the item you read$/),
    })
    await expect(untyped(db.orders).claim(placed)).rejects.toMatchObject({
      code: 'repository.unique-missing',
    })
  })

  test('of fifty items with one value at a time lets one have it', async () => {
    const { old, db } = await open()
    for (let id = 0; id < 50; id++) await old.users.create({ id: `${id}`, email: 'same' })
    const users = await db.users
      .scan()
      .where((u, { eq }) => eq(u.email, 'same'))
      .all()
    const results = await Promise.all(users.map((each) => db.users.attempt.claim(each)))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await shop.scan()).toHaveLength(52)
  })
})
