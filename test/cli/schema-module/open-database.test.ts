import { expect, it } from 'vitest'
import { loadSchema, noBackend, openDatabase } from '../../../src/cli/schema-module/index.js'
import { memory } from '../../../src/engine/index.js'
import { orderSchema, testProject } from '../project.js'

it('opens a database of which nothing but its names is known', async () => {
  const schema = await loadSchema(testProject().write('schema.ts', orderSchema()))
  const database = openDatabase(schema, memory(), { shop: 'shop-test' })
  expect(database.tableInputs().map(({ TableName }) => TableName)).toEqual(['shop-test'])
  await database.createTables()
  const order = { customerId: 'c1', orderId: 'o1', status: 'paid', placedAt: new Date(0) }
  await database.repositories['orders']?.create(order)
  expect(await database.repositories['orders']?.query['byStatus']?.({ status: 'paid' }).page()).toMatchObject(
    {
      items: [order],
    },
  )
})

it('sends nothing without a backend', async () => {
  const schema = await loadSchema(testProject().write('schema.ts', orderSchema()))
  const database = openDatabase(schema, noBackend)
  expect(
    database.repositories['orders']?.plan.get({ customerId: 'c1', orderId: 'o1' }).requests,
  ).toHaveLength(1)
  await expect(database.createTables()).rejects.toThrow('nothing is sent here: CreateTable')
})
