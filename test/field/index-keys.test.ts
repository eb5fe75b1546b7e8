/* What hurts users of other mappers most: index keys when a part of an item changes. Links are to where they say so. */
import type { AttributeMap } from 'monotable'
import { createDatabase, NotFoundError } from 'monotable'
import { memory } from 'monotable/memory'
import { beforeEach, describe, expect, it } from 'vitest'
import { Ticket } from './schema.js'

const backend = memory()
const db = createDatabase({ backend, entities: { tickets: Ticket } })
await db.createTables()
const empty = backend.snapshot()
beforeEach(() => backend.restore(empty))

const key = { projectId: 'p1', ticketId: 't1' }
const ticket = { ...key, status: 'open', priority: 3, title: 'No light' } as const
const assigned = { ...ticket, assignee: 'ada', dueOn: '2026-05-01' } as const

/** The index keys as they are stored. */
async function storedKeys(of = key): Promise<AttributeMap> {
  const { Item = {} } = await backend.execute('GetItem', {
    TableName: 'desk',
    Key: Ticket.formatKey(of),
    ConsistentRead: true,
  })
  return Object.fromEntries(Object.entries(Item).filter(([name]) => name.startsWith('gsi')))
}

describe('an update of one part of an index key', () => {
  // https://github.com/tywalch/electrodb/issues/406
  it('does not compile where other parts are unknown, and the error says which they are and what to do', async () => {
    await db.tickets.create(ticket)
    const before = await storedKeys()
    await expect(
      // @ts-expect-error -- access pattern byStatus also needs priority
      db.tickets.update(key, { set: { status: 'closed' } }),
    ).rejects.toMatchObject({
      code: 'repository.index-incomplete',
      message: expect.stringMatching(/byStatus.*(priority|initial).*(reindex|item)/s),
    })
    expect(await storedKeys()).toEqual(before)

    await db.tickets.update(key, { set: { status: 'closed' } }, { reindex: 'read' })
    expect(await db.tickets.query.byStatus({ projectId: 'p1', status: 'closed' }).count()).toBe(1)
  })

  // https://github.com/tywalch/electrodb/issues/366
  it('never leaves half a key behind', async () => {
    const created = await db.tickets.create(assigned)
    const bothOrNone = async () => {
      const stored = await storedKeys()
      expect('gsi1pk' in stored).toBe('gsi1sk' in stored)
      expect('gsi2pk' in stored).toBe('gsi2sk' in stored)
      return 'gsi2pk' in stored
    }
    expect(await bothOrNone()).toBe(true)
    const without = await db.tickets.update(created, { remove: ['dueOn'] })
    expect(await bothOrNone()).toBe(false)
    const other = await db.tickets.update(without, { set: { assignee: 'bob' } })
    expect(await bothOrNone()).toBe(false)
    const back = await db.tickets.update(other, { set: { dueOn: '2026-06-01' } })
    expect(await bothOrNone()).toBe(true)
    await db.tickets.update(back, { remove: ['assignee', 'dueOn'] })
    expect(await bothOrNone()).toBe(false)
    await db.tickets.update(key, { set: { assignee: 'cleo', dueOn: '2026-07-01' } })
    expect(await bothOrNone()).toBe(true)
  })

  // https://github.com/tywalch/electrodb/issues/481
  it('is decided by the values that are written, not by those that are told of the item', async () => {
    const read = await db.tickets.create(assigned)
    await db.tickets.update(read, { set: { assignee: 'bob' } })
    expect(await storedKeys()).toMatchObject({ gsi2pk: { S: 'ASSIGNEE#bob' } })

    // What is passed in as read, and is not what is stored, makes no key.
    const told = { ...read, assignee: 'mallory' }
    await expect(db.tickets.update(told, { set: { dueOn: '2027-01-01' } })).rejects.toMatchObject({
      code: 'repository.version-conflict',
    })
    expect(await storedKeys()).toMatchObject({
      gsi2pk: { S: 'ASSIGNEE#bob' },
      gsi2sk: { S: '2026-05-01#t1' },
    })
  })

  // https://github.com/dynamodb-toolbox/dynamodb-toolbox/issues/1058
  it('takes what it needs from the item that was read, or reads it, derived attributes included', async () => {
    const read = await db.tickets.create(ticket)
    await db.tickets.update(read, { set: { priority: 1 } })
    expect(await storedKeys()).toMatchObject({ gsi1sk: { S: '1#N#t1' } })
    await db.tickets.update(key, { set: { title: 'Too dark' } }, { reindex: 'read' })
    expect(await storedKeys()).toMatchObject({ gsi1sk: { S: '1#T#t1' } })
  })

  // https://github.com/dynamodb-toolbox/dynamodb-toolbox/issues/1138
  // https://github.com/dynamodb-toolbox/dynamodb-toolbox/issues/163
  // https://github.com/sensedeep/dynamodb-onetable/issues/355
  it('writes the keys anew with every verb that can change a part', async () => {
    const created = await db.tickets.create(ticket)
    const closed = await db.tickets.update(created, { set: { status: 'closed' } })
    expect(await storedKeys()).toEqual({ gsi1pk: { S: 'p1#closed' }, gsi1sk: { S: '3#N#t1' } })
    const added = await db.tickets.update(closed, { add: { priority: 2 } })
    expect(await storedKeys()).toMatchObject({ gsi1sk: { S: '5#N#t1' } })
    await db.tickets.replace({ ...added, title: 'Too dark' })
    expect(await storedKeys()).toMatchObject({ gsi1sk: { S: '5#T#t1' } })
    await db.tickets.put({ ...ticket, priority: 6 })
    expect(await storedKeys()).toEqual({ gsi1pk: { S: 'p1#open' }, gsi1sk: { S: '6#N#t1' } })
    await db.tickets.upsert({ ...ticket, priority: 7 })
    expect(await storedKeys()).toMatchObject({ gsi1sk: { S: '7#N#t1' } })
    await db.tickets.putMany([{ ...ticket, priority: 8 }])
    expect(await storedKeys()).toMatchObject({ gsi1sk: { S: '8#N#t1' } })
    const last = await db.tickets.require(key)
    await db.transact({ ticket: db.tickets.plan.update(last, { set: { priority: 9 } }) })
    expect(await storedKeys()).toMatchObject({ gsi1sk: { S: '9#N#t1' } })
  })
})

describe('an index key with a part that an item lacks', () => {
  // https://github.com/tywalch/electrodb/issues/229
  // https://github.com/sensedeep/dynamodb-onetable/issues/316
  it('is not written at all: not empty, not in part', async () => {
    await db.tickets.create(ticket)
    expect(Object.keys(await storedKeys())).toEqual(['gsi1pk', 'gsi1sk'])
    await db.tickets.put({ ...ticket, assignee: 'ada' })
    expect(Object.keys(await storedKeys())).toEqual(['gsi1pk', 'gsi1sk'])
  })

  // https://github.com/tywalch/electrodb/issues/445
  it('is the same whichever verb wrote the item, and the one that queries ask for', async () => {
    const writes = [
      async () => void (await db.tickets.create(assigned)),
      async () => void (await db.tickets.put(assigned)),
      async () => void (await db.tickets.upsert(assigned)),
      async () => {
        await db.tickets.create(ticket)
        await db.tickets.update(key, { set: { assignee: 'ada', dueOn: '2026-05-01' } })
      },
      async () => {
        const read = await db.tickets.create({ ...ticket, assignee: 'ada' })
        await db.tickets.update(read, { set: { dueOn: '2026-05-01' } })
      },
    ]
    for (const write of writes) {
      backend.restore(empty)
      await write()
      expect(await storedKeys()).toMatchObject({
        gsi2pk: { S: 'ASSIGNEE#ada' },
        gsi2sk: { S: '2026-05-01#t1' },
      })
      const found = db.tickets.query.byAssignee({ assignee: 'ada', dueOn: '2026-05-01', ticketId: 't1' })
      expect(await found.only()).toEqual({ ...assigned, initial: 'N' })
    }
  })

  // https://github.com/sensedeep/dynamodb-onetable/issues/514
  it('does not cost the item its place in other indexes', async () => {
    const created = await db.tickets.create(assigned)
    await db.tickets.update(created, { remove: ['assignee'], set: { status: 'closed' } })
    expect(await db.tickets.query.byAssignee({ assignee: 'ada' }).count()).toBe(0)
    expect(await db.tickets.query.byStatus({ projectId: 'p1', status: 'closed' }).count()).toBe(1)
  })

  // https://github.com/sensedeep/dynamodb-onetable/issues/514
  it('is given up only by whoever says so', async () => {
    await db.tickets.create(assigned)
    await db.tickets.update(key, { set: { dueOn: '2026-09-01' } }, { drop: ['byAssignee'] })
    expect(await db.tickets.query.byAssignee({ assignee: 'ada' }).count()).toBe(0)
    expect(await db.tickets.require(key)).toMatchObject({ assignee: 'ada', dueOn: '2026-09-01' })
  })
})

describe('a change of the primary key', () => {
  // https://github.com/typedorm/typedorm/issues/126
  it('has a verb of its own: one transaction that moves the item, or changes nothing', async () => {
    const read = await db.tickets.create(assigned)
    // @ts-expect-error -- ticketId is part of the key, read-only or derived: it cannot be set
    await expect(db.tickets.update(read, { set: { ticketId: 't2' } })).rejects.toMatchObject({
      code: 'repository.change',
    })
    const plan = db.tickets.plan.move(read, { projectId: 'p2' })
    expect(plan.requests.map(({ operation }) => operation)).toEqual(['TransactWriteItems'])
    const moved = await plan.run()
    expect(moved).toEqual({ ...read, projectId: 'p2' })
    await expect(db.tickets.require(key)).rejects.toThrow(NotFoundError)
    expect(await storedKeys({ projectId: 'p2', ticketId: 't1' })).toMatchObject({ gsi1pk: { S: 'p2#open' } })

    await db.tickets.create(assigned)
    await expect(db.tickets.move(moved, { projectId: 'p1' })).rejects.toMatchObject({
      code: 'repository.exists',
    })
    expect(await db.tickets.require(moved)).toEqual(moved)
  })
})
