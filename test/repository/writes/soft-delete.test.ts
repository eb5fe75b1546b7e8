import { beforeEach, describe, expect, test } from 'vitest'
import { inputOf, untyped } from '../fixtures.js'
import { noteKey, openThings, thing, thingKey, type Things } from './kept-things.js'

let shop: Things
beforeEach(async () => {
  shop = await openThings()
})

const indexes = ['byTemplate', 'native', 'ofArea', 'local', 'numbered']

describe('delete of an entity that keeps deleted items', () => {
  test('marks the item, raises its version and takes its index keys away, in one request', async () => {
    await shop.db.things.create(thing)
    shop.sent.length = 0
    shop.clock.advance(5000)
    const deleted = await shop.db.things.delete(thingKey)
    const now = new Date(shop.clock.now())
    expect(deleted).toEqual({
      ...thing,
      version: 2,
      createdAt: new Date(shop.clock.now() - 5000),
      updatedAt: now,
      deletedAt: now,
    })
    expect(shop.sent.map(({ operation }) => operation)).toEqual(['UpdateItem'])
    expect(inputOf(shop.sent, 'UpdateItem').ConditionExpression).toContain('attribute_not_exists(deletedAt)')
    const [stored] = await shop.scan()
    // Its area is the key of an index, and so is moved.
    const names =
      '_entity createdAt deletedAt deletedAt.area deletedAt.tenant id label pk rank sk status updatedAt version weight'
    expect(Object.keys(stored ?? {}).sort()).toEqual(names.split(' '))
  })

  test('takes the item out of every index that it could be taken out of, those of other entities too', async () => {
    await shop.db.things.create(thing)
    for (const index of indexes) expect(await shop.scan(index)).toHaveLength(1)
    await shop.db.things.delete(thingKey)
    for (const index of indexes) expect([index, await shop.scan(index)]).toEqual([index, []])
    expect(await shop.scan('reverse')).toHaveLength(1)
  })

  test('hides the item from every read', async () => {
    const { db } = shop
    await db.things.create(thing)
    await db.notes.create({ ...noteKey, text: 'n' })
    await db.things.delete(thingKey)
    expect(await db.things.get(thingKey)).toBeUndefined()
    expect(await db.things.plan.get(thingKey).run()).toBeUndefined()
    await expect(db.things.require(thingKey)).rejects.toMatchObject({ code: 'repository.not-found' })
    expect(await db.things.getMany([thingKey])).toEqual([undefined])
    expect(await db.transactGet({ one: db.things.plan.get(thingKey) })).toEqual({ one: undefined })
    for (const query of [
      db.things.scan(),
      db.things.query.primary({ tenant: 't' }),
      db.things.query.byStatus({}),
      db.things.query.byId({ id: 'a' }),
      db.things.query.byArea({ tenant: 't', area: 'north' }),
      db.things.query.byLabel({ tenant: 't' }),
      db.things.query.byRank({ tenant: 't' }),
    ]) {
      expect(await query.all()).toEqual([])
      expect(await query.count()).toBe(0)
      expect(await query.first()).toBeUndefined()
      expect(await query.only()).toBeUndefined()
      expect((await query.page()).items).toEqual([])
      expect((await query.exactly(5)).items).toEqual([])
      expect(await query.select('id').all()).toEqual([])
    }
    expect(await db.collections.ofTenant({ tenant: 't' }).grouped()).toMatchObject({
      things: [],
      notes: [{ id: 'n' }],
      unknown: [],
    })
    expect(await db.collections.ofTenant({ tenant: 't' }).count()).toBe(1)
  })

  test('is no error where nothing is, or what is there is deleted already', async () => {
    expect(await shop.db.things.delete(thingKey)).toBeUndefined()
    await shop.db.things.create(thing)
    await shop.db.things.delete(thingKey)
    shop.clock.advance(1)
    expect(await shop.db.things.delete(thingKey)).toBeUndefined()
    expect(await shop.db.things.deleted.get(thingKey)).toMatchObject({ version: 2 })
    await expect(
      shop.db.things.delete(thingKey, { where: (o, { eq }) => eq(o.status, 'new') }),
    ).rejects.toMatchObject({ code: 'repository.condition', details: { stored: undefined } })
  })

  test('of the item that was read demands that it is unchanged', async () => {
    const read = await shop.db.things.create(thing)
    await shop.db.things.update(read, { set: { weight: 4 } })
    await expect(shop.db.things.delete(read)).rejects.toMatchObject({
      code: 'repository.version-conflict',
      details: {
        expectedVersion: 1,
        stored: { weight: 4 },
        differences: expect.arrayContaining(['weight']) as unknown,
      },
    })
    await shop.db.things.delete(await shop.db.things.require(thingKey))
    expect(await shop.db.things.deleted.get(thingKey)).toMatchObject({ version: 3 })
  })

  test('needs no read for unique values, which stay, and says so in its plan', async () => {
    const { members } = shop.db
    await members.create({ id: 'm', area: 'x' })
    const plan = members.plan.delete({ id: 'm' }, { reindex: 'read' })
    expect(plan.requests.map(({ operation }) => operation)).toEqual(['UpdateItem'])
    shop.sent.length = 0
    expect(await plan.run()).toMatchObject({ area: 'x' })
    expect(shop.sent.map(({ operation }) => operation)).toEqual(['UpdateItem'])
  })

  test('keeps to a condition', async () => {
    const { things } = shop.db
    await things.create(thing)
    await expect(
      things.delete(thingKey, { where: (o, { eq }) => eq(o.status, 'old') }),
    ).rejects.toMatchObject({
      code: 'repository.condition',
      details: { stored: { status: 'new' } },
    })
    expect(await things.delete(thingKey, { where: (o, { eq }) => eq(o.status, 'new') })).toBeDefined()
  })

  test('in a transaction finds nothing to delete without failing it', async () => {
    const { db } = shop
    await db.transact({
      gone: db.things.plan.delete(thingKey),
      note: db.notes.plan.create({ ...noteKey, text: 'n' }),
    })
    await db.things.create(thing)
    await db.transact({ gone: db.things.plan.delete(thingKey), note: db.notes.plan.delete(noteKey) })
    expect(await db.things.get(thingKey)).toBeUndefined()
    expect(await db.notes.deleted.get(noteKey)).toMatchObject({ text: 'n' })
  })

  test('is refused in a batch, and so is writing over what is deleted unless it is said', async () => {
    const { notes } = shop.db
    await expect(untyped(notes).deleteMany([noteKey])).rejects.toMatchObject({
      code: 'repository.batch-condition',
      message:
        'Note keeps deleted items, and a batch cannot mark them: delete items one by one, or purge them',
    })
    await expect(untyped(notes).putMany([{ ...noteKey, text: 'n' }])).rejects.toMatchObject({
      code: 'repository.batch-condition',
    })
    await notes.create({ ...noteKey, text: 'old' })
    await notes.delete(noteKey)
    await notes.putMany([{ ...noteKey, text: 'new' }], { overwrite: true })
    expect(await notes.get(noteKey)).toEqual({ ...noteKey, text: 'new' })
  })
})

describe('other writes of a deleted item', () => {
  beforeEach(async () => {
    await shop.db.things.create(thing)
    await shop.db.notes.create({ ...noteKey, text: 'n' })
    await shop.db.things.delete(thingKey)
    await shop.db.notes.delete(noteKey)
  })

  test('create finds that it exists, and says how to have it back', async () => {
    await expect(shop.db.things.create(thing)).rejects.toMatchObject({
      code: 'repository.exists',
      message: expect.stringContaining('Use restore') as unknown,
      details: { stored: { deletedAt: new Date(shop.clock.now()), version: 2, area: 'north' } },
    })
  })

  test('update, replace and modify find nothing', async () => {
    const { things, notes } = shop.db
    const absent = { code: 'repository.not-found' }
    await expect(notes.update(noteKey, { set: { text: 'x' } })).rejects.toMatchObject(absent)
    await expect(
      things.update(thingKey, { set: { status: 'old' } }, { reindex: 'read' }),
    ).rejects.toMatchObject(absent)
    await expect(notes.replace({ ...noteKey, text: 'x' })).rejects.toMatchObject(absent)
    await expect(things.modify(thingKey, (item) => item)).rejects.toMatchObject(absent)
  })

  test('put and upsert do not write over it, unless put is told to overwrite', async () => {
    const { things, notes } = shop.db
    const exists = { code: 'repository.exists' }
    await expect(things.put(thing)).rejects.toMatchObject(exists)
    await expect(things.upsert(thing as never)).rejects.toBeDefined()
    await expect(notes.put({ ...noteKey, text: 'x' })).rejects.toMatchObject(exists)
    await expect(notes.upsert({ ...noteKey, text: 'x' })).rejects.toMatchObject(exists)
    expect(await notes.deleted.get(noteKey)).toMatchObject({ text: 'n' })
    await notes.put({ ...noteKey, text: 'x' }, { overwrite: true })
    expect(await notes.get(noteKey)).toEqual({ ...noteKey, text: 'x' })
    await things.put(thing, { overwrite: true })
    expect(await things.get(thingKey)).toMatchObject(thing)
  })

  test('a stale item is in conflict, and the place that it has is taken for a move', async () => {
    const { things } = shop.db
    const stale = { ...thing, version: 1, createdAt: new Date(shop.clock.now()), updatedAt: new Date() }
    const conflict = {
      code: 'repository.version-conflict',
      message: expect.stringContaining('Restore it if it was deleted'),
      details: { stored: undefined },
    }
    await expect(things.put(stale)).rejects.toMatchObject(conflict)
    await expect(things.update(stale, { set: { weight: 1 } })).rejects.toMatchObject(conflict)
    await expect(things.move(stale, { id: 'b' })).rejects.toMatchObject(conflict)
    const other = await things.create({ ...thing, id: 'b' })
    await expect(things.move(other, { id: 'a' })).rejects.toMatchObject({ code: 'repository.exists' })
  })

  test('once its time has passed, it is in the way of nothing', async () => {
    const { things } = shop.db
    await things.create({ ...thing, id: 'e', expires: new Date(shop.clock.now() + 1000) })
    await things.delete({ tenant: 't', id: 'e' })
    shop.clock.advance(2000)
    expect(await things.deleted.get({ tenant: 't', id: 'e' })).toBeUndefined()
    expect(await things.create({ ...thing, id: 'e' })).toMatchObject({ version: 1 })
  })
})
