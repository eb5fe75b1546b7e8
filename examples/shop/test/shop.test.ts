import { memory } from 'monotable/memory'
import { beforeEach, expect, it } from 'vitest'
import {
  changeStatus,
  newestOrders,
  newestWaiting,
  ordersByStatus,
  orderWithItems,
  planOrder,
} from '../orders.js'
import type { Shop } from '../shop.js'
import { moveWithinCity, openShop, setAddress, signUp } from '../shop.js'

let db: Shop
const ada = { customerId: 'c1', userName: 'Ada', email: 'ada@example.org', name: 'Ada' }
const home = { street: 'High Street 1', postcode: 'YO1', city: 'York' }

beforeEach(async () => {
  db = openShop(memory())
  await db.createTables()
})

const place = (orderId: string, day: number) =>
  planOrder(db, { orderId, customerId: 'c1', placedAt: new Date(Date.UTC(2026, 2, day)), shipTo: home }, [
    { sku: 'pen', quantity: 2, priceCents: 150 },
    { sku: 'ink', quantity: 1, priceCents: 700 },
  ]).run()

it('gives a user name and an e-mail address to one customer, whatever the case', async () => {
  expect(await signUp(db, ada)).toMatchObject({ customer: { customerId: 'c1', addresses: {}, version: 1 } })
  expect(await signUp(db, { ...ada, customerId: 'c2', email: 'a@example.org' })).toEqual({
    taken: 'userName',
  })
  expect(await signUp(db, { ...ada, customerId: 'c2', userName: 'other', email: 'ADA@example.org' })).toEqual(
    {
      taken: 'email',
    },
  )
  expect(await db.customers.scan().count()).toBe(1)
})

it('changes one address, and leaves the others', async () => {
  await signUp(db, ada)
  await setAddress(db, 'c1', 'home', home)
  await setAddress(db, 'c1', 'work', { ...home, street: 'Low Street 2' })
  const changed = await moveWithinCity(db, 'c1', 'home', 'High Street 3')
  expect(changed.addresses).toEqual({
    home: { ...home, street: 'High Street 3' },
    work: { ...home, street: 'Low Street 2' },
  })
  await expect(moveWithinCity(db, 'c1', 'boat', 'Quay 4')).rejects.toMatchObject({
    code: 'repository.condition',
  })
})

it('takes no order of somebody who is no customer', async () => {
  await expect(place('o1', 1)).rejects.toMatchObject({
    details: { failures: { customer: { entity: 'Customer' } } },
  })
  expect(await orderWithItems(db, 'o1')).toBeUndefined()
})

it('reads an order with its items', async () => {
  await signUp(db, ada)
  await place('o1', 1)
  await place('o10', 2)
  const found = await orderWithItems(db, 'o1')
  expect(found?.order).toMatchObject({ orderId: 'o1', totalCents: 1000, status: 'placed' })
  expect(found?.items.map(({ sku }) => sku)).toEqual(['pen', 'ink'])
  expect(await orderWithItems(db, 'o2')).toBeUndefined()
})

it('reads the newest orders of a customer', async () => {
  await signUp(db, ada)
  for (const day of [1, 2, 3]) await place(`o${day}`, day)
  expect((await newestOrders(db, 'c1', 2)).map(({ orderId }) => orderId)).toEqual(['o3', 'o2'])
})

it('finds orders by status and date, wherever they have moved', async () => {
  await signUp(db, ada)
  for (const day of [3, 1, 2]) await place(`o${day}`, day)
  const [from, to] = [new Date('2026-03-01'), new Date('2026-03-03')]
  const [oldest] = await ordersByStatus(db, 'placed', from, to)
  await changeStatus(db, oldest!, 'paid')
  expect((await ordersByStatus(db, 'placed', from, to)).map(({ orderId }) => orderId)).toEqual(['o2'])
  expect((await ordersByStatus(db, 'paid', from, to)).map(({ orderId }) => orderId)).toEqual(['o1'])
})

it('finds the newest orders that wait, and none that do not', async () => {
  await signUp(db, ada)
  for (const day of [3, 1, 2, 5, 4]) await place(`o${day}`, day)
  const [newest] = await newestWaiting(db, 1)
  await changeStatus(db, newest!, 'cancelled')
  expect((await newestWaiting(db, 3)).map(({ orderId }) => orderId)).toEqual(['o4', 'o3', 'o2'])
})
