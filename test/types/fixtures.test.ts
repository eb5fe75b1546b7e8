import { expect, test } from 'vitest'
import { createShop } from './fixtures.js'

// Type tests are worth what their definitions are: these hold at run time too.
test('the entities of the type tests can be defined and share a table', async () => {
  const shop = createShop()
  await shop.createTables()
  const order = await shop.orders.create({
    tenantId: 't',
    customerId: 'c',
    orderId: 'o',
    region: 'eu',
    status: 'placed',
    placedAt: new Date(0),
    totalCents: 1,
    lines: [],
  })
  expect(await shop.orders.update(order, { set: { status: 'paid' } })).toMatchObject({ version: 2 })
  expect(await shop.orders.query.byStatus({ tenantId: 't', status: 'paid' }).all()).toHaveLength(1)
})

test('what a key-only index gives is what its type says', async () => {
  const shop = createShop()
  await shop.createTables()
  await shop.stocks.create({ stockId: 's', area: 'a', weight: 2 })
  const [stock] = await shop.stocks.query.byArea({ area: 'a', weight: { gt: 1 } }).all()
  expect(stock).toEqual({ stockId: 's', area: 'a', weight: 2 })
  const [selected] = await shop.stocks.query.byArea({ area: 'a' }).select('stockId').all()
  expect(selected).toEqual({ stockId: 's' })
})
