import { beforeEach, describe, expect, test } from 'vitest'
import type { Shop } from '../fixtures.js'
import { inputOf, openShop, orderKey, placed } from '../fixtures.js'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

describe('delete', () => {
  test('gives back the item that was there', async () => {
    const order = await shop.db.orders.create(placed)
    expect(await shop.db.orders.delete(orderKey)).toEqual(order)
    expect(inputOf(shop.sent, 'DeleteItem')).toEqual({
      TableName: 'shop',
      Key: { pk: { S: 'CUSTOMER#c1' }, sk: { S: 'ORDER#o1' } },
      ReturnValues: 'ALL_OLD',
    })
    expect(await shop.scan()).toEqual([])
  })

  test('of nothing is no error, unless a condition has to hold of it', async () => {
    expect(await shop.db.orders.delete(orderKey)).toBeUndefined()
    await expect(
      shop.db.orders.delete(orderKey, { where: (o, { ne }) => ne(o.status, 'paid') }),
    ).rejects.toMatchObject({ code: 'repository.condition', details: { stored: undefined } })
  })

  test('with a condition counts an item once, however often it is asked for', async () => {
    await shop.db.orders.create(placed)
    const once = () =>
      shop.db.transact({
        gone: shop.db.orders.plan.delete(orderKey, { where: (o, { ne }) => ne(o.status, 'paid') }),
      })
    await once()
    await expect(once()).rejects.toMatchObject({ code: 'repository.transaction-cancelled' })
  })

  test('of an item whose time has passed gives undefined, also for one that was read before', async () => {
    const user = { id: 'u', email: 'e', origin: 'o', expires: new Date(shop.clock.now() + 1000) }
    const read = await shop.db.users.create(user)
    await shop.db.users.update(read, { add: { visits: 1 } })
    await expect(shop.db.users.delete(read)).rejects.toMatchObject({ code: 'repository.version-conflict' })
    shop.clock.advance(1000)
    expect(await shop.db.users.delete(read)).toBeUndefined()
    expect(await shop.scan()).toEqual([])
  })

  test('is refused where its condition does not hold', async () => {
    const stored = await shop.db.orders.create(placed)
    await expect(
      shop.db.orders.delete(orderKey, { where: (o, { eq }) => eq(o.status, 'paid') }),
    ).rejects.toMatchObject({
      code: 'repository.condition',
      details: { entity: 'Order', key: orderKey, stored },
    })
    await expect(
      shop.db.orders.delete(stored, { where: (o, { eq }) => eq(o.status, 'paid') }),
    ).rejects.toMatchObject({ code: 'repository.condition' })
    expect(await shop.db.orders.delete(stored, { where: (o, { eq }) => eq(o.status, 'placed') })).toEqual(
      stored,
    )
  })
})
