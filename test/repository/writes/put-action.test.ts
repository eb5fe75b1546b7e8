import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { memory } from '../../../src/engine/index.js'
import {
  createDatabase,
  defineEntity,
  defineTable,
  ItemExistsError,
  NotFoundError,
  VersionConflictError,
} from '../../../src/index.js'
import type { Shop } from '../fixtures.js'
import { inputOf, openShop, orderKey, placed, untyped } from '../fixtures.js'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const parcel = { tenant: 't', id: 'p1', weight: 5 }
const user = { id: 'u1', email: 'Ann@x.org', origin: 'web' }

describe('create', () => {
  test('gives back the item as stored: defaults, first version, both times', async () => {
    const order = await shop.db.orders.create({ ...placed, coupon: 'C', tags: new Set(['a']) })
    const now = new Date(shop.clock.now())
    expect(order).toEqual({
      ...placed,
      lines: [],
      coupon: 'C',
      tags: new Set(['a']),
      version: 1,
      createdAt: now,
      updatedAt: now,
    })
    expect(await shop.db.orders.get(orderKey)).toEqual(order)
  })

  test('sends one PutItem with the keys of every index that the item is in', async () => {
    await shop.db.orders.create(placed)
    expect(shop.sent).toHaveLength(1)
    const input = inputOf(shop.sent, 'PutItem')
    expect(input.ConditionExpression).toBe('attribute_not_exists(pk)')
    expect(input.Item).toMatchObject({
      pk: { S: 'CUSTOMER#c1' },
      sk: { S: 'ORDER#o1' },
      gsi1pk: { S: 'ORDERS' },
      gsi1sk: { S: 'placed#2026-01-01T10:00:00.000Z' },
      _entity: { S: 'Order' },
    })
    expect(input.Item).not.toHaveProperty('gsi2pk')
    expect(input.Item).not.toHaveProperty('coupon')
  })

  test('refuses an item that exists, with what is stored, and leaves it', async () => {
    const order = await shop.db.orders.create(placed)
    const before = await shop.scan()
    const failure = await shop.db.orders.create({ ...placed, cents: 7 }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ItemExistsError)
    expect(failure).toMatchObject({
      code: 'repository.exists',
      details: { entity: 'Order', key: orderKey, stored: order },
    })
    expect(await shop.scan()).toEqual(before)
  })

  test('succeeds over an item whose time has passed, as a new one', async () => {
    await shop.db.users.create({ ...user, group: 'g', expires: new Date(shop.clock.now() + 1000) })
    await expect(shop.db.users.create(user)).rejects.toThrow(ItemExistsError)
    shop.clock.advance(1000)
    const again = await shop.db.users.create(user)
    expect(again).toEqual({
      ...user,
      emailKey: 'ann@x.org',
      visits: 0,
      revision: 1,
      updatedAt: new Date(shop.clock.now()),
    })
    expect(await shop.scan()).toHaveLength(1)
  })

  test('ignores a version and times that the given item carries', async () => {
    const order = await shop.db.orders.create(placed)
    shop.clock.advance(5000)
    const copy = await shop.db.orders.create(untyped({ ...order, id: 'o2' }))
    expect(copy).toMatchObject({ version: 1, createdAt: new Date(shop.clock.now()) })
  })
})

describe('put', () => {
  test('writes over whatever is there where the entity has no version, and removes what is not given', async () => {
    await shop.db.parcels.put({ ...parcel, depot: 'd', rank: 3, label: 'l', area: 'a' })
    const put = await shop.db.parcels.put({ ...parcel, weight: 6 })
    expect(put).toEqual({ ...parcel, weight: 6 })
    expect(inputOf(shop.sent, 'PutItem').ConditionExpression).toBeUndefined()
    expect(await shop.scan()).toEqual([
      {
        pk: { S: 'TENANT#t' },
        sk: { S: 'PARCEL#p1' },
        tenant: { S: 't' },
        id: { S: 'p1' },
        weight: { N: '6' },
        _entity: { S: 'Parcel' },
      },
    ])
  })

  test('of a new item on a versioned entity is refused where one exists', async () => {
    expect(await shop.db.orders.put(placed)).toMatchObject({ version: 1 })
    await expect(shop.db.orders.put(placed)).rejects.toThrow(
      'an item with customer c1, id o1 exists. Use update to change it, or put with overwrite: true to overwrite it.',
    )
  })

  test('of an item that was read writes it where it is unchanged, and keeps its time of creation', async () => {
    const order = await shop.db.orders.create(placed)
    shop.clock.advance(1000)
    const put = await shop.db.orders.put({ ...order, cents: 1 })
    expect(put).toMatchObject({ cents: 1, version: 2, createdAt: order.createdAt })
    expect(put.updatedAt).toEqual(new Date(shop.clock.now()))
    await expect(shop.db.orders.put({ ...order, cents: 2 })).rejects.toThrow(VersionConflictError)
    expect(await shop.db.orders.get(orderKey)).toEqual(put)
  })

  test('with overwrite writes over anything, at versions that no reader can hold', async () => {
    const first = await shop.db.orders.put(placed, { overwrite: true })
    const second = await shop.db.orders.put({ ...placed, cents: 2 }, { overwrite: true })
    expect(first.version).toBeGreaterThan(shop.clock.now())
    expect(second.version).not.toBe(first.version)
    await expect(shop.db.orders.update(first, { set: { cents: 3 } })).rejects.toThrow(VersionConflictError)
    expect(await shop.db.orders.update(second, { set: { cents: 3 } })).toMatchObject({
      version: second.version + 1,
    })
  })

  test('with overwrite has a whole number for a version, also where the clock shows parts of milliseconds', async () => {
    shop.clock.advance(0.7)
    const { version } = await shop.db.orders.put(placed, { overwrite: true })
    expect(version).toSatisfy(Number.isSafeInteger)
    expect(await shop.db.orders.update({ ...orderKey, version }, { set: { cents: 3 } })).toMatchObject({
      version: version + 1,
    })
  })

  test('of an item that was read needs its hidden attributes, which would be lost', async () => {
    const read = await shop.db.users.create({ ...user, secret: 's' })
    expect(read).not.toHaveProperty('secret')
    await expect(shop.db.users.put(read)).rejects.toMatchObject({
      code: 'repository.hidden',
      details: { entity: 'User', attributes: ['secret'] },
    })
    await shop.db.users.put({ ...read, secret: 't' })
    expect(await shop.stored('USER#u1', 'USER')).toMatchObject({ secret: { S: 't' } })
  })
})

describe('hidden attributes', () => {
  const Secret = defineEntity({
    name: 'Secret',
    table: defineTable({ name: 'secrets', partitionKey: 'pk' }),
    schema: z.object({ id: z.string(), name: z.string(), hash: z.string().optional() }),
    key: { partitionKey: 'SECRET#{id}' },
    attributes: { hash: { hidden: true } },
  })
  const lost = { code: 'repository.hidden', details: { entity: 'Secret', attributes: ['hash'] } }

  test('are not lost by a put or a replace of an entity without a version', async () => {
    const db = createDatabase({ backend: memory(), entities: { secrets: Secret } })
    await db.createTables()
    const read = await db.secrets.create({ id: 's', name: 'a', hash: 'h' })
    await expect(db.secrets.replace({ ...read, name: 'b' })).rejects.toMatchObject(lost)
    await expect(db.secrets.put({ ...read, name: 'b' })).rejects.toMatchObject(lost)
    const isHashed = () =>
      db.secrets
        .scan()
        .where((o, { attributeExists }) => attributeExists(o.hash))
        .count()
    await db.secrets.replace({ ...read, name: 'b', hash: 'i' })
    expect(await isHashed()).toBe(1)
    await db.secrets.replace({ ...read, name: 'b', hash: undefined })
    expect(await isHashed()).toBe(0)
    await db.secrets.put({ ...read, name: 'c' }, { overwrite: true })
  })

  test('are not lost by an overwrite with an item that was read', async () => {
    const read = await shop.db.users.create({ ...user, secret: 's' })
    for (const outcome of [
      shop.db.users.put(read, { overwrite: true }),
      shop.db.users.replace(read, { overwrite: true }),
    ])
      await expect(outcome).rejects.toMatchObject({ code: 'repository.hidden' })
    await shop.db.users.put(user, { overwrite: true })
    expect(await shop.stored('USER#u1', 'USER')).not.toHaveProperty('secret')
  })
})

describe('replace', () => {
  test('needs an item that exists', async () => {
    await expect(shop.db.parcels.replace(parcel)).rejects.toThrow(NotFoundError)
    await shop.db.parcels.create({ ...parcel, label: 'l' })
    expect(await shop.db.parcels.replace({ ...parcel, weight: 9 })).toEqual({ ...parcel, weight: 9 })
    expect(await shop.stored('TENANT#t', 'PARCEL#p1')).not.toHaveProperty('lsi1sk')
  })

  test('does not find an item whose time has passed', async () => {
    const read = await shop.db.users.create({ ...user, expires: new Date(shop.clock.now() + 1000) })
    shop.clock.advance(1000)
    await expect(shop.db.users.replace({ ...read, secret: 's' })).rejects.toMatchObject({
      code: 'repository.version-conflict',
      details: { stored: undefined },
    })
    await expect(shop.db.users.replace({ ...user }, { overwrite: true })).rejects.toThrow(NotFoundError)
  })

  test('of a versioned entity takes the item that was read, or overwrite', async () => {
    const order = await shop.db.orders.create(placed)
    await expect(shop.db.orders.replace(untyped(placed))).rejects.toMatchObject({
      code: 'repository.version-missing',
      details: { entity: 'Order', attribute: 'version' },
    })
    expect(await shop.db.orders.replace({ ...order, cents: 4 })).toMatchObject({ cents: 4, version: 2 })
    await expect(shop.db.orders.replace(order)).rejects.toThrow(VersionConflictError)
    const over = await shop.db.orders.replace(placed, { overwrite: true })
    expect(over.version).toBeGreaterThan(shop.clock.now())
  })

  test('without the time of creation is not the item that was read', async () => {
    const { createdAt: _, ...rest } = await shop.db.orders.create(placed)
    await expect(shop.db.orders.replace(untyped(rest))).rejects.toMatchObject({
      code: 'repository.version-conflict',
      details: { differences: ['createdAt'] },
    })
  })

  test('leaves read-only attributes as they are', async () => {
    const read = await shop.db.users.create(user)
    await expect(shop.db.users.replace({ ...read, secret: 's', origin: 'app' })).rejects.toMatchObject({
      code: 'repository.change',
      details: { entity: 'User', attributes: ['origin'] },
    })
    expect(await shop.db.users.replace({ ...read, secret: 's', email: 'B@x' })).toMatchObject({
      emailKey: 'b@x',
      revision: 2,
    })
  })
})

describe('where', () => {
  test('refuses a put whose condition does not hold, with what is stored', async () => {
    const stored = await shop.db.parcels.create(parcel)
    const where = { where: (o: never, { gt }: never) => untyped(gt)(untyped(o).weight, 10) }
    await expect(shop.db.parcels.put({ ...parcel, weight: 1 }, untyped(where))).rejects.toMatchObject({
      code: 'repository.condition',
      details: { entity: 'Parcel', key: { tenant: 't', id: 'p1' }, stored },
    })
    expect(await shop.db.parcels.get(parcel)).toEqual(parcel)
  })
})
