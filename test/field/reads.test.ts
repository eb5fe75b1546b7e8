/* Reads that give too much, too little, or nothing without a word. Links are to where users of other mappers met them. */
import { createDatabase, defineEntity, defineTable } from 'monotable'
import { memory } from 'monotable/memory'
import { beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import * as z from 'zod'

const table = defineTable({
  name: 'forum',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: {
    keys: { partitionKey: 'k1', sortKey: 'k2', projection: 'keys-only' },
    some: { partitionKey: 's1', sortKey: 's2', projection: ['title'] },
  },
})

const Thread = defineEntity({
  name: 'Thread',
  table,
  schema: z.object({
    threadId: z.string(),
    author: z.string(),
    title: z.string(),
    pinned: z.boolean().optional(),
  }),
  key: { partitionKey: 'THREAD#{threadId}', sortKey: 'A' },
  access: {
    byAuthor: { index: 'keys', partitionKey: 'AUTHOR#{author}', sortKey: 'THREAD#{threadId}' },
    titles: { index: 'some', partitionKey: 'TITLES#{author}', sortKey: 'THREAD#{threadId}' },
  },
})

const Reply = defineEntity({
  name: 'Reply',
  table,
  schema: z.object({
    threadId: z.string(),
    number: z.number().int().min(1).max(9999),
    author: z.string(),
    text: z.string(),
  }),
  key: { partitionKey: 'THREAD#{threadId}', sortKey: 'REPLY#{number}' },
  access: {
    byAuthor: { index: 'keys', partitionKey: 'AUTHOR#{author}', sortKey: 'REPLY#{threadId}#{number}' },
  },
})

const backend = memory()
const db = createDatabase({
  backend,
  entities: { threads: Thread, replies: Reply },
  collections: { thread: { entities: ['threads', 'replies'] } },
})

beforeAll(async () => {
  await db.createTables()
  await db.threads.create({ threadId: 't1', author: 'ada', title: 'Keys' })
  await db.threads.create({ threadId: 't2', author: 'ada', title: 'Types', pinned: true })
  for (const number of [1, 2]) await db.replies.create({ threadId: 't1', number, author: 'ada', text: 'x' })
})

describe('a read of several entities', () => {
  // https://github.com/dynamodb-toolbox/dynamodb-toolbox/issues/1140
  it('gives each with all of its own attributes, not those that they have in common', async () => {
    const { threads, replies } = await db.collections.thread({ threadId: 't1' }).grouped()
    expect(threads).toEqual([{ threadId: 't1', author: 'ada', title: 'Keys' }])
    expect(replies[0]).toEqual({ threadId: 't1', number: 1, author: 'ada', text: 'x' })
    expectTypeOf(replies[0]!.text).toEqualTypeOf<string>()
  })

  // https://github.com/tywalch/electrodb/issues/540
  it('drops no member: what it does not know stands there as unknown', async () => {
    const Item = { pk: { S: 'THREAD#t9' }, sk: { S: 'POLL#1' }, _entity: { S: 'Poll' } }
    await backend.execute('PutItem', { TableName: 'forum', Item })
    await db.threads.create({ threadId: 't9', author: 'bob', title: 'Polls' })
    const groups = await db.collections.thread({ threadId: 't9' }).grouped()
    expect(groups.threads).toHaveLength(1)
    expect(groups.unknown).toEqual([
      { entity: undefined, key: { pk: Item.pk, sk: Item.sk }, storedEntity: 'Poll' },
    ])
  })
})

describe('an index that does not project the name of the entity', () => {
  // https://github.com/dynamodb-toolbox/dynamodb-toolbox/issues/1195
  it('can be queried and filtered', async () => {
    const titles = db.threads.query
      .titles({ author: 'ada' })
      .where((t, { beginsWith }) => beginsWith(t.title, 'K'))
    expect(await titles.all()).toEqual([{ threadId: 't1', author: 'ada', title: 'Keys' }])
  })

  // https://github.com/dynamodb-toolbox/dynamodb-toolbox/issues/200
  it('gives items of the entity that is asked for, and none of others that share its partition', async () => {
    expect(await db.threads.query.byAuthor({ author: 'ada' }).all()).toEqual([
      { threadId: 't1', author: 'ada' },
      { threadId: 't2', author: 'ada' },
    ])
    expect(await db.replies.query.byAuthor({ author: 'ada' }).all()).toEqual([
      { threadId: 't1', number: 1, author: 'ada' },
      { threadId: 't1', number: 2, author: 'ada' },
    ])
  })
})

describe('an item that does not name its entity', () => {
  // https://github.com/dynamodb-toolbox/dynamodb-toolbox/issues/1019
  it('is found by get, query and scan, since its key tells what it is', async () => {
    const item = { threadId: 'old', author: 'eve', title: 'Before' }
    const stored = {
      pk: { S: 'THREAD#old' },
      sk: { S: 'A' },
      k1: { S: 'AUTHOR#eve' },
      k2: { S: 'THREAD#old' },
    }
    const attributes = { threadId: { S: 'old' }, author: { S: 'eve' }, title: { S: 'Before' } }
    await backend.execute('PutItem', { TableName: 'forum', Item: { ...stored, ...attributes } })
    expect(await db.threads.get({ threadId: 'old' })).toEqual(item)
    expect(await db.threads.query.primary({ threadId: 'old' }).all()).toEqual([item])
    expect(await db.threads.query.byAuthor({ author: 'eve' }).count()).toBe(1)
    expect(
      await db.threads
        .scan()
        .where((t, { eq }) => eq(t.author, 'eve'))
        .all(),
    ).toEqual([item])
  })
})

describe('a projection', () => {
  // https://github.com/tywalch/electrodb/issues/464
  // https://github.com/tywalch/electrodb/issues/483
  it('gives an empty item where the item lacks what is asked for, and nothing where there is none', async () => {
    const pinned = (threadId: string) => db.threads.query.primary({ threadId }).select('pinned')
    expect(await pinned('t2').first()).toEqual({ pinned: true })
    expect(await pinned('t1').first()).toEqual({})
    expect(await pinned('t0').first()).toBeUndefined()
    expect(await pinned('t0').all()).toEqual([])
  })
})

describe('a scan', () => {
  // https://github.com/tywalch/electrodb/issues/506
  it('reads page after page where all is asked for, and one where a page is', async () => {
    const operations: string[] = []
    const counting = createDatabase({
      backend: {
        execute(operation, input, options) {
          operations.push(operation)
          return backend.execute(operation, input, options)
        },
      },
      entities: { replies: Reply },
    })
    const text = 'x'.repeat(200_000)
    for (let number = 1; number <= 12; number++)
      await counting.replies.create({ threadId: 'long', number, author: 'bob', text })
    operations.length = 0
    const all = await counting.replies.scan().all()
    expect(all.filter(({ threadId }) => threadId === 'long')).toHaveLength(12)
    expect(operations.length).toBeGreaterThan(2)
    operations.length = 0
    const page = await counting.replies.scan().page()
    expect(operations).toEqual(['Scan'])
    expect(page.cursor).toBeDefined()
    operations.length = 0
    expect(await counting.replies.scan().limit(3).all()).toHaveLength(3)
  })
})
