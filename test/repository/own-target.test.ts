import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { memory } from '../../src/engine/index.js'
import { createDatabase, defineEntity, defineTable } from '../../src/index.js'
import type { Shop } from './fixtures.js'
import { openShop, orderKey, placed, untyped } from './fixtures.js'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await shop.db.orders.create(placed)
  shop.sent.length = 0
})

/** Of an entity that has the key of an order among its attributes, and a version of its own. */
const line = { ...orderKey, sku: 's', quantity: 2, version: 1, createdAt: new Date() }
const refusal = {
  code: 'repository.target',
  message:
    'Order: what is passed has a version, and sku, which Order has not, but not all that its items have: it is an item of another entity. Pass one of Order, or a key: customer, id',
  details: { entity: 'Order', attribute: 'sku', attributes: ['customer', 'id'] },
}

describe('an item of another entity', () => {
  const change = { set: { cents: 5 } }
  test.each<[string, (orders: ReturnType<typeof untyped>) => unknown]>([
    ['update', (orders) => orders.update(line, change)],
    ['update that reads first', (orders) => orders.update(line, change, { reindex: 'read' })],
    ['plan.update', async (orders) => orders.plan.update(line, change)],
    ['attempt.update', (orders) => orders.attempt.update(line, change)],
    ['delete', (orders) => orders.delete(line)],
    ['delete that reads first', (orders) => orders.delete(line, { reindex: 'read' })],
    ['plan.delete', async (orders) => orders.plan.delete(line)],
    ['plan.check', async (orders) => orders.plan.check(line)],
    ['transact', async (orders) => shop.db.transact({ it: orders.plan.update(line, change) })],
  ])('is no target of %s, though its version is equal', async (_name, call) => {
    await expect(call(untyped(shop.db.orders))).rejects.toMatchObject(refusal)
    expect(shop.sent).toEqual([])
    expect(await shop.db.orders.require(orderKey)).toMatchObject({ cents: 100, version: 1 })
  })

  test('is refused where deleted items are kept, too', async () => {
    const table = defineTable({ name: 'kept', partitionKey: 'pk' })
    const Kept = defineEntity({
      name: 'Kept',
      table,
      schema: z.object({ id: z.string(), text: z.string() }),
      key: { partitionKey: 'KEPT#{id}' },
      version: 'version',
      softDelete: 'deletedAt',
    })
    const db = createDatabase({ backend: memory(), entities: { kept: Kept } })
    await db.createTables()
    const target = { id: '1', sku: 's', version: 1 }
    const refused = { code: 'repository.target', details: { entity: 'Kept', attribute: 'sku' } }
    await expect(untyped(db.kept).restore(target)).rejects.toMatchObject(refused)
    await expect(untyped(db.kept).purge(target)).rejects.toMatchObject(refused)
  })
})

describe('a target that has more than its entity', () => {
  test('is an item where it has all that items have', async () => {
    const order = await shop.db.orders.require(orderKey)
    const updated = await shop.db.orders.update({ ...order, customerName: 'Ada' }, { set: { cents: 5 } })
    expect(updated).toMatchObject({ cents: 5, version: 2 })
  })

  test('is a key where it has no version', async () => {
    const { version: _version, ...wide } = line
    expect(await untyped(shop.db.orders).update(wide, { set: { cents: 5 } })).toMatchObject({ cents: 5 })
    expect(await untyped(shop.db.orders).delete(wide)).toMatchObject({ cents: 5 })
  })

  test('is part of an item where it has nothing but what the entity has', async () => {
    const part = { ...orderKey, version: 1, note: undefined }
    expect(await untyped(shop.db.orders).update(part, { set: { cents: 5 } })).toMatchObject({ version: 2 })
    const [row] = await shop.db.orders.query.primary(orderKey).select('customer', 'id', 'version').all()
    expect(await untyped(shop.db.orders).delete(row)).toMatchObject({ cents: 5 })
  })

  test('is an item of an entity whose schema leaves attributes open', async () => {
    const table = defineTable({ name: 'open', partitionKey: 'pk' })
    const Open = defineEntity({
      name: 'Open',
      table,
      schema: z.looseObject({ id: z.string(), text: z.string() }),
      key: { partitionKey: 'OPEN#{id}' },
      version: 'version',
    })
    const db = createDatabase({ backend: memory(), entities: { open: Open } })
    await db.createTables()
    await db.open.create({ id: '1', text: 't', sku: 's' })
    const part = { id: '1', sku: 's', version: 1 }
    expect(await untyped(db.open).update(part, { set: { text: 'u' } })).toMatchObject({ sku: 's', text: 'u' })
  })
})
