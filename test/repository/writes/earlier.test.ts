import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createDatabase, defineEntity, defineTable, MonotableError } from '../../../src/index.js'
import type { Backend } from '../../../src/index.js'
import { memory } from '../../../src/engine/index.js'
import type { RequestOptions } from '../../../src/protocol/backend.js'

const shop = defineTable({ name: 'shop', partitionKey: 'pk', sortKey: 'sk', timeToLive: 'expiresAt' })
const schema = z.object({
  id: z.string(),
  name: z.string(),
  count: z.number().int().default(0),
  tags: z.set(z.string()).optional(),
  list: z.array(z.string()).optional(),
})
const key = <const TName extends string>(name: TName) =>
  ({ partitionKey: `${name}#{id}`, sortKey: name }) as const
const Plain = defineEntity({ name: 'Plain', table: shop, schema, key: key('PLAIN') })
const Counted = defineEntity({
  name: 'Counted',
  table: shop,
  schema,
  key: key('COUNTED'),
  version: 'version',
})
const Dated = defineEntity({
  name: 'Dated',
  table: shop,
  schema,
  key: key('DATED'),
  version: 'version',
  timestamps: { createdAt: 'createdAt', updatedAt: 'updatedAt' },
})

let time = Date.UTC(2026, 0, 1)
/** No two writes at one time. */
const clock = { now: () => time++, sleep: async () => {} }
const engine = memory({ clock })

/** Forgets the answer to the next write, lets others write in between, and sends it again, as the backend on AWS does. */
let forget: { arrives: boolean; meanwhile: () => Promise<unknown> } | undefined
let sent: (RequestOptions | undefined)[] = []
const forgetful: Backend = {
  async execute(operation, input, options) {
    if (operation === 'GetItem' || forget === undefined) return engine.execute(operation, input, options)
    const { arrives, meanwhile } = forget
    forget = undefined
    sent.push(options)
    if (arrives) await engine.execute(operation, input).catch(() => {})
    if (options?.sendOnce === true) throw new MonotableError('backends.outcome-unknown', 'lost', {})
    await meanwhile()
    sent.push(options)
    try {
      return await engine.execute(operation, input, options)
    } catch (error) {
      throw Object.assign(error as Error, { isRepeated: true })
    }
  },
}

const entities = { plain: Plain, counted: Counted, dated: Dated }
const db = createDatabase({ backend: forgetful, entities, clock })
const others = createDatabase({ backend: engine, entities, clock })
await others.createTables()

const lose = (meanwhile: () => Promise<unknown> = async () => {}) => (forget = { arrives: true, meanwhile })
const loseOnTheWay = (meanwhile: () => Promise<unknown>) => (forget = { arrives: false, meanwhile })

const ada = { id: 'a', name: 'Ada' }
const at = { id: 'a' }
const kinds = ['plain', 'counted', 'dated'] as const
const versioned = ['counted', 'dated'] as const
const increment = {
  counted: () => others.counted.modify(at, (now) => ({ ...now, count: now.count + 1 })),
  dated: () => others.dated.modify(at, (now) => ({ ...now, count: now.count + 1 })),
}
const unknown = { code: 'repository.outcome-unknown', details: { key: at } }

beforeEach(async () => {
  forget = undefined
  sent = []
  for (const kind of kinds) await others[kind].delete(at)
})

describe('a write whose answer was lost succeeds, and has happened once:', () => {
  it.each(kinds)('create, %s', async (kind) => {
    lose()
    const created = await db[kind].create(ada)
    expect(created).toEqual(await others[kind].get(at))
    expect(sent).toHaveLength(2)
  })

  it.each(kinds)('put of what is new, %s', async (kind) => {
    lose()
    expect(await db[kind].put(ada)).toEqual(await others[kind].get(at))
  })

  it.each(versioned)('put and replace of the item that was read, %s', async (kind) => {
    const item = await others[kind].create(ada)
    lose()
    const put = await db[kind].put({ ...item, name: 'B' })
    expect(put).toMatchObject({ name: 'B', version: 2 })
    lose()
    expect(await db[kind].replace({ ...put, name: 'C' })).toMatchObject({ name: 'C', version: 3 })
    expect(await others[kind].get(at)).toMatchObject({ name: 'C', version: 3 })
  })

  it.each(versioned)('update of the item that was read, %s', async (kind) => {
    const item = await others[kind].create(ada)
    lose()
    const updated = await db[kind].update(item, { set: { name: 'B' } })
    expect(updated).toEqual(await others[kind].get(at))
    expect(updated).toMatchObject({ name: 'B', version: 2 })
  })

  it('adding to the item that was read, where the time of the update tells one writer from another', async () => {
    const item = await others.dated.create(ada)
    lose()
    expect(await db.dated.update(item, { add: { count: 5 } })).toMatchObject({ count: 5, version: 2 })
    lose()
    const modified = await db.dated.modify(at, (now) => ({ ...now, count: now.count + 1 }))
    expect(modified).toMatchObject({ count: 6, version: 3 })
    expect(await others.dated.get(at)).toMatchObject({ count: 6, version: 3 })
  })

  it.each(kinds)('update by key that says what shall be, %s', async (kind) => {
    await others[kind].create({ ...ada, tags: new Set(['x']) })
    lose()
    await db[kind].update(at, { set: { name: 'B' }, add: { tags: new Set(['y']) } })
    lose()
    await db[kind].update(at, { delete: { tags: new Set(['x']) } })
    expect(await others[kind].get(at)).toMatchObject({ name: 'B', tags: new Set(['y']) })
  })

  it('update by key under a condition that it has made false itself', async () => {
    await others.plain.create(ada)
    lose()
    const updated = db.plain.update(at, { set: { name: 'B' } }, { where: (o, { eq }) => eq(o.name, 'Ada') })
    expect(await updated).toMatchObject({ name: 'B' })
  })

  it.each(kinds)('delete, which finds nothing any more, %s', async (kind) => {
    await others[kind].create(ada)
    lose()
    expect(await db[kind].delete(at)).toBeUndefined()
    expect(await others[kind].get(at)).toBeUndefined()
  })
})

describe('a write that must not happen twice is sent once, and nobody knows whether it happened:', () => {
  it.each(kinds)('adding by key, %s', async (kind) => {
    await others[kind].create(ada)
    lose()
    await expect(db[kind].update(at, { add: { count: 5 } })).rejects.toMatchObject({
      ...unknown,
      message: expect.stringContaining('id a'),
      cause: { code: 'backends.outcome-unknown' },
    })
    expect(sent).toHaveLength(1)
    expect(await others[kind].get(at)).toMatchObject({ count: 5 })
  })

  it('appending by key', async () => {
    await others.plain.create(ada)
    lose()
    await expect(db.plain.update(at, { append: { list: ['x'] } })).rejects.toMatchObject(unknown)
    expect(await others.plain.get(at)).toMatchObject({ list: ['x'] })
  })

  it('upsert that adds', async () => {
    await others.plain.create({ ...ada, count: 1 })
    lose()
    await expect(db.plain.upsert({ ...ada, count: 2 }, { add: ['count'] })).rejects.toMatchObject(unknown)
    expect(await others.plain.get(at)).toMatchObject({ count: 3 })
  })

  it('and none that adds to a set, or upserts without adding', async () => {
    lose()
    await db.plain.upsert({ ...ada, tags: new Set(['x']) }, { add: ['tags'] })
    lose()
    await db.plain.upsert(ada)
    expect(sent.map((options) => options?.sendOnce)).toEqual([undefined, undefined, undefined, undefined])
  })

  it('keeps the signal of the call', async () => {
    await others.plain.create(ada)
    lose()
    const { signal } = new AbortController()
    await db.plain.update(at, { add: { count: 1 } }, { signal }).catch(() => {})
    expect(sent).toEqual([{ signal, sendOnce: true }])
  })
})

describe('what somebody else has written is a conflict as any, where the version tells:', () => {
  it.each(versioned)('the next version, with other values, %s', async (kind) => {
    const item = await others[kind].create(ada)
    loseOnTheWay(() => others[kind].update(item, { set: { name: 'theirs' } }))
    await expect(db[kind].update(item, { set: { name: 'mine' } })).rejects.toMatchObject({
      code: 'repository.version-conflict',
      details: { stored: { name: 'theirs', version: 2 } },
    })
    const theirs = await others[kind].require(at)
    loseOnTheWay(() => others[kind].put({ ...theirs, name: 'theirs again' }))
    await expect(db[kind].replace({ ...theirs, name: 'mine' })).rejects.toMatchObject({
      code: 'repository.version-conflict',
    })
  })

  it.each(versioned)('an item that was there before it was created, %s', async (kind) => {
    loseOnTheWay(() => others[kind].create({ ...ada, name: 'theirs' }))
    await expect(db[kind].create(ada)).rejects.toMatchObject({ code: 'repository.exists' })
  })

  it('an item that is of another time, although it is the same', async () => {
    loseOnTheWay(() => others.dated.create(ada))
    await expect(db.dated.create(ada)).rejects.toMatchObject({ code: 'repository.exists' })
  })

  it('the same sum at the same version, at another time', async () => {
    const item = await others.dated.create(ada)
    loseOnTheWay(() => others.dated.update(item, { add: { count: 1 } }))
    await expect(db.dated.update(item, { add: { count: 1 } })).rejects.toMatchObject({
      code: 'repository.version-conflict',
    })
  })

  it.each(versioned)('a version that deleting it would have ended, %s', async (kind) => {
    const item = await others[kind].create(ada)
    loseOnTheWay(() => others[kind].update(item, { set: { name: 'theirs' } }))
    await expect(db[kind].delete(item)).rejects.toMatchObject({ code: 'repository.version-conflict' })
  })

  it('modify goes on from it, and both changes are there', async () => {
    await others.dated.create(ada)
    loseOnTheWay(increment.dated)
    await db.dated.modify(at, (now) => ({ ...now, count: now.count + 1 }))
    expect(await others.dated.get(at)).toMatchObject({ count: 2, version: 3 })
  })
})

describe('nobody knows whether a write happened', () => {
  it.each(versioned)('where others have written over what it may have written, %s', async (kind) => {
    const item = await others[kind].create(ada)
    lose(increment[kind])
    await expect(db[kind].update(item, { add: { count: 5 } })).rejects.toMatchObject(unknown)
    expect(await others[kind].get(at)).toMatchObject({ count: 6 })
  })

  it('where modify would do it twice', async () => {
    await others.dated.create(ada)
    lose(increment.dated)
    const again = db.dated.modify(at, (now) => ({ ...now, count: now.count + 1 }))
    await expect(again).rejects.toMatchObject(unknown)
    expect(await others.dated.get(at)).toMatchObject({ count: 2 })
  })

  it('where two may have worked out the same, and no time tells them apart', async () => {
    const item = await others.counted.create(ada)
    loseOnTheWay(() => others.counted.update(item, { add: { count: 1 } }))
    await expect(db.counted.update(item, { add: { count: 1 } })).rejects.toMatchObject(unknown)
    loseOnTheWay(increment.counted)
    const modified = db.counted.modify(at, (now) => ({ ...now, count: now.count + 1 }))
    await expect(modified).rejects.toMatchObject(unknown)
    expect(await others.counted.get(at)).toMatchObject({ count: 2 })
  })

  it('where the item was created again since, which a delete may have taken away itself', async () => {
    const item = await others.dated.create(ada)
    lose(() => others.dated.create(ada))
    await expect(db.dated.delete(item)).rejects.toMatchObject(unknown)
    expect(await others.dated.get(at)).toBeDefined()
  })

  it.each(kinds)(
    'where a delete under a condition finds nothing, which it may have taken away itself, %s',
    async (kind) => {
      const item = await others[kind].create(ada)
      lose()
      await expect(db[kind].delete(item, { where: (o, { eq }) => eq(o.name, 'Ada') })).rejects.toMatchObject(
        unknown,
      )
      expect(await others[kind].get(at)).toBeUndefined()
      lose()
      expect(await db[kind].delete(item)).toBeUndefined()
    },
  )

  it('where an item without version is another than the one that was to be created', async () => {
    loseOnTheWay(() => others.plain.create({ ...ada, name: 'theirs' }))
    await expect(db.plain.create(ada)).rejects.toMatchObject(unknown)
  })
})
