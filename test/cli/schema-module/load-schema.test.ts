import { describe, expect, it } from 'vitest'
import { loadSchema } from '../../../src/cli/schema-module/index.js'
import { compiledEntity } from '../../../src/marshalling/index.js'
import { testProject } from '../project.js'

const head = `import { defineEntity, defineTable } from 'monotable'
import * as z from 'zod'
const shop = defineTable({ name: 'shop', partitionKey: 'pk' })
const make = (name: string, table = shop) =>
  defineEntity({ name, table, schema: z.object({ id: z.string() }), key: { partitionKey: name + '#{id}' } })
`

const load = (text: string) => loadSchema(testProject().write('schema.ts', head + text))

describe('loadSchema', () => {
  it('takes the entities of the export entities, with the names under which they are exported beside it', async () => {
    const schema = await load(`export const Order = make('Order')
const hidden = make('Customer')
export const entities = { orders: Order, customers: hidden }
export const collections = { all: { entities: ['orders', 'customers'] } }`)
    expect(Object.keys(schema.entities)).toEqual(['orders', 'customers'])
    expect(schema.exportNames).toEqual({ orders: 'Order' })
    expect(schema.exportsEntities).toBe(true)
    expect(schema.collections).toEqual({ all: { entities: ['orders', 'customers'] } })
    expect(schema.tables.map(({ name }) => name)).toEqual(['shop'])
  })

  it('takes every exported entity otherwise, its repository beginning with a small letter', async () => {
    const schema = await load(`export const Order = make('Order')
export const limit = 3
export const lineItem = make('LineItem')`)
    expect(schema.exportNames).toEqual({ order: 'Order', lineItem: 'lineItem' })
    expect(schema.exportsEntities).toBe(false)
    expect(schema.collections).toBeUndefined()
  })

  it('reads entities that another copy of the package made', async () => {
    const { entities } = await load(`export const Order = make('Order')`)
    expect(compiledEntity(entities['order'] ?? { name: '', '~types': {} }).model.name).toBe('Order')
  })

  it.each([
    ['export const limit = 3', 'exports no entity'],
    ['export const entities = {}', 'entities is empty'],
    ['export const entities = 3', 'entities is an object'],
    ['export const entities = { orders: shop }', 'entities.orders is no entity: make it with defineEntity'],
    ["export const A = make('A')\nexport const B = A", 'A and B are the same entity'],
    ["export const A = make('A')\nexport const a = make('B')", 'two exports would be called a'],
    ["export const A = make('A')\nexport const collections = 3", 'collections is an object'],
    [
      "export const A = make('A')\nexport const B = make('B', defineTable({ name: 'shop', partitionKey: 'pk' }))",
      'two tables are called shop',
    ],
  ])('refuses %s', async (text, message) => {
    await expect(load(text)).rejects.toThrow(message)
    await expect(load(text)).rejects.toThrow(/^schema\.ts/)
  })
})
