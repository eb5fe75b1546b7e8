import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { memory } from '../../../src/engine/index.js'
import { createDatabase, defineEntity, defineTable } from '../../../src/index.js'

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
