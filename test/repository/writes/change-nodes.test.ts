import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { memory } from '../../../src/engine/index.js'
import { createDatabase, defineEntity, defineTable } from '../../../src/index.js'
import type { UntypedChanges } from '../../../src/repository/writes/change-nodes.js'
import { untyped } from '../fixtures.js'

const Cart = defineEntity({
  name: 'Cart',
  table: defineTable({ name: 'carts', partitionKey: 'pk' }),
  schema: z.object({
    id: z.string(),
    lines: z.array(z.object({ sku: z.string().min(2), count: z.number().default(1) })).default([]),
    words: z.array(z.string().transform((word) => word.toUpperCase())).default([]),
    tags: z.set(z.string().trim()).optional(),
    total: z.number().int().max(5).default(0),
    share: z.number().default(0),
    large: z.bigint().default(0n),
  }),
  key: { partitionKey: 'CART#{id}' },
  validateOnRead: true,
})

const open = async () => {
  const db = createDatabase({ backend: memory(), entities: { carts: Cart } })
  await db.createTables()
  await db.carts.create({ id: 'a' })
  return db.carts
}
let carts: Awaited<ReturnType<typeof open>>
beforeEach(async () => {
  carts = await open()
})

const key = { id: 'a' }

describe('elements that are added', () => {
  test('get the defaults and transforms of the schema, so that the item can be read', async () => {
    await carts.update(key, { append: { lines: [{ sku: 'ab' }], words: ['x'] } })
    await carts.update(key, { prepend: { lines: [{ sku: 'cd', count: 2 }], words: ['y'] } })
    await carts.update(key, { add: { tags: new Set([' t ']) } })
    expect(await carts.get(key)).toMatchObject({
      lines: [
        { sku: 'cd', count: 2 },
        { sku: 'ab', count: 1 },
      ],
      words: ['Y', 'X'],
      tags: new Set(['t']),
    })
  })

  test('are checked one by one', async () => {
    await expect(carts.update(key, { append: { lines: [{ sku: 'a' }] } })).rejects.toMatchObject({
      code: 'schema.invalid',
      message: expect.stringContaining('Cart.lines[0].sku'),
    })
    expect(await carts.get(key)).toMatchObject({ lines: [] })
  })
})

describe('sums', () => {
  test('of whole numbers take whole numbers, of others any, of bigints bigints', async () => {
    await expect(carts.update(key, { add: { total: 0.5 } })).rejects.toMatchObject({
      code: 'repository.change',
      details: { entity: 'Cart', attribute: 'total' },
    })
    const summed = await carts.update(key, { add: { total: 2, share: 0.5, large: 10n ** 30n } })
    expect(summed).toMatchObject({ total: 2, share: 0.5, large: 10n ** 30n })
  })

  test('that the schema would not take are given back as they were written, and refused when they are read', async () => {
    expect(await carts.update(key, { add: { total: 6 } })).toMatchObject({ total: 6 })
    await expect(carts.get(key)).rejects.toMatchObject({ code: 'schema.invalid' })
    expect(await carts.update(key, { set: { total: 5 } })).toMatchObject({ total: 5 })
    expect(await carts.get(key)).toMatchObject({ total: 5 })
  })
})

describe('an update of an item that was read', () => {
  const Stock = defineEntity({
    name: 'Stock',
    table: defineTable({ name: 'stocks', partitionKey: 'pk' }),
    schema: z
      .object({
        id: z.string(),
        from: z.number(),
        to: z.number(),
        count: z.number().min(0),
        large: z.bigint().max(9n).optional(),
        lines: z.array(z.string()).max(2),
        tags: z.set(z.string()).min(1).max(2).optional(),
      })
      .refine(({ from, to }) => from <= to, 'from after to'),
    key: { partitionKey: 'STOCK#{id}' },
    version: 'version',
    validateOnRead: true,
  })
  const stock = { id: 's', from: 1, to: 5, count: 1, lines: ['a'], tags: new Set(['x']) }
  const openStocks = async () => {
    const db = createDatabase({ backend: memory(), entities: { stocks: Stock } })
    await db.createTables()
    return { stocks: db.stocks, read: await db.stocks.create(stock) }
  }

  test.each<[string, UntypedChanges, string]>([
    ['a sum', { add: { count: -2 } }, 'Stock.count'],
    ['a sum of what is absent', { add: { large: 10n } }, 'Stock.large'],
    ['elements at the end', { append: { lines: ['b', 'c'] } }, 'Stock.lines'],
    ['elements at the beginning', { prepend: { lines: ['b', 'c'] } }, 'Stock.lines'],
    ['elements of a set', { add: { tags: new Set(['y', 'z']) } }, 'Stock.tags'],
    ['a set with a refinement of the whole', { set: { from: 9 } }, 'Stock: from after to'],
    ['a sum with a refinement of the whole', { add: { from: 9 } }, 'Stock: from after to'],
  ])('is refused where the schema would not take what %s makes of it', async (_, changes, message) => {
    const { stocks, read } = await openStocks()
    await expect(untyped(stocks).update(read, changes)).rejects.toMatchObject({
      code: 'schema.invalid',
      message: expect.stringContaining(message),
    })
    expect(await stocks.get({ id: 's' })).toEqual(read)
  })

  test('passes where it would', async () => {
    const { stocks, read } = await openStocks()
    const updated = await stocks.update(read, {
      add: { count: -1, large: 9n, from: 1 },
      append: { lines: ['b'] },
      delete: { tags: new Set(['x']) },
      set: { to: 2 },
    })
    expect(updated).toMatchObject({ count: 0, large: 9n, from: 2, to: 2, lines: ['a', 'b'] })
    expect(await stocks.get({ id: 's' })).toEqual(updated)
  })

  test('by key is checked attribute by attribute alone', async () => {
    const { stocks } = await openStocks()
    expect(await stocks.update({ id: 's' }, { set: { from: 9 } })).toMatchObject({ from: 9 })
    await expect(
      stocks.update({ id: 's' }, { set: { count: 1 } }, { reindex: 'read' }),
    ).rejects.toMatchObject({ code: 'schema.invalid' })
    expect(await stocks.update({ id: 's' }, { set: { from: 1 } }, { reindex: 'read' })).toMatchObject({
      version: 3,
    })
  })
})
