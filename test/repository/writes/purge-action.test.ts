import { beforeEach, describe, expect, test } from 'vitest'
import { inputOf } from '../fixtures.js'
import { noteKey, openThings, thing, thingKey, type Things } from './kept-things.js'

let shop: Things
beforeEach(async () => {
  shop = await openThings()
})

describe('purge', () => {
  test('takes a deleted item away for good, and gives what was there', async () => {
    const { things } = shop.db
    await things.create(thing)
    const deleted = await things.delete(thingKey)
    shop.sent.length = 0
    expect(await things.purge(thingKey)).toEqual(deleted)
    expect(shop.sent.map(({ operation }) => operation)).toEqual(['DeleteItem'])
    expect(await shop.scan()).toEqual([])
    expect(await things.purge(thingKey)).toBeUndefined()
  })

  test('refuses what is not deleted', async () => {
    const { things, notes } = shop.db
    await things.create(thing)
    await notes.create({ ...noteKey, text: 'n' })
    await expect(things.purge(thingKey)).rejects.toMatchObject({
      code: 'repository.not-deleted',
      message:
        'Thing: the item with tenant t, id a is not deleted, and only deleted items are purged: delete it first.',
      details: { stored: { version: 1 } },
    })
    expect(await notes.attempt.purge(noteKey)).toMatchObject({
      ok: false,
      error: { details: { stored: { text: 'n' } } },
    })
    expect(await shop.scan()).toHaveLength(2)
  })

  test('of the item that was read demands that it is unchanged', async () => {
    const { things } = shop.db
    await things.create(thing)
    const first = await things.delete(thingKey)
    if (first === undefined) throw new Error('it was there')
    await things.restore(first)
    await expect(things.purge(first)).rejects.toMatchObject({ code: 'repository.not-deleted' })
    const second = await things.delete(thingKey)
    await expect(things.purge(first)).rejects.toMatchObject({
      code: 'repository.version-conflict',
      details: { expectedVersion: 2, stored: second },
    })
    if (second === undefined) throw new Error('it was there')
    expect(await things.purge(second)).toEqual(second)
  })

  test('without a version, demands that the deletion is the same', async () => {
    const { notes } = shop.db
    await notes.create({ ...noteKey, text: 'n' })
    const first = await notes.delete(noteKey)
    if (first === undefined) throw new Error('it was there')
    await notes.restore(first)
    shop.clock.advance(1)
    await notes.delete(noteKey)
    const conflict = { code: 'repository.version-conflict' }
    await expect(notes.purge(first)).rejects.toMatchObject(conflict)
    await expect(notes.purge(first, { reindex: 'read' })).rejects.toMatchObject(conflict)
    await expect(notes.restore(first)).rejects.toMatchObject(conflict)
  })

  test('keeps to a condition', async () => {
    const { notes } = shop.db
    await notes.create({ ...noteKey, text: 'n' })
    await notes.delete(noteKey)
    const where = { where: (o: never, { eq }: { eq: (...args: unknown[]) => never }) => eq(o['text'], 'x') }
    await expect(notes.purge(noteKey, where as never)).rejects.toMatchObject({ code: 'repository.condition' })
  })

  test('gives unique values up, in one transaction', async () => {
    const { members } = shop.db
    await members.create({ id: 'm', area: 'north', secret: 's' })
    const deleted = await members.delete({ id: 'm' })
    if (deleted === undefined) throw new Error('it was there')
    shop.sent.length = 0
    expect(await members.purge(deleted)).toEqual(deleted)
    expect(shop.sent.map(({ operation }) => operation)).toEqual(['TransactWriteItems'])
    expect(await shop.scan()).toEqual([])
    expect(await members.purge(deleted)).toBeUndefined()
    await members.create({ id: 'm', area: 'north' })
    await members.delete({ id: 'm' })
    shop.sent.length = 0
    expect(await members.purge({ id: 'm' }, { reindex: 'read' })).toMatchObject({ id: 'm', area: 'north' })
    expect(inputOf(shop.sent, 'GetItem').ConsistentRead).toBe(true)
    expect(await shop.scan()).toEqual([])
    expect(await members.purge({ id: 'm' }, { reindex: 'read' })).toBeUndefined()
  })

  test('needs the values that it gives up, and the item to be deleted', async () => {
    const { members } = shop.db
    await members.create({ id: 'm', area: 'north' })
    await expect(members.purge({ id: 'm' } as never)).rejects.toMatchObject({
      code: 'repository.unique-unknown',
    })
    await expect(members.purge({ id: 'm' }, { reindex: 'read' })).rejects.toMatchObject({
      code: 'repository.not-deleted',
    })
    expect(await shop.scan()).toHaveLength(2)
    await members.delete({ id: 'm' })
    const deleted = await members.deleted.get({ id: 'm' })
    if (deleted === undefined) throw new Error('it is deleted')
    await expect(members.purge({ ...deleted, area: 'south' })).rejects.toMatchObject({
      code: 'repository.version-conflict',
    })
    expect(await shop.scan()).toHaveLength(2)
  })

  test('takes part in a transaction', async () => {
    const { db } = shop
    await db.things.create(thing)
    await db.things.delete(thingKey)
    await db.transact({
      gone: db.things.plan.purge(thingKey),
      note: db.notes.plan.create({ ...noteKey, text: 'purged' }),
    })
    expect(await shop.scan()).toHaveLength(1)
    const failed = await db.attemptTransaction({ note: db.notes.plan.purge(noteKey) })
    expect(failed).toMatchObject({
      ok: false,
      error: { details: { failures: { note: { error: { code: 'repository.not-deleted' } } } } },
    })
  })
})
