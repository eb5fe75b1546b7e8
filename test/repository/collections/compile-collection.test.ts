import * as z from 'zod'
import { describe, expect, it } from 'vitest'
import { createDatabase, defineEntity, defineTable } from '../../../src/index.js'
import { memory } from '../../../src/engine/index.js'
import { untyped } from '../fixtures.js'
import { Customer, Line, Order, shop } from './library.js'

const Task = defineEntity({
  name: 'Task',
  table: shop,
  schema: z.object({ customerId: z.string(), id: z.string(), area: z.string() }),
  key: { partitionKey: 'TASK#{customerId}', sortKey: 'TASK#{id}' },
  access: { byArea: { index: 'gsi1', partitionKey: 'AREA#{area}', sortKey: '{id}' } },
})
const Other = defineEntity({
  name: 'Other',
  table: defineTable({ name: 'other', partitionKey: 'pk', sortKey: 'sk' }),
  schema: z.object({ customerId: z.string() }),
  key: { partitionKey: 'CUSTOMER#{customerId}', sortKey: 'OTHER' },
})

const open = (collections: unknown, entities: Record<string, unknown> = {}): unknown =>
  untyped(createDatabase)({
    backend: memory(),
    entities: { customers: Customer, orders: Order, lines: Line, tasks: Task, others: Other, ...entities },
    collections,
  })

describe('a collection', () => {
  it.each<[string, unknown, string]>([
    ['of nothing', {}, 'name its entities'],
    ['that is no object', null, 'name its entities'],
    ['without entities', { entities: [] }, 'name its entities'],
    [
      'of an entity that is not there',
      { entities: ['orders', 'order'] },
      'no entity order; it has customers',
    ],
    ['of an entity twice', { entities: ['orders', 'orders'] }, 'twice'],
    ['with a word too many', { entities: ['orders'], access: 'byStatus' }, 'it has access'],
    [
      'over an index that an entity is not in',
      { entities: ['orders', 'lines'], index: 'gsi1' },
      'lines has no access pattern over index gsi1',
    ],
    [
      'over an index that is not there',
      { entities: ['orders'], index: 'gsi9' },
      'orders has no access pattern over index gsi9',
    ],
    ['of two tables', { entities: ['orders', 'others'] }, 'others in other'],
    [
      'of other partitions',
      { entities: ['orders', 'tasks'] },
      "orders fills pk from 'CUSTOMER#{customerId}', and tasks from 'TASK#{customerId}'",
    ],
  ])('%s is refused with the reason', (_title, collection, reason) => {
    expect(() => open({ mine: collection })).toThrow(
      expect.objectContaining({
        code: 'repository.collection',
        message: expect.stringContaining(reason) as string,
        details: { collection: 'mine' },
      }),
    )
  })

  it('may not have an entity whose group would be that of unknown items', () => {
    expect(() => open({ mine: { entities: ['orders', 'unknown'] } })).toThrow(
      expect.objectContaining({ code: 'repository.collection' }),
    )
  })

  it('stands in an object of its own, and takes the name collections', () => {
    expect(() => open('orders')).toThrow(expect.objectContaining({ code: 'repository.collection' }))
    const entities = { collections: Order }
    expect(() => createDatabase(untyped({ backend: memory(), entities }))).toThrow(
      expect.objectContaining({ code: 'repository.name' }),
    )
    expect(untyped(open(undefined)).collections).toEqual({})
    expect(Object.isFrozen(untyped(open(undefined)).collections)).toBe(true)
  })

  it('of one entity is one all the same', () => {
    expect(
      untyped(open({ mine: { entities: ['orders'] } }))
        .collections.mine({ customerId: 'c' })
        .plan(),
    ).toMatchObject({
      accessPattern: 'mine',
      entities: ['Order'],
    })
  })
})
