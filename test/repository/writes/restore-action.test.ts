import { beforeEach, describe, expect, test } from 'vitest'
import { inputOf } from '../fixtures.js'
import { noteKey, openThings, thing, thingKey, type Things } from './kept-things.js'

let shop: Things
beforeEach(async () => {
  shop = await openThings()
})

const indexes = ['byTemplate', 'native', 'ofArea', 'reverse', 'local', 'numbered']

describe('restore', () => {
  test('by key reads, and puts the item back into every index', async () => {
    const { db } = shop
    await db.things.create(thing)
    await db.things.delete(thingKey)
    shop.sent.length = 0
    shop.clock.advance(1000)
    const restored = await db.things.restore(thingKey)
    const updatedAt = new Date(shop.clock.now())
    expect(restored).toMatchObject({ ...thing, version: 3, updatedAt })
    expect(restored).not.toHaveProperty('deletedAt')
    expect(shop.sent.map(({ operation }) => operation)).toEqual(['GetItem', 'UpdateItem'])
    expect(inputOf(shop.sent, 'GetItem').ConsistentRead).toBe(true)
    expect(await db.things.get(thingKey)).toEqual(restored)
    for (const index of indexes) expect([index, (await shop.scan(index)).length]).toEqual([index, 1])
    // As if it had been written so at once.
    const [stored] = await shop.scan()
    await db.things.delete(thingKey)
    await db.things.purge(thingKey)
    await db.things.create(thing)
    const [fresh] = await shop.scan()
    expect({ ...stored, createdAt: 0, version: 0 }).toEqual({ ...fresh, createdAt: 0, version: 0 })
  })

  test('of the deleted item is one request, conditional on it, alone and in a transaction', async () => {
    const { db } = shop
    await db.things.create(thing)
    const deleted = await db.things.delete(thingKey)
    if (deleted === undefined) throw new Error('it was there')
    shop.sent.length = 0
    await db.things.restore(deleted)
    expect(shop.sent.map(({ operation }) => operation)).toEqual(['UpdateItem'])
    await expect(db.things.restore(deleted)).rejects.toMatchObject({
      code: 'repository.not-deleted',
      details: { stored: { version: 3 } },
    })
    const again = await db.things.delete(thingKey)
    await expect(db.things.restore(deleted)).rejects.toMatchObject({
      code: 'repository.version-conflict',
      details: { expectedVersion: 2, stored: { version: 4 } },
    })
    if (again === undefined) throw new Error('it was there')
    await db.transact({
      back: db.things.plan.restore(again),
      note: db.notes.plan.create({ ...noteKey, text: 'n' }),
    })
    for (const index of indexes) expect((await shop.scan(index)).length).toBe(index === 'reverse' ? 2 : 1)
  })

  test('leaves absent what was absent', async () => {
    const { db } = shop
    const { area: _, rank: __, label: ___, ...bare } = thing
    const before = await db.things.create(bare)
    await db.things.delete(before)
    expect(await db.things.restore(thingKey)).toEqual({ ...before, version: 3 })
    expect(await shop.scan('native')).toEqual([])
    const [stored] = await shop.scan()
    expect(Object.keys(stored ?? {}).filter((name) => name.startsWith('deletedAt'))).toEqual([])
  })

  test('keeps hidden attributes, unique values and what has no version', async () => {
    const { db } = shop
    await db.members.create({ id: 'm', area: 'north', secret: 's' })
    const [kept] = (await shop.scan('reverse')).filter((each) => each['secret'] !== undefined)
    await db.members.delete({ id: 'm' })
    await expect(db.members.create({ id: 'o', area: 'north' })).rejects.toMatchObject({
      code: 'repository.not-unique',
      details: { holder: { id: 'm' } },
    })
    expect(await shop.scan('ofArea')).toEqual([])
    const deleted = await db.members.deleted.get({ id: 'm' })
    expect(deleted).toEqual({ id: 'm', area: 'north', points: 0, gone: new Date(shop.clock.now()) })
    if (deleted === undefined) throw new Error('it is deleted')
    // A hidden attribute could be part of an index: the item that was read is read again.
    shop.sent.length = 0
    expect(await db.members.restore(deleted)).toEqual({ id: 'm', area: 'north', points: 0 })
    expect(shop.sent.map(({ operation }) => operation)).toEqual(['GetItem', 'UpdateItem'])
    expect((await shop.scan('reverse')).filter((each) => each['secret'] !== undefined)).toEqual([kept])
  })

  test('and purge refuse a condition about what the deletion has moved, before anything is sent', async () => {
    const { db, sent } = shop
    await db.members.create({ id: 'm', area: 'north' })
    const deleted = (await db.members.delete({ id: 'm' }))!
    sent.length = 0
    const refusal = {
      code: 'repository.filter-on-key',
      message: expect.stringMatching(/^Member: area .*pass the deleted item/),
      details: { entity: 'Member', attribute: 'area' },
    }
    const { members } = db
    for (const target of [{ id: 'm' }, deleted])
      await expect(
        members.restore(target, { where: (o, { eq }) => eq(o.area, 'north') }),
      ).rejects.toMatchObject(refusal)
    for (const reindex of ['read', undefined] as const)
      await expect(
        members.purge(deleted, { where: (o, { eq }) => eq(o.area, 'north'), reindex }),
      ).rejects.toMatchObject(refusal)
    expect(sent).toEqual([])
    await db.members.restore({ id: 'm' }, { where: (o, { eq }) => eq(o.points, 0) })
  })

  test('of nothing, of what is not deleted and where a condition does not hold is refused', async () => {
    const { things } = shop.db
    await expect(things.restore(thingKey)).rejects.toMatchObject({ code: 'repository.not-found' })
    await things.create(thing)
    await expect(things.restore(thingKey)).rejects.toMatchObject({
      code: 'repository.not-deleted',
      message: 'Thing: the item with tenant t, id a is not deleted, so there is nothing to restore.',
    })
    await things.delete(thingKey)
    const refused = await things.attempt.restore(thingKey, { where: (o, { eq }) => eq(o.status, 'old') })
    expect(refused).toMatchObject({ ok: false, error: { code: 'repository.condition' } })
    expect(await things.attempt.restore(thingKey)).toMatchObject({ ok: true, value: thing })
  })

  test('makes no index key of a value that was changed since', async () => {
    const { db } = shop
    await db.things.create(thing)
    const deleted = await db.things.delete(thingKey)
    if (deleted === undefined) throw new Error('it was there')
    for (const change of [{ status: 'old' }, { area: 'south' }, { rank: 8 }] as const)
      await expect(db.things.restore({ ...deleted, ...change })).rejects.toMatchObject({
        code: 'repository.version-conflict',
        details: { differences: Object.keys(change) },
      })
  })

  test('says in its plan what is read and what may follow', async () => {
    await shop.db.things.create(thing)
    const deleted = await shop.db.things.delete(thingKey)
    if (deleted === undefined) throw new Error('it was there')
    const byKey = shop.db.things.plan.restore(thingKey)
    expect(byKey.requests.map(({ operation, when }) => [operation, when])).toEqual([
      ['GetItem', 'always'],
      ['UpdateItem', 'dependent'],
    ])
    expect(byKey.cost.writeUnits.minimum).toBe(1)
    expect(shop.db.things.plan.restore(deleted).requests).toHaveLength(1)
    await expect(shop.db.transact({ back: byKey })).rejects.toMatchObject({
      code: 'repository.not-one-action',
    })
    await byKey.run()
    expect(await shop.db.things.get(thingKey)).toMatchObject(thing)
  })

  test('is refused for an entity without it', async () => {
    const { openShop, orderKey, untyped } = await import('../fixtures.js')
    const { db } = await openShop()
    const code = { code: 'repository.soft-delete' }
    await expect(untyped(db.orders).restore(orderKey)).rejects.toMatchObject(code)
    await expect(untyped(db.orders).purge(orderKey)).rejects.toMatchObject(code)
    await expect(untyped(db.orders).deleted.get(orderKey)).rejects.toMatchObject(code)
    expect(() => untyped(db.orders).deleted.scan()).toThrow(expect.objectContaining(code))
  })
})
