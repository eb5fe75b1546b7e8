import { beforeEach, describe, expect, it } from 'vitest'
import { openLibrary } from './library.js'

type Library = Awaited<ReturnType<typeof openLibrary>>

let library: Library
const c1 = { customerId: 'c1' }

beforeEach(async () => {
  library = await openLibrary()
  for (const customerId of ['c1', 'c2']) {
    await library.db.customers.create({ customerId, name: 'Ada', weight: 1, area: 'n' })
    for (const orderId of ['o1', 'o2', 'o3'])
      await library.db.orders.create({ customerId, orderId, status: 'paid', weight: 1, area: 'n' })
  }
  library.sent.length = 0
})

const refused = { code: 'repository.cursor' }

describe('a page of a collection', () => {
  it('is one request, and its cursor goes on where it ended', async () => {
    const { db, sent } = library
    const query = db.collections.customerOrders(c1).limit(3)
    const first = await query.page()
    expect(first.items.map(({ entity }) => entity)).toEqual(['customers', 'orders', 'orders'])
    const second = await query.from(first.cursor).page()
    expect(second.items).toMatchObject([{ entity: 'orders', item: { orderId: 'o3' } }])
    expect(sent.map(({ operation }) => operation)).toEqual(['Query', 'Query'])
  })

  it('goes on in a global index, and backwards', async () => {
    const query = library.db.collections.area({ area: 'n' }).descending().limit(3)
    const first = await query.page()
    const second = await query.from(first.cursor).page()
    const third = await query.from(second.cursor).page()
    expect([first, second, third].map(({ items }) => items.length)).toEqual([3, 3, 2])
  })

  it('has a cursor that only its own query takes', async () => {
    const { collections, customers } = library.db
    const query = collections.customerOrders(c1)
    const { cursor } = await query.limit(1).page()
    const where = query.where('orders', (o, { eq }) => eq(o.status, 'paid'))
    const others = [
      query.descending(),
      collections.customerOrders({ customerId: 'c2' }),
      collections.everything(c1),
      collections.order(c1),
      collections.order({ ...c1, orderId: 'o1' }),
      where,
    ]
    for (const other of others) await expect(other.from(cursor).page()).rejects.toMatchObject(refused)
    await expect(customers.query.primary(c1).from(cursor).page()).rejects.toMatchObject(refused)
    const own = await customers.query.primary(c1).readLimit(1).page()
    await expect(query.from(own.cursor).page()).rejects.toMatchObject(refused)
    const filtered = await where.limit(1).readLimit(1).page()
    await expect(query.from(filtered.cursor).page()).rejects.toMatchObject(refused)
    await expect(where.from(filtered.cursor).page()).resolves.toMatchObject({ items: { length: 3 } })
  })

  it('refuses a cursor that was changed, sealed ones altogether', async () => {
    const query = library.db.collections.customerOrders(c1)
    const { cursor = '' } = await query.limit(1).page()
    for (const wrong of ['', 'x', `${cursor}A`, `2${cursor.slice(1)}`, cursor.slice(0, -4)])
      await expect(query.from(wrong).all()).rejects.toMatchObject(refused)
    const keys = [crypto.getRandomValues(new Uint8Array(32))]
    const sealed = await openLibrary({ keys })
    for (const orderId of ['o1', 'o2'])
      await sealed.db.orders.create({ ...c1, orderId, status: 'paid', weight: 1 })
    const secret = sealed.db.collections.customerOrders(c1).limit(1)
    const page = await secret.page()
    expect(atob((page.cursor ?? '').slice(1).replaceAll('-', '+').replaceAll('_', '/'))).not.toContain(
      'ORDER',
    )
    expect((await secret.from(page.cursor).page()).items).toMatchObject([{ item: { orderId: 'o2' } }])
    await expect(secret.from(cursor).page()).rejects.toMatchObject(refused)
    await expect(secret.descending().from(page.cursor).page()).rejects.toMatchObject(refused)
  })

  it('of exactly so many items has both neighbours', async () => {
    const query = library.db.collections.customerOrders(c1)
    const first = await query.exactly(3)
    expect(first.before).toBeUndefined()
    const second = await query.exactly(3, { after: first.after })
    expect(second.items).toMatchObject([{ item: { orderId: 'o3' } }])
    expect(second.after).toBeUndefined()
    const back = await query.exactly(3, { before: second.before })
    expect(back.items).toEqual(first.items)
    expect(back.before).toBeUndefined()
    expect(back.after).toBe(first.after)
  })
})
