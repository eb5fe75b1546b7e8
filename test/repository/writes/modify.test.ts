import { beforeEach, describe, expect, test } from 'vitest'
import { seededRandom } from '../../../src/core/random.js'
import { memory } from '../../../src/engine/index.js'
import type { Item } from '../../../src/index.js'
import { createDatabase, NotFoundError, VersionConflictError } from '../../../src/index.js'
import { testClock } from '../../../src/testing/index.js'
import type { Shop } from '../fixtures.js'
import { openShop, Order, orderKey, Parcel, placed, untyped } from '../fixtures.js'
import { User } from './unique-users.js'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const operations = () => shop.sent.map(({ operation }) => operation)

describe('modify', () => {
  test('reads once, writes once, and gives back the item afterwards', async () => {
    await shop.db.orders.create(placed)
    shop.sent.length = 0
    const modified = await shop.db.orders.modify(orderKey, (order) => ({ ...order, cents: order.cents + 1 }))
    expect(operations()).toEqual(['GetItem', 'PutItem'])
    expect(modified).toMatchObject({ cents: 101, version: 2 })
    expect(await shop.db.orders.get(orderKey)).toEqual(modified)
  })

  test('goes on from the item that a conflict carries, without another read', async () => {
    await shop.db.orders.create(placed)
    shop.sent.length = 0
    let calls = 0
    const modified = await shop.db.orders.modify(orderKey, (order) => {
      if (calls++ < 2)
        void shop.engine.execute('UpdateItem', {
          TableName: 'shop',
          Key: { pk: { S: 'CUSTOMER#c1' }, sk: { S: 'ORDER#o1' } },
          UpdateExpression: 'SET cents = cents + :ten, version = version + :one',
          ExpressionAttributeValues: { ':ten': { N: '10' }, ':one': { N: '1' } },
        })
      return { ...order, cents: order.cents + 1 }
    })
    expect(operations()).toEqual(['GetItem', 'PutItem', 'PutItem', 'PutItem'])
    expect(modified).toMatchObject({ cents: 121, version: 4 })
    expect(shop.clock.sleeps).toHaveLength(2)
    expect(shop.clock.sleeps[0]).toBeLessThan(10)
    expect(shop.clock.sleeps[1]).toBeLessThan(20)
  })

  test('loses no update among fifty writers', async () => {
    await shop.db.orders.create(placed)
    await Promise.all(
      Array.from({ length: 50 }, () =>
        shop.db.orders.modify(orderKey, (order) => ({ ...order, cents: order.cents + 1 }), { attempts: 100 }),
      ),
    )
    expect(await shop.db.orders.get(orderKey)).toMatchObject({ cents: 150, version: 51 })
  })

  test('gives up after the attempts that it was given, with the last conflict', async () => {
    await shop.db.orders.create(placed)
    let calls = 0
    const outcome = shop.db.orders.modify(
      orderKey,
      (order) => {
        calls++
        void shop.engine.execute('UpdateItem', {
          TableName: 'shop',
          Key: { pk: { S: 'CUSTOMER#c1' }, sk: { S: 'ORDER#o1' } },
          UpdateExpression: 'SET version = version + :one',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        })
        return order
      },
      { attempts: 3 },
    )
    await expect(outcome).rejects.toThrow(VersionConflictError)
    expect(calls).toBe(3)
    for (const attempts of [0, 1.5, NaN, '3'])
      await expect(
        shop.db.orders.modify(orderKey, (order) => order, untyped({ attempts })),
      ).rejects.toMatchObject({ code: 'repository.attempts', details: { entity: 'Order' } })
  })

  test('writes nothing where the function gives undefined', async () => {
    await shop.db.orders.create(placed)
    shop.sent.length = 0
    expect(await shop.db.orders.modify(orderKey, () => undefined)).toBeUndefined()
    expect(operations()).toEqual(['GetItem'])
  })

  test('of nothing is not found, at first as later', async () => {
    await expect(shop.db.orders.modify(orderKey, (order) => order)).rejects.toThrow(NotFoundError)
    await shop.db.orders.create(placed)
    const outcome = shop.db.orders.modify(orderKey, (order) => {
      void shop.db.orders.delete(orderKey)
      return order
    })
    await expect(outcome).rejects.toThrow('there is no item with customer c1, id o1 to modify')
  })

  test('keeps hidden and read-only attributes, of the item that it reads and of those after a conflict', async () => {
    const read = await shop.db.users.create({ id: 'u', email: 'e', origin: 'web', secret: 's' })
    let calls = 0
    const modified = await shop.db.users.modify({ id: 'u' }, (user) => {
      expect(user).not.toHaveProperty('secret')
      if (calls++ === 0) void shop.db.users.update(read, { set: { secret: 't' } })
      return { ...user, visits: user.visits + 1, origin: untyped(undefined) }
    })
    expect(modified).toMatchObject({ visits: 1, origin: 'web', revision: 3 })
    expect(modified).not.toHaveProperty('secret')
    expect(await shop.stored('USER#u', 'USER')).toMatchObject({ secret: { S: 't' }, origin: { S: 'web' } })
  })

  test('waits for a transaction that is on the item, and gives up with its conflict after the last attempt', async () => {
    const clock = testClock(0)
    const backend = memory({ clock, transactionTime: 20, random: seededRandom(1) })
    const db = createDatabase({ backend, entities: { orders: Order, parcels: Parcel }, clock })
    await db.createTables()
    await db.orders.create(placed)
    const count = { add: { cents: 10 } }
    const more = (order: Item<typeof Order>) => ({ ...order, cents: order.cents + 1 })
    const [modified] = await Promise.all([
      db.orders.modify(orderKey, more),
      db.transact({ order: db.orders.plan.update(orderKey, count) }),
    ])
    expect(modified).toMatchObject({ cents: 111, version: 3 })

    const refused = db.orders.modify(orderKey, more, { attempts: 1 })
    const [outcome] = await Promise.allSettled([
      refused,
      db.transact({ order: db.orders.plan.update(orderKey, count) }),
    ])
    expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'TransactionConflictException' } })
  })

  test('waits for one another where unique values make transactions of them', async () => {
    const clock = testClock(0)
    const backend = memory({ clock, transactionTime: 20, random: seededRandom(1) })
    const db = createDatabase({ backend, entities: { users: User }, clock })
    await db.createTables()
    const key = { tenant: 't', id: 'u' }
    await db.users.create({ ...key, email: 'e' })
    await Promise.all(
      ['a', 'b', 'c'].map((email) =>
        db.users.modify(key, (user) => ({ ...user, email, visits: user.visits + 1 })),
      ),
    )
    expect(await db.users.get(key)).toMatchObject({ visits: 3, version: 4 })
  })

  test('keeps attributes that the entity does not name, and lets go of those that it does', async () => {
    await shop.db.orders.create({ ...placed, coupon: 'c', note: 'n' })
    const foreign = { origin: { S: 'import' }, ['__proto__']: { N: '1' }, gsi3pk: { S: 'elsewhere' } }
    await shop.engine.execute('PutItem', {
      TableName: 'shop',
      Item: { ...(await shop.stored('CUSTOMER#c1', 'ORDER#o1')), ...foreign },
    })
    await shop.db.orders.modify(orderKey, ({ coupon: _coupon, note: _note, ...order }) => order)
    const after = (await shop.stored('CUSTOMER#c1', 'ORDER#o1')) ?? {}
    expect(Object.entries(after)).toEqual(expect.arrayContaining(Object.entries(foreign)))
    for (const name of ['coupon', 'note', 'gsi2pk', 'gsi2sk']) expect(Object.keys(after)).not.toContain(name)
  })

  test('keeps what lies unnamed within an attribute that is left as it is', async () => {
    const address = { city: 'Oslo', zip: '1' }
    await shop.db.orders.create({ ...placed, address, lines: [{ sku: 'a', quantity: 1 }] })
    const stored = await shop.stored('CUSTOMER#c1', 'ORDER#o1')
    const within = {
      address: { M: { ...stored?.['address']?.M, floor: { N: '3' } } },
      lines: { L: [{ M: { sku: { S: 'a' }, quantity: { N: '1' }, color: { S: 'red' } } }] },
    }
    await shop.engine.execute('PutItem', { TableName: 'shop', Item: { ...stored, ...within } })
    const left = await shop.db.orders.modify(orderKey, (order) => ({ ...order, cents: 7 }))
    expect(left).toMatchObject({ address, cents: 7 })
    expect(await shop.stored('CUSTOMER#c1', 'ORDER#o1')).toMatchObject({ ...within, cents: { N: '7' } })

    await shop.db.orders.modify(orderKey, (order) => ({ ...order, address: { ...address, city: 'York' } }))
    const after = await shop.stored('CUSTOMER#c1', 'ORDER#o1')
    expect(after).toMatchObject({ lines: within.lines })
    expect(after?.['address']).toEqual({ M: { city: { S: 'York' }, zip: { S: '1' } } })
  })

  test('keeps them after a conflict as they are then', async () => {
    await shop.db.orders.create(placed)
    let calls = 0
    await shop.db.orders.modify(orderKey, (order) => {
      if (calls++ === 0)
        void shop.engine.execute('UpdateItem', {
          TableName: 'shop',
          Key: { pk: { S: 'CUSTOMER#c1' }, sk: { S: 'ORDER#o1' } },
          UpdateExpression: 'SET origin = :import, version = version + :one',
          ExpressionAttributeValues: { ':import': { S: 'import' }, ':one': { N: '1' } },
        })
      return { ...order, cents: order.cents + 1 }
    })
    expect(calls).toBe(2)
    expect(await shop.stored('CUSTOMER#c1', 'ORDER#o1')).toMatchObject({
      origin: { S: 'import' },
      cents: { N: '101' },
    })
  })

  test('refuses another value of a read-only attribute, as an update does', async () => {
    await shop.db.users.create({ id: 'u', email: 'e', origin: 'web' })
    const outcome = shop.db.users.modify({ id: 'u' }, (user) => ({ ...user, origin: 'app' }))
    await expect(outcome).rejects.toMatchObject({
      code: 'repository.change',
      details: { entity: 'User', attribute: 'origin' },
    })
    expect(await shop.db.users.modify({ id: 'u' }, (user) => ({ ...user, visits: 7 }))).toMatchObject({
      origin: 'web',
      visits: 7,
    })
  })

  test('refuses another key, what is no item, and an entity without a version', async () => {
    await shop.db.orders.create(placed)
    const before = await shop.scan()
    for (const change of [(order: object) => ({ ...order, id: 'o2' }), () => null, () => 'x'])
      await expect(shop.db.orders.modify(orderKey, untyped(change))).rejects.toMatchObject({
        code: 'repository.change',
        details: { entity: 'Order' },
      })
    await expect(
      shop.db.orders.modify(
        orderKey,
        untyped(async (order: object) => order),
      ),
    ).rejects.toMatchObject({
      code: expect.stringMatching(/^(keys|schema|repository)\./),
    })
    await expect(
      untyped(shop.db.parcels).modify({ tenant: 't', id: 'p' }, (parcel: object) => parcel),
    ).rejects.toMatchObject({ code: 'repository.version-missing', details: { entity: 'Parcel' } })
    expect(await shop.scan()).toEqual(before)
  })

  test('stops when its signal aborts', async () => {
    await shop.db.orders.create(placed)
    const controller = new AbortController()
    const reason = new Error('enough')
    const outcome = shop.db.orders.modify(
      orderKey,
      (order) => {
        controller.abort(reason)
        return order
      },
      { signal: controller.signal },
    )
    await expect(outcome).rejects.toBe(reason)
    expect(await shop.db.orders.get(orderKey)).toMatchObject({ version: 1 })
  })

  test('refuses a change that gives a promise, and writes nothing', async () => {
    const created = await shop.db.orders.create(placed)
    const outcome = untyped(shop.db.orders).modify(orderKey, async (order: object) => order)
    await expect(outcome).rejects.toMatchObject({ code: 'repository.change' })
    expect(await shop.db.orders.get(orderKey)).toEqual(created)
  })
})
