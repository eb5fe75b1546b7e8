import { beforeEach, describe, expect, it } from 'vitest'
import { inputOf, untyped } from '../fixtures.js'
import { openLibrary } from './library.js'

type Library = Awaited<ReturnType<typeof openLibrary>>

let library: Library
const c1 = { customerId: 'c1' }

beforeEach(async () => {
  library = await openLibrary()
  const { db, sent } = library
  await db.customers.create({ ...c1, name: 'Ada', area: 'north', weight: 2 })
  for (const orderId of ['o1', 'o10', 'o2'])
    await db.orders.create({
      ...c1,
      orderId,
      status: orderId === 'o2' ? 'paid' : 'placed',
      weight: orderId.length,
      area: 'north',
    })
  for (const line of [1, 2])
    await db.lines.create({ ...c1, orderId: 'o1', line, sku: `s${line}`, name: `n${line}` })
  await db.lines.create({ ...c1, orderId: 'o10', line: 1, sku: 's' })
  await db.notes.create({ ...c1, noteId: 'n1' })
  sent.length = 0
})

const placeOf = (element: { entity: string | undefined; item?: object; key?: object }): string =>
  element.entity === undefined
    ? `? ${JSON.stringify(element.key)}`
    : [element.entity, ...['orderId', 'line', 'noteId'].map((name) => untyped(element.item)[name])]
        .filter((part) => part !== undefined)
        .join(' ')

const inOrder = [
  'customers',
  'orders o1',
  'lines o1 1',
  'lines o1 2',
  'orders o10',
  'lines o10 1',
  'orders o2',
]

describe('a query of a collection', () => {
  it('gives the items of its entities in key order, each with its entity, in one request', async () => {
    const { db, sent } = library
    const { items, cursor } = await db.collections.customerOrders(c1).page()
    expect(items.map(placeOf)).toEqual(inOrder)
    expect(cursor).toBeUndefined()
    expect(items[0]).toEqual({ entity: 'customers', item: { ...c1, name: 'Ada', area: 'north', weight: 2 } })
    expect(sent.map(({ operation }) => operation)).toEqual(['Query'])
  })

  it('gives the same backwards', async () => {
    const found = await library.db.collections.customerOrders(c1).descending().all()
    expect(found.map(placeOf)).toEqual(inOrder.toReversed())
    const again = await library.db.collections.customerOrders(c1).descending().ascending().all()
    expect(again.map(placeOf)).toEqual(inOrder)
  })

  it('groups what it finds by entity, the empty groups included', async () => {
    const { db, sent } = library
    const { customers, orders, lines, unknown } = await db.collections.customerOrders(c1).grouped()
    expect(customers.map(({ name }) => name)).toEqual(['Ada'])
    expect(orders.map(({ orderId }) => orderId)).toEqual(['o1', 'o10', 'o2'])
    expect(lines.map(({ sku }) => sku)).toEqual(['s1', 's2', 's'])
    expect(unknown).toEqual([])
    expect(sent).toHaveLength(1)
    expect(await db.collections.customerOrders({ customerId: 'none' }).grouped()).toEqual({
      customers: [],
      orders: [],
      lines: [],
      unknown: [],
    })
    const { groups } = await db.collections.customerOrders(c1).page()
    expect(groups.lines.map(({ line }) => line)).toEqual([1, 2, 1])
  })

  it('leaves out entities of the table that are not part of it, in the request', async () => {
    const { db, sent } = library
    expect((await db.collections.everything(c1).all()).map(placeOf)).toContain('notes n1')
    await db.collections.customerOrders(c1).all()
    expect(Object.values(inputOf(sent, 'Query').ExpressionAttributeValues ?? {})).toContainEqual({
      S: 'Note',
    })
  })

  it('reads an order with its lines, and nothing of another whose id begins alike, in one request', async () => {
    const { db, sent } = library
    const { orders, lines } = await db.collections.order({ ...c1, orderId: 'o1' }).grouped()
    expect(orders.map(({ orderId }) => orderId)).toEqual(['o1'])
    expect(lines.map(({ line }) => line)).toEqual([1, 2])
    expect(sent).toHaveLength(1)
    const { KeyConditionExpression, ExpressionAttributeValues } = inputOf(sent, 'Query')
    expect(KeyConditionExpression).toContain('BETWEEN')
    expect(Object.values(ExpressionAttributeValues ?? {})).toContainEqual({ S: 'ORDER#o1#LINE$' })
  })

  it('takes a range of what all sort keys begin with, and no more', async () => {
    const { collections } = library.db
    const from = await collections.order({ ...c1, orderId: { gte: 'o10' } }).all()
    expect(from.map(placeOf)).toEqual(['orders o10', 'lines o10 1', 'orders o2'])
    const prefixed = await collections.order({ ...c1, orderId: { beginsWith: 'o1' } }).all()
    expect(prefixed.map(placeOf)).toEqual(inOrder.slice(1, -1))
    expect(() => untyped(collections).order({ ...c1, orderId: 'o1', line: 1 })).toThrow(
      expect.objectContaining({ code: 'repository.query-key' }),
    )
    expect(() => untyped(collections).customerOrders({ ...c1, orderId: 'o1' })).toThrow(
      expect.objectContaining({ code: 'repository.query-key' }),
    )
    expect(() => untyped(collections).order({})).toThrow(
      expect.objectContaining({ code: 'repository.query-key' }),
    )
  })

  it('sends nothing where nothing can match', async () => {
    const { db, sent } = library
    const none = db.collections.order({ ...c1, orderId: { gt: 'o2', lt: 'o1' } })
    expect(await none.all()).toEqual([])
    expect(await none.count()).toBe(0)
    expect(await none.exactly(3)).toEqual({ items: [] })
    expect(none.plan().requests).toEqual([])
    expect(sent).toEqual([])
  })

  it('filters one entity and leaves the others alone', async () => {
    const { db, sent } = library
    const query = db.collections.customerOrders(c1).where('orders', (o, { eq }) => eq(o.status, 'paid'))
    expect((await query.all()).map(placeOf)).toEqual([
      'customers',
      'lines o1 1',
      'lines o1 2',
      'lines o10 1',
      'orders o2',
    ])
    const both = query
      .where('lines', (l, { eq }) => eq(l.sku, 's1'))
      .where('lines', (l, { eq }) => eq(l.sku, 's2'))
    expect((await both.all()).map(placeOf)).toEqual(['customers', 'orders o2'])
    expect(sent).toHaveLength(2)
    expect(await both.count()).toBe(2)
  })

  it('ends before the first item for which takeUntil holds, and reads no further', async () => {
    const { db, sent } = library
    const query = db.collections
      .customerOrders(c1)
      .readLimit(2)
      .takeUntil((element) => element.entity === 'lines' && element.item.line === 2)
    expect((await query.all()).map(placeOf)).toEqual(inOrder.slice(0, 3))
    // Of the customer and a note, an order and a line, and the line that ends it.
    expect(sent).toHaveLength(3)
    expect(await query.count()).toBe(3)
    expect((await query.takeUntil(({ entity }) => entity === 'orders').all()).map(placeOf)).toEqual([
      'customers',
    ])
    const page = await query.readLimit(5).page()
    expect(page.items.map(placeOf)).toEqual(inOrder.slice(0, 3))
    expect(page.groups.lines).toHaveLength(1)
    expect(page.cursor).toBeUndefined()
    await expect(query.exactly(2)).rejects.toMatchObject({ code: 'repository.take-until' })
    expect(() => untyped(query).takeUntil('lines')).toThrow(
      expect.objectContaining({ code: 'repository.take-until' }),
    )
  })

  it('counts all of them, whatever the limit of a request', async () => {
    const { collections } = library.db
    expect(await collections.customerOrders(c1).count()).toBe(7)
    expect(await collections.customerOrders(c1).readLimit(2).count()).toBe(7)
    expect(await collections.customerOrders(c1).limit(3).count()).toBe(3)
    expect(await collections.order({ ...c1, orderId: 'o1' }).count()).toBe(3)
  })

  it('gives the first item, or undefined', async () => {
    const { collections } = library.db
    expect(await collections.customerOrders(c1).first()).toMatchObject({ entity: 'customers' })
    expect(await collections.customerOrders({ customerId: 'none' }).first()).toBeUndefined()
  })

  it('limits what is read where nothing is left out', async () => {
    const { db, sent } = library
    const query = db.collections.everything(c1).limit(2)
    expect((await query.all()).map(placeOf)).toEqual(['customers', 'notes n1'])
    expect(inputOf(sent, 'Query').Limit).toBe(2)
    expect((await db.collections.customerOrders(c1).limit(2).all()).map(placeOf)).toEqual(inOrder.slice(0, 2))
    expect(inputOf(sent, 'Query').Limit).toBeUndefined()
  })

  it('reads a global index in its order, a native one and a local one', async () => {
    const { collections } = library.db
    expect((await collections.area({ area: 'north' }).all()).map(placeOf)).toEqual([
      'customers',
      'orders o1',
      'orders o2',
      'orders o10',
    ])
    expect((await collections.nativeArea({ area: 'north', weight: { gt: 2 } }).all()).map(placeOf)).toEqual([
      'orders o10',
    ])
    expect(await collections.nativeArea({ area: 'north', weight: 2 }).count()).toBe(3)
    const named = await collections.named({ ...c1, name: { beginsWith: 'n' } }).all()
    expect(named.map(placeOf)).toEqual(['lines o1 1', 'lines o1 2'])
    expect(named[0]).toMatchObject({ item: { sku: 's1' } })
    expect(collections.named(c1).plan().warnings.join()).toContain('local index lsi')
  })

  it('reads consistently, save a global index', async () => {
    const { db, sent } = library
    await db.collections.customerOrders(c1).consistent(true).page()
    expect(inputOf(sent, 'Query').ConsistentRead).toBe(true)
    expect(() => untyped(db.collections.area({ area: 'north' })).consistent(true)).toThrow(
      expect.objectContaining({ code: 'repository.consistent' }),
    )
  })

  it('says in its plan what it sends, what can appear and what it costs', () => {
    const { collections } = library.db
    const plan = collections
      .customerOrders(c1)
      .limit(3)
      .where('orders', (o, { eq }) => eq(o.status, 'paid'))
      .plan()
    expect(plan).toMatchObject({
      entities: ['Customer', 'Order', 'Line'],
      accessPattern: 'customerOrders',
      canAppear: ['Customer', 'Order', 'Line', 'Note'],
      requests: [{ operation: 'Query', when: 'per page' }],
      cost: { readUnits: { minimum: 0.5, maximum: undefined } },
    })
    expect(plan.warnings).toHaveLength(3)
    expect(collections.everything(c1).plan()).toMatchObject({ warnings: [] })
    expect(collections.everything(c1).plan('count').requests[0]?.input).toHaveProperty('ProjectionExpression')
  })

  it('refuses filters of other entities, of keys, and where nothing names the entity', () => {
    const { collections } = library.db
    const where = (query: unknown, entity: string, name: string): unknown =>
      untyped(query).where(entity, (o: never, { eq }: { eq: (...operands: unknown[]) => unknown }) =>
        eq(untyped(o)[name], 'x'),
      )
    const refused: readonly [() => unknown, string][] = [
      [() => where(collections.order(c1), 'customers', 'name'), 'repository.collection-filter'],
      [() => where(collections.statuses({ area: 'n' }), 'orders', 'status'), 'repository.collection-filter'],
      [() => where(collections.nativeArea({ area: 'n' }), 'orders', 'area'), 'repository.filter-on-key'],
      [() => where(collections.named(c1), 'customers', 'area'), 'repository.collection-filter'],
      [() => untyped(collections.order(c1)).where('orders', 'paid'), 'expressions.not-a-condition'],
      [() => collections.order(c1).limit(0), 'repository.limit'],
    ]
    for (const [call, code] of refused) expect(call).toThrow(expect.objectContaining({ code }))
  })
})
