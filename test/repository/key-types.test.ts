import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../src/index.js'
import { memory } from '../../src/engine/index.js'
import { refused, refusedLater, told } from '../schema/refused.js'
import { untyped } from './fixtures.js'

const table = defineTable({
  name: 'shop',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: { byRegion: { partitionKey: ['tenant', 'region'], sortKey: ['at'] } },
})
const schema = z.object({ id: z.string(), tenant: z.string(), region: z.string(), at: z.string() })
const Order = defineEntity({
  name: 'Order',
  table,
  schema,
  key: { partitionKey: 'O#{id}', sortKey: 'O' },
  access: { byRegion: { index: 'byRegion' } },
})
const Customer = defineEntity({
  name: 'Customer',
  table,
  schema,
  key: { partitionKey: 'C#{id}', sortKey: 'C' },
})
const item = { tenant: 't', region: 'eu', at: '2026' }

describe('an entity whose attributes have the names of index keys', () => {
  it('stores them in the type in which the others do', () => {
    const Count = defineEntity({
      name: 'Count',
      table,
      schema: z.object({ id: z.string(), region: z.number() }),
      key: { partitionKey: 'N#{id}', sortKey: 'N' },
    })
    const create = () => createDatabase({ backend: memory(), entities: { orders: Order, counts: Count } })
    expect(told(refused(create))).toBe(
      'repository.key-type: Table shop: key attribute region is S in entity Order and N in Count: store it in one type, or under two names',
    )
  })

  it('is in the way of those that query the index, and left out', async () => {
    const db = createDatabase({ backend: memory(), entities: { orders: Order, customers: Customer } })
    await db.createTables()
    await db.customers.create({ id: '1', ...item, at: '2027' })
    await db.orders.create({ id: '1', ...item })
    const query = db.orders.query.byRegion({ tenant: 't', region: 'eu' })
    expect(query.plan().canAppear).toEqual(['Order', 'Customer'])
    expect(query.plan().warnings).toEqual([expect.stringContaining('items of other entities')])
    expect((await query.descending().limit(1).page()).items).toEqual([{ id: '1', ...item }])
    expect(db.orders.query.primary({ id: '1' }).plan().canAppear).toEqual(['Order'])
  })

  it('is refused values that no key can hold, before they are sent', async () => {
    const db = createDatabase({ backend: memory(), entities: { orders: Order, customers: Customer } })
    await db.createTables()
    const { code, message } = await refusedLater(() =>
      untyped(db.customers).create({ id: '1', ...item, region: '' }),
    )
    expect(code).toBe('keys.empty')
    expect(message).toContain('Customer.region: key attribute region is empty')
  })
})
