import * as z from 'zod'
import { beforeEach, describe, expect, it } from 'vitest'
import { createDatabase, defineEntity, defineTable, MissingPathError } from '../../../src/index.js'
import { manualClock, recordingBackend } from '../fixtures.js'

const table = defineTable({ name: 'shop', partitionKey: 'pk', sortKey: 'sk' })
const base = {
  id: z.string(),
  at: z.object({ city: z.string(), geo: z.object({ lat: z.number() }).optional() }).optional(),
  lines: z.array(z.object({ sku: z.string(), tags: z.array(z.string()).optional() })),
  email: z.string().optional(),
}
const Order = defineEntity({
  name: 'Order',
  table,
  schema: z.object(base),
  attributes: { at: { storedName: 'a' } },
  key: { partitionKey: 'ORDER#{id}', sortKey: 'ORDER' },
})
const User = defineEntity({
  name: 'User',
  table,
  schema: z.object(base),
  key: { partitionKey: 'USER#{id}', sortKey: 'USER' },
  version: 'version',
  unique: { email: { partitionKey: 'EMAIL#{email}', sortKey: 'EMAIL' } },
})

function openShop() {
  const clock = manualClock()
  const { backend, sent } = recordingBackend(clock)
  return { db: createDatabase({ backend, clock, entities: { orders: Order, users: User } }), sent }
}

let shop: ReturnType<typeof openShop>
const key = { id: 'o1' }
beforeEach(async () => {
  shop = openShop()
  await shop.db.createTables()
  await shop.db.orders.create({ ...key, lines: [] })
  shop.sent.length = 0
})

describe('a change within what is not stored', () => {
  it('is an expected failure that names the place, what it lies in, and the item', async () => {
    const attempt = await shop.db.orders.attempt.update(key, {
      apply: (o, { set }) => [set(o.at.geo.lat, 1)],
    })
    if (attempt.ok || attempt.error.code !== 'repository.missing-path') throw new Error('it is not refused')
    expect(attempt.error).toBeInstanceOf(MissingPathError)
    expect(attempt.error.details).toEqual({ entity: 'Order', key, paths: ['at.geo.lat'] })
    expect(attempt.error.message).toBe(
      'Order: at.geo.lat cannot be changed in the item with id o1: what it lies in is not stored. Set at.geo or at as a whole.',
    )
    expect(attempt.error.cause).toMatchObject({ name: 'ValidationException' })
    expect(shop.sent.map(({ operation }) => operation)).toEqual(['UpdateItem'])
    // What it says is what helps.
    await shop.db.orders.update(key, { set: { at: { city: 'Bern', geo: { lat: 1 } } } })
    await shop.db.orders.update(key, { apply: (o, { set }) => [set(o.at.geo.lat, 2)] })
    expect(await shop.db.orders.get(key)).toMatchObject({ at: { city: 'Bern', geo: { lat: 2 } } })
  })

  it('names every such place where several could be it, and no attribute', async () => {
    await expect(
      shop.db.orders.update(key, {
        set: { email: 'a' },
        apply: (o, { set, remove }) => [set(o.at.city, 'Bern'), remove(o.lines[0]!.tags)],
      }),
    ).rejects.toMatchObject({
      message:
        'Order: one of at.city, lines[0].tags cannot be changed in the item with id o1: what it lies in is not stored. Set at or lines[0] or lines as a whole.',
      details: { paths: ['at.city', 'lines[0].tags'] },
    })
  })

  it('is told of a transaction under its label', async () => {
    const attempt = await shop.db.attemptTransaction({
      fine: shop.db.orders.plan.create({ id: 'o2', lines: [] }),
      wrong: shop.db.orders.plan.update(key, { apply: (o, { set }) => [set(o.at.city, 'Bern')] }),
    })
    expect(attempt).toMatchObject({
      ok: false,
      error: {
        code: 'repository.transaction-cancelled',
        details: {
          failures: {
            wrong: {
              entity: 'Order',
              reason: 'ValidationError',
              error: { code: 'repository.missing-path', details: { key, paths: ['at.city'] } },
            },
          },
        },
      },
    })
    expect(await shop.db.orders.get({ id: 'o2' })).toBeUndefined()
  })

  it('is told in the same way where the write is a transaction of the library’s own', async () => {
    const user = await shop.db.users.create({ id: 'u1', lines: [], email: 'a@b' })
    const attempt = await shop.db.users.attempt.update(user, {
      set: { email: 'c@d' },
      apply: (u, { set }) => [set(u.at.city, 'Bern')],
    })
    expect(attempt).toMatchObject({ ok: false, error: { code: 'repository.missing-path' } })
    expect(await shop.db.users.get(user)).toEqual(user)
  })

  it('leaves other rejections as they are', async () => {
    await expect(
      shop.db.orders.update(key, {
        set: { email: 'x'.repeat(410_000) },
        apply: (o, { set }) => [set(o.lines, [{ sku: 'a' }])],
      }),
    ).rejects.toMatchObject({ code: 'repository.item-size' })
  })
})
