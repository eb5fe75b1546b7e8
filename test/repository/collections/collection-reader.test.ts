import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../../src/index.js'
import { inputOf, manualClock, recordingBackend, untyped } from '../fixtures.js'
import { openLibrary } from './library.js'

type Library = Awaited<ReturnType<typeof openLibrary>>

let library: Library
const c1 = { customerId: 'c1' }
const pk = { S: 'CUSTOMER#c1' }

beforeEach(async () => {
  library = await openLibrary()
  await library.db.customers.create({ ...c1, name: 'Ada', weight: 1 })
  await library.db.orders.create({ ...c1, orderId: 'o1', status: 'paid', weight: 1 })
})

describe('an item of no known entity', () => {
  it('is reported in its place, with its key and what it calls itself', async () => {
    const { db, write } = library
    await write({ pk, sk: { S: 'INVOICE#1' }, _entity: { S: 'Invoice' }, total: { N: '1' } })
    await write({ pk, sk: { S: 'ZZZ' } })
    const all = await db.collections.customerOrders(c1).all()
    expect(all.map(({ entity }) => entity)).toEqual(['customers', undefined, 'orders'])
    expect(all[1]).toEqual({
      entity: undefined,
      key: { pk, sk: { S: 'INVOICE#1' } },
      storedEntity: 'Invoice',
    })
    const { unknown } = await db.collections.customerOrders(c1).grouped()
    expect(unknown).toHaveLength(1)
    expect(await db.collections.customerOrders(c1).count()).toBe(3)
  })

  it('is reported where nothing names its entity, and no template fits its key', async () => {
    const { db, write } = library
    await write({ pk, sk: { S: 'INVOICE#1' } })
    await write({ pk, sk: { S: 'ORDER#0' }, _entity: { N: '1' } })
    const all = await db.collections.customerOrders(c1).all()
    expect(all.filter(({ entity }) => entity === undefined)).toEqual([
      { entity: undefined, key: { pk, sk: { S: 'INVOICE#1' } }, storedEntity: undefined },
      { entity: undefined, key: { pk, sk: { S: 'ORDER#0' } }, storedEntity: undefined },
    ])
  })

  it('is not filtered by the filter of an entity', async () => {
    const { db, write } = library
    await write({ pk, sk: { S: 'INVOICE#1' }, _entity: { S: 'Invoice' }, status: { S: 'placed' } })
    const filtered = db.collections.customerOrders(c1).where('orders', (o, { eq }) => eq(o.status, 'placed'))
    expect((await filtered.all()).map(({ entity }) => entity)).toEqual(['customers', undefined])
  })

  it('of a name that every object has is one like any other', async () => {
    const { db, write } = library
    await write({ pk, sk: { S: 'INVOICE#1' }, _entity: { S: '__proto__' } })
    await write({ pk, sk: { S: 'INVOICE#2' }, _entity: { S: 'constructor' } })
    const { unknown } = await db.collections.customerOrders(c1).grouped()
    expect(unknown.map(({ storedEntity }) => storedEntity)).toEqual(['__proto__', 'constructor'])
  })
})

describe('an item of a known entity', () => {
  it('is told by its key where nothing names it', async () => {
    const { db, write } = library
    await write({
      pk,
      sk: { S: 'ORDER#o2#' },
      customerId: { S: 'c1' },
      orderId: { S: 'o2' },
      status: { S: 'paid' },
      weight: { N: '1' },
    })
    await write({ pk, sk: { S: 'NOTE#n1' }, customerId: { S: 'c1' }, noteId: { S: 'n1' } })
    const { orders, unknown } = await db.collections.customerOrders(c1).grouped()
    expect(orders.map(({ orderId }) => orderId)).toEqual(['o1', 'o2'])
    expect(unknown).toEqual([])
  })

  it('that names none is refused by a filter for it: DynamoDB could not apply it', async () => {
    const { db, write } = library
    await write({
      pk,
      sk: { S: 'ORDER#o2#' },
      customerId: { S: 'c1' },
      orderId: { S: 'o2' },
      status: { S: 'placed' },
      weight: { N: '1' },
    })
    const query = db.collections.customerOrders(c1)
    await expect(query.where('orders', (o, { eq }) => eq(o.status, 'paid')).all()).rejects.toMatchObject({
      code: 'repository.collection-filter',
    })
    await expect(query.where('customers', (o, { eq }) => eq(o.name, 'Ada')).all()).resolves.toHaveLength(3)
  })

  it('that is damaged is an error that names entity and attribute, as in a query', async () => {
    const { db, write } = library
    await write({
      pk,
      sk: { S: 'ORDER#o2#' },
      _entity: { S: 'Order' },
      customerId: { S: 'c1' },
      orderId: { S: 'o2' },
    })
    await expect(db.collections.customerOrders(c1).all()).rejects.toMatchObject({
      code: 'marshalling.missing',
      details: { entity: 'Order' },
    })
  })

  it('that has expired is absent, and so is an unknown one', async () => {
    const { db, write, clock, sent } = library
    const expiresAt = new Date(clock.now() + 60_000)
    await db.orders.create({ ...c1, orderId: 'o2', status: 'paid', weight: 1, expiresAt })
    await write({ pk, sk: { S: 'INVOICE#1' }, expiresAt: { N: String(expiresAt.getTime() / 1000) } })
    expect(await db.collections.customerOrders(c1).count()).toBe(4)
    clock.advance(60_000)
    sent.length = 0
    expect(await db.collections.customerOrders(c1).count()).toBe(2)
    expect((await db.collections.customerOrders(c1).all()).map(({ entity }) => entity)).toEqual([
      'customers',
      'orders',
    ])
    expect(inputOf(sent, 'Query').FilterExpression).toContain('NOT')
  })

  it('is returned expired where its access pattern says so', async () => {
    const { db, clock } = library
    await db.orders.create({
      ...c1,
      orderId: 'o2',
      status: 'paid',
      weight: 1,
      area: 'a',
      expiresAt: new Date(clock.now() - 1000),
    })
    const { orders } = await db.collections.statuses({ area: 'a' }).grouped()
    expect(orders.map(({ orderId, status }) => [orderId, status])).toEqual([['o2', 'paid']])
  })
})

describe('a table with unique constraints', () => {
  it('has sentinels that no collection shows', async () => {
    const clock = manualClock()
    const { backend, engine } = recordingBackend(clock)
    const table = defineTable({ name: 'one', partitionKey: 'pk', sortKey: 'sk' })
    const User = defineEntity({
      name: 'User',
      table,
      schema: z.object({ team: z.string(), id: z.string(), email: z.string() }),
      key: { partitionKey: 'TEAM#{team}', sortKey: 'USER#{id}' },
      unique: { email: { partitionKey: 'TEAM#{team}', sortKey: 'EMAIL#{email}' } },
    })
    const db = createDatabase({
      backend,
      entities: { users: User },
      collections: { team: { entities: ['users'] } },
    })
    await db.createTables()
    await db.users.create({ team: 't', id: 'u', email: 'a@b.c' })
    expect((await engine.execute('Scan', { TableName: 'one' })).Count).toBe(2)
    expect((await db.collections.team({ team: 't' }).all()).map(({ entity }) => entity)).toEqual(['users'])
    expect(await db.collections.team({ team: 't' }).count()).toBe(1)
  })
})

describe('a table that names no entities', () => {
  it('has collections whose items are told by their keys', async () => {
    const { backend, engine } = recordingBackend(manualClock())
    const table = defineTable({ name: 'one', partitionKey: 'pk', sortKey: 'sk', entityAttribute: false })
    const schema = z.object({ id: z.string(), n: z.number().int().min(0).max(9) })
    const of = (name: string) =>
      defineEntity({ name, table, schema, key: { partitionKey: '{id}', sortKey: `${name}#{n}` as '{n}' } })
    const db = createDatabase({
      backend,
      entities: { reds: of('Red'), blues: of('Blue'), greens: of('Green') },
      collections: { mixed: { entities: ['reds', 'blues'] } },
    })
    await db.createTables()
    for (const repository of [db.reds, db.greens, db.blues]) await repository.create({ id: 'x', n: 1 })
    await engine.execute('PutItem', { TableName: 'one', Item: { pk: { S: 'x' }, sk: { S: 'Gray#1' } } })
    const all = await db.collections.mixed({ id: 'x' }).all()
    expect(all.map(({ entity }) => entity)).toEqual(['blues', undefined, 'reds'])
    expect(await db.collections.mixed({ id: 'x' }).count()).toBe(3)
    expect(() => untyped(db.collections.mixed({ id: 'x' })).where('reds', () => undefined)).toThrow(
      expect.objectContaining({ code: 'repository.collection-filter' }),
    )
  })
})
