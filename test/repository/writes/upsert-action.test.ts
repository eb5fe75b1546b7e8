import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../../src/index.js'
import { memory } from '../../../src/engine/index.js'
import type { Shop } from '../fixtures.js'
import { inputOf, openShop, orderKey, placed, untyped } from '../fixtures.js'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const user = { id: 'u', email: 'Ann@X', origin: 'web' }

describe('upsert', () => {
  test('makes an item that is not there, in one request', async () => {
    const order = await shop.db.orders.upsert({ ...placed, coupon: 'C' })
    const now = new Date(shop.clock.now())
    expect(order).toEqual({ ...placed, lines: [], coupon: 'C', version: 1, createdAt: now, updatedAt: now })
    expect(shop.sent.map(({ operation }) => operation)).toEqual(['UpdateItem'])
    expect(await shop.db.orders.get(orderKey)).toEqual(order)
  })

  test('stores what a create stores', async () => {
    await shop.db.orders.create({ ...placed, coupon: 'C', tags: new Set(['a']) })
    const created = await shop.scan()
    await shop.db.orders.delete(orderKey)
    await shop.db.orders.upsert({ ...placed, coupon: 'C', tags: new Set(['a']) })
    expect(await shop.scan()).toEqual(created)
  })

  test('over an item raises its version, keeps its creation, and removes what is not given', async () => {
    const created = await shop.db.orders.create({ ...placed, coupon: 'C', note: 'n' })
    shop.clock.advance(1000)
    const order = await shop.db.orders.upsert({ ...placed, status: 'paid' })
    const now = new Date(shop.clock.now())
    expect(order).toEqual({
      ...placed,
      status: 'paid',
      lines: [],
      version: 2,
      createdAt: created.createdAt,
      updatedAt: now,
    })
    const stored = await shop.stored('CUSTOMER#c1', 'ORDER#o1')
    expect(stored).toMatchObject({ gsi1sk: { S: 'paid#2026-01-01T10:00:00.000Z' } })
    for (const name of ['coupon', 'note', 'gsi2pk', 'gsi2sk']) expect(stored).not.toHaveProperty(name)
  })

  test('adds to what is there, and keeps what is there', async () => {
    const item = { ...placed, cents: 10, tags: new Set(['a']), note: 'first' }
    await shop.db.orders.upsert(item, { add: ['cents', 'tags'], keep: ['note'] })
    const again = await shop.db.orders.upsert(
      { ...item, tags: new Set(['b']), note: 'second' },
      { add: ['cents', 'tags'], keep: ['note'] },
    )
    expect(again).toMatchObject({ cents: 20, tags: new Set(['a', 'b']), note: 'first', version: 2 })
    expect(inputOf(shop.sent, 'UpdateItem').UpdateExpression).toMatch(/ADD cents :\d+, tags :\d+/)
  })

  test('keeps read-only attributes, and works out derived ones', async () => {
    await shop.db.users.upsert({ ...user, group: 'g' })
    const again = await shop.db.users.upsert({ ...user, email: 'BOB@Y', origin: 'app' })
    expect(again).toMatchObject({ origin: 'web', email: 'BOB@Y', emailKey: 'bob@y', revision: 2 })
    const stored = await shop.stored('USER#u', 'USER')
    expect(stored).toMatchObject({ gsi1sk: { S: 'bob@y' } })
    expect(stored).not.toHaveProperty('gsi2pk')
  })

  test('over an expired item is a create: nothing of it is left', async () => {
    await shop.db.users.create({
      ...user,
      secret: 's',
      visits: 9,
      expires: new Date(shop.clock.now() + 1000),
    })
    await shop.db.users.update({ id: 'u' }, { add: { visits: 1 } }, { drop: ['byChange'] })
    shop.clock.advance(1000)
    shop.sent.length = 0
    const again = await shop.db.users.upsert({ ...user, origin: 'app' }, { add: ['visits'] })
    expect(shop.sent.map(({ operation }) => operation)).toEqual(['UpdateItem', 'PutItem'])
    expect(again).toMatchObject({ origin: 'app', visits: 0, revision: 1 })
    expect(await shop.stored('USER#u', 'USER')).not.toHaveProperty('secret')
  })

  test('is an upsert after all where another writer replaces the expired item first', async () => {
    await shop.db.users.create({ ...user, expires: new Date(shop.clock.now() + 1000) })
    shop.clock.advance(1000)
    const [one, other] = await Promise.all([
      shop.db.users.upsert({ ...user, visits: 1 }, { add: ['visits'] }),
      shop.db.users.upsert({ ...user, visits: 2 }, { add: ['visits'] }),
    ])
    expect(new Set([one.revision, other.revision])).toEqual(new Set([1, 2]))
    expect(Math.max(one.visits, other.visits)).toBe(3)
  })

  test('is refused where its condition does not hold', async () => {
    const stored = await shop.db.orders.create(placed)
    await expect(
      shop.db.orders.upsert({ ...placed, cents: 0 }, { where: (o, { gt }) => gt(o.cents, 500) }),
    ).rejects.toMatchObject({ code: 'repository.condition', details: { entity: 'Order', stored } })
  })

  test.each([
    ['status', 'keep', 'part of access pattern byStatus'],
    ['id', 'keep', 'part of the key'],
    ['nothing', 'add', 'there is no attribute nothing'],
    ['version', 'add', 'there is no attribute version'],
  ])('refuses %s in %s: %s', async (name, option, problem) => {
    const outcome = shop.db.orders.upsert(placed, untyped({ [option]: [name] }))
    await expect(outcome).rejects.toMatchObject({
      code: 'repository.change',
      message: expect.stringContaining(problem),
      details: { entity: 'Order', attribute: name },
    })
    expect(await shop.scan()).toEqual([])
  })

  test('refuses to derive from what it adds to or keeps, and to do both', async () => {
    for (const options of [{ keep: ['email'] }, { keep: ['emailKey'] }, { add: ['origin'] }])
      await expect(shop.db.users.upsert(user, untyped(options))).rejects.toMatchObject({
        code: 'repository.change',
        details: { entity: 'User' },
      })
    const both = untyped({ add: ['cents'], keep: ['cents'] })
    await expect(shop.db.orders.upsert(placed, both)).rejects.toMatchObject({
      code: 'repository.change',
      details: { attribute: 'cents' },
    })
    await expect(shop.db.orders.upsert(placed, untyped({ add: 'cents' }))).rejects.toMatchObject({
      code: 'repository.change',
    })
  })
})

describe('an upsert that cannot tell an index key', () => {
  test('is refused: the version and the time of creation are not known', async () => {
    const table = defineTable({ name: 'items', partitionKey: 'pk', indexes: { gsi: { partitionKey: 'g' } } })
    const entity = defineEntity({
      name: 'Dated',
      table,
      schema: z.object({ id: z.string() }),
      key: { partitionKey: 'D#{id}' },
      access: { byTime: { index: 'gsi', partitionKey: 'AT#{createdAt}' } },
      timestamps: { createdAt: 'createdAt' },
    })
    const db = createDatabase({ backend: memory(), entities: { dated: entity } })
    await expect(untyped(db.dated).upsert({ id: 'a' })).rejects.toMatchObject({
      code: 'repository.change',
      details: { entity: 'Dated', attribute: 'createdAt' },
    })
  })
})

describe('a schema that keeps unknown attributes', () => {
  test('has them stored by upsert as by create', async () => {
    const table = defineTable({ name: 'items', partitionKey: 'pk' })
    const Loose = defineEntity({
      name: 'Loose',
      table,
      schema: z.looseObject({ id: z.string(), constructor: z.string() }),
      key: { partitionKey: 'L#{id}' },
    })
    const backend = memory()
    const db = createDatabase({ backend, entities: { loose: Loose } })
    await db.createTables()
    const item = { id: 'a', constructor: 'k', extra: 1, toString: 'x' }
    expect(await untyped(db.loose).create(item)).toEqual(item)
    expect(await untyped(db.loose).upsert({ ...item, extra: 2, more: [true] })).toEqual({
      ...item,
      extra: 2,
      more: [true],
    })
    expect(await untyped(db.loose).put({ id: 'a', constructor: 'k' })).toEqual({ id: 'a', constructor: 'k' })
    await expect(untyped(db.loose).update({ id: 'a' }, { set: { extra: 1 } })).rejects.toMatchObject({
      code: 'repository.change',
      details: { entity: 'Loose', attribute: 'extra' },
    })
  })
})
