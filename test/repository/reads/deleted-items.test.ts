import { beforeEach, describe, expect, test } from 'vitest'
import { inputOf, untyped } from '../fixtures.js'
import { noteKey, openThings, Thing, thing, thingKey, type Things } from '../writes/kept-things.js'

let shop: Things
beforeEach(async () => {
  shop = await openThings()
  for (const id of ['a', 'b', 'c', 'd']) await shop.db.things.create({ ...thing, id })
  await shop.db.notes.create({ ...noteKey, text: 'n' })
  await shop.db.things.delete({ ...thingKey, id: 'b' })
  await shop.db.things.delete({ ...thingKey, id: 'd' })
  shop.sent.length = 0
})

const idsOf = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id)

describe('deleted items', () => {
  test('are read by their keys, with what stood in the way of an index in its place', async () => {
    const deletedAt = new Date(shop.clock.now())
    const { things, notes } = shop.db
    expect(await things.deleted.get({ ...thingKey, id: 'b' })).toMatchObject({ ...thing, id: 'b', deletedAt })
    expect(await things.deleted.get(thingKey)).toBeUndefined()
    expect(await things.deleted.get({ ...thingKey, id: 'x' }, { consistent: true })).toBeUndefined()
    expect(inputOf(shop.sent, 'GetItem').ConsistentRead).toBe(true)
    expect(await notes.deleted.get(noteKey)).toBeUndefined()
  })

  test('are queried by partition, and scanned, without the others', async () => {
    const { things, notes } = shop.db
    const query = things.deleted.query({ tenant: 't' })
    expect(idsOf(await query.all())).toEqual(['b', 'd'])
    expect(await query.all()).toMatchObject([{ area: 'north' }, { area: 'north' }])
    expect(await query.count()).toBe(2)
    expect((await query.descending().first())?.id).toBe('d')
    expect(idsOf(await things.deleted.query({ tenant: 't', id: { gt: 'b' } }).all())).toEqual(['d'])
    expect(idsOf(await things.deleted.scan().all()).sort()).toEqual(['b', 'd'])
    expect(await notes.deleted.scan().all()).toEqual([])
    expect(query.plan().requests[0]?.input).toMatchObject({
      FilterExpression: expect.stringContaining('attribute_exists(deletedAt)') as unknown,
    })
  })

  test('page by page, whatever stands between them', async () => {
    const query = shop.db.things.deleted.query({ tenant: 't' })
    const first = await query.limit(1).page()
    expect(idsOf(first.items)).toEqual(['b'])
    const second = await query.limit(1).from(first.cursor).page()
    expect(idsOf(second.items)).toEqual(['d'])
    expect(idsOf((await query.exactly(1)).items)).toEqual(['b'])
    // A cursor of what is not deleted is another query's.
    const { cursor } = await shop.db.things.query.primary({ tenant: 't' }).limit(1).page()
    await expect(query.from(cursor).page()).rejects.toMatchObject({ code: 'repository.cursor' })
  })

  test('are projected, also to an attribute that was moved', async () => {
    const query = shop.db.things.deleted.query({ tenant: 't' }).select('id', 'area', 'deletedAt')
    const deletedAt = new Date(shop.clock.now())
    expect(await query.all()).toEqual([
      { id: 'b', area: 'north', deletedAt },
      { id: 'd', area: 'north', deletedAt },
    ])
    expect(await shop.db.things.deleted.scan().select('weight').all()).toEqual([{ weight: 3 }, { weight: 3 }])
  })

  test('are filtered, by what was not moved', async () => {
    const query = shop.db.things.deleted.query({ tenant: 't' })
    expect(await query.where((o, { gt }) => gt(o.weight, 2)).count()).toBe(2)
    expect(await query.where((o, { gt }) => gt(o.weight, 3)).count()).toBe(0)
    expect(() => query.where((o, { eq }) => eq(o.area, 'north'))).toThrow(
      expect.objectContaining({ code: 'repository.filter-on-key' }) as Error,
    )
  })

  test('are not in the way of those that are not deleted', async () => {
    const { things } = shop.db
    expect(idsOf(await things.query.primary({ tenant: 't' }).all())).toEqual(['a', 'c'])
    expect((await things.query.primary({ tenant: 't' }).exactly(2)).items).toHaveLength(2)
    const ids = []
    for await (const { id } of things.scan().parallel({ segments: 3 })) ids.push(id)
    expect(ids.sort()).toEqual(['a', 'c'])
  })

  test('are parsed from what is stored', async () => {
    const stored = (await shop.scan()).find((each) => each['id']?.S === 'b')
    expect(Thing.parse(stored ?? {})).toMatchObject({
      ...thing,
      id: 'b',
      deletedAt: new Date(shop.clock.now()),
    })
  })

  test('cannot be added to what is not deleted by a key that nobody has', () => {
    expect(() => untyped(shop.db.things).deleted.query({ id: 'b' })).toThrow(
      expect.objectContaining({ code: 'repository.query-key' }) as Error,
    )
  })
})
