import { describe, expect, test } from 'vitest'
import type { Backend } from '../../../src/protocol/backend.js'
import { isServiceError } from '../../../src/protocol/service-errors.js'
import { seededRandom } from '../../../src/core/random.js'
import { noteKey, openThings, thing, thingKey } from './kept-things.js'

/** Forgets the answer to the next write, lets others write in between, and sends it again, as the backend on AWS does. */
function forgetful() {
  let meanwhile: (() => Promise<unknown>) | undefined
  let arrives = true
  const wrap = (backend: Backend): Backend => ({
    async execute(operation, input, options) {
      if (operation === 'GetItem' || meanwhile === undefined)
        return backend.execute(operation, input, options)
      const others = meanwhile
      meanwhile = undefined
      if (arrives) await backend.execute(operation, input).catch(() => undefined)
      await others()
      try {
        return await backend.execute(operation, input, options)
      } catch (error) {
        throw Object.assign(error as Error, { isRepeated: true })
      }
    },
  })
  const lose = (others: () => Promise<unknown> = async () => undefined, isSent = true) => {
    meanwhile = others
    arrives = isSent
  }
  return { wrap, lose }
}

async function open() {
  const { wrap, lose } = forgetful()
  return { ...(await openThings(wrap)), lose }
}

describe('when the answer is lost', () => {
  test('a deletion is done once, and gives the item as it is', async () => {
    const { db, lose } = await open()
    const read = await db.things.create(thing)
    for (const target of [read, thingKey]) {
      lose()
      const deleted = await db.things.delete(target)
      expect(deleted).toEqual(await db.things.deleted.get(thingKey))
      expect(deleted).toBeDefined()
      await db.things.restore(thingKey)
    }
  })

  test('a deletion that another was faster with gives undefined, as always', async () => {
    const { db, others, clock, lose } = await open()
    await db.things.create(thing)
    lose(async () => {
      clock.advance(1)
      await others.things.delete(thingKey)
    }, false)
    expect(await db.things.delete(thingKey)).toBeUndefined()
  })

  test('a deletion of what has changed is in conflict, unless it may have been done and undone', async () => {
    const { db, others, lose } = await open()
    const read = await db.things.create(thing)
    lose(() => others.things.update(read, { set: { weight: 9 } }), false)
    await expect(db.things.delete(read)).rejects.toMatchObject({ code: 'repository.version-conflict' })
    const again = await db.things.require(thingKey)
    lose(() => others.things.restore(thingKey))
    await expect(db.things.delete(again)).rejects.toMatchObject({ code: 'repository.outcome-unknown' })
  })

  test('what was read is restored once', async () => {
    const { db, others, lose } = await open()
    await db.things.create(thing)
    const deleted = await db.things.delete(thingKey)
    if (deleted === undefined) throw new Error('it was there')
    lose()
    expect(await db.things.restore(deleted)).toEqual(await others.things.get(thingKey))
    await others.notes.create({ ...noteKey, text: 'n' })
    await others.notes.delete(noteKey)
    lose()
    expect(await db.notes.restore(noteKey)).toEqual({ ...noteKey, text: 'n' })
  })

  test('a restore of what was restored and changed, or deleted again, does not claim to know', async () => {
    const { db, others, clock, lose } = await open()
    await db.things.create(thing)
    const deleted = await db.things.delete(thingKey)
    if (deleted === undefined) throw new Error('it was there')
    lose(async () => {
      clock.advance(1)
      await others.things.delete(thingKey)
    })
    await expect(db.things.restore(deleted)).rejects.toMatchObject({ code: 'repository.outcome-unknown' })
    const again = await db.things.deleted.get(thingKey)
    if (again === undefined) throw new Error('it is deleted')
    lose(() => others.things.purge(thingKey), false)
    await expect(db.things.restore(again)).rejects.toMatchObject({ code: 'repository.not-found' })
  })

  test('an update of what was deleted meanwhile is no success, whatever values it had', async () => {
    const { db, others, lose } = await open()
    await db.notes.create({ ...noteKey, text: 'n' })
    lose(() => others.notes.delete(noteKey), false)
    await expect(db.notes.update(noteKey, { set: { text: 'n' } })).rejects.toMatchObject({
      code: 'repository.outcome-unknown',
    })
    const read = await db.things.create(thing)
    lose(() => others.things.delete(read), false)
    await expect(db.things.update(read, { set: { weight: 3 } })).rejects.toMatchObject({
      code: 'repository.version-conflict',
      details: { stored: undefined },
    })
  })

  test('a purge is done once, with the sentinels too', async () => {
    const { db, scan, lose } = await open()
    await db.things.create(thing)
    const deleted = await db.things.delete(thingKey)
    if (deleted === undefined) throw new Error('it was there')
    lose()
    await db.things.purge(deleted)
    await db.members.create({ id: 'm', area: 'x' })
    const member = await db.members.delete({ id: 'm' })
    if (member === undefined) throw new Error('it was there')
    lose()
    expect(await db.members.purge(member)).toEqual(member)
    expect(await scan()).toEqual([])
  })

  test('a purge leaves what was restored meanwhile', async () => {
    const { db, others, lose } = await open()
    await db.things.create(thing)
    const deleted = await db.things.delete(thingKey)
    if (deleted === undefined) throw new Error('it was there')
    lose(() => others.things.restore(thingKey), false)
    await expect(db.things.purge(deleted)).rejects.toMatchObject({ code: 'repository.not-deleted' })
    expect(await others.things.get(thingKey)).toBeDefined()
  })
})

describe('among many writers', () => {
  const each = <TResult>(run: (writer: number) => Promise<TResult>): Promise<TResult[]> =>
    Promise.all(Array.from({ length: 50 }, (_, writer) => run(writer)))

  test('one deletes, one restores, one purges, and unique values are given up once', async () => {
    const { db, scan } = await openThings()
    await db.members.create({ id: 'm', area: 'x', secret: 's' })
    const deletions = await each(() => db.members.delete({ id: 'm' }))
    expect(deletions.filter((item) => item !== undefined)).toHaveLength(1)
    const restores = await each(() => db.members.attempt.restore({ id: 'm' }))
    expect(restores.filter(({ ok }) => ok)).toHaveLength(1)
    for (const result of restores)
      if (!result.ok) expect(result.error.code).toMatch(/repository\.(not-deleted|version-conflict)/)
    await db.members.delete({ id: 'm' })
    const purges = await each(() => db.members.purge({ id: 'm' }, { reindex: 'read' }))
    expect(purges.length).toBe(50)
    expect(await scan()).toEqual([])
  })

  test('who all delete, change and restore one item, versions count every write, and the indexes fit the item', async () => {
    const { db, scan } = await openThings()
    await db.things.create(thing)
    const random = seededRandom(11)
    let writes = 0
    await each(async (writer) => {
      for (let step = 0; step < 4; step++) {
        const choice = random()
        try {
          if (choice < 0.3) {
            const deleted = await db.things.delete(thingKey)
            if (deleted !== undefined) writes += 1
          } else if (choice < 0.6) {
            await db.things.restore(thingKey)
            writes += 1
          } else {
            await db.things.update(
              thingKey,
              { set: { status: writer % 2 === 0 ? 'new' : 'old', area: `a${writer}`, weight: step } },
              { reindex: 'read' },
            )
            writes += 1
          }
        } catch (error) {
          expect(['repository.not-found', 'repository.not-deleted', 'repository.version-conflict']).toContain(
            (error as { code?: string }).code,
          )
        }
      }
    })
    const live = await db.things.get(thingKey)
    const kept = live ?? (await db.things.deleted.get(thingKey))
    expect(kept?.version).toBe(1 + writes)
    for (const index of ['byTemplate', 'native', 'ofArea', 'local', 'numbered'])
      expect([index, (await scan(index)).length]).toEqual([index, live === undefined ? 0 : 1])
    if (live === undefined) await db.things.restore(thingKey)
    const now = await db.things.require(thingKey)
    expect(await db.things.query.byArea({ tenant: 't', area: now.area ?? '' }).all()).toEqual([now])
    expect(await db.things.query.byStatus({ status: now.status }).all()).toEqual([now])
  })

  test('random throttling leaves each item deleted and restored as was told', async () => {
    const random = seededRandom(5)
    const { db, others } = await openThings((backend) => ({
      async execute(operation, input, options) {
        if (random() < 0.2)
          throw Object.assign(new Error('slow down'), { name: 'ProvisionedThroughputExceededException' })
        return backend.execute(operation, input, options)
      },
    }))
    const insist = async <TResult>(run: () => Promise<TResult>): Promise<TResult> => {
      for (;;)
        try {
          return await run()
        } catch (error) {
          if (!isServiceError(error, 'ProvisionedThroughputExceededException')) throw error
        }
    }
    await each(async (writer) => {
      const key = { tenant: 't', id: `n${writer}` }
      await insist(() => db.notes.create({ ...key, text: 'n' }))
      await insist(() => db.notes.delete(key))
      if (writer % 3 === 0) await insist(() => db.notes.restore(key))
      if (writer % 3 === 1) await insist(() => db.notes.purge(key))
    })
    expect(await others.notes.scan().count()).toBe(17)
    expect(await others.notes.deleted.scan().count()).toBe(16)
  })
})
