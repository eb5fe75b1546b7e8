import { VersionConflictError } from 'monotable'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import {
  changeStatus,
  newestOrders,
  newestWaiting,
  ordersByStatus,
  orderWithItems,
  planOrder,
} from '../../../examples/shop/orders.js'
import { moveWithinCity, openShop, setAddress, signUp } from '../../../examples/shop/shop.js'
import { describeScenario, openWorld } from '../world.js'

describeScenario('S1, an online shop', () => {
  const world = openWorld('shop')
  const db = openShop(world.backend, world.tables)
  const home = { street: 'High Street 1', postcode: 'YO1', city: 'York' }
  let count = 0
  let customerId = ''
  const customer = () => ({
    customerId,
    userName: `Ada_${customerId}`,
    email: `${customerId}@example.org`,
    name: 'Ada',
  })
  const order = (orderId: string, day: number) => ({
    orderId: `${customerId}-${orderId}`,
    customerId,
    placedAt: new Date(Date.UTC(2026, count, day)),
    shipTo: home,
  })
  const lines = [
    { sku: 'pen', quantity: 2, priceCents: 150 },
    { sku: 'ink', quantity: 1, priceCents: 700 },
  ]
  const idsOf = (orders: readonly { orderId: string }[]) =>
    orders.map(({ orderId }) => orderId.replace(`${customerId}-`, ''))

  beforeAll(() => db.createTables())
  beforeEach(() => {
    customerId = `c${++count}`
    world.sent()
  })

  it('takes user name and e-mail address in one transaction', async () => {
    const plan = db.customers.plan.create(customer())
    await world.expectRequests(['TransactWriteItems'], plan, () => plan.run())
    const { input } = plan.requests[0]!
    expect('TransactItems' in input && input.TransactItems).toHaveLength(3)
    // Each of the three is less than 1 KB, and a transaction costs double.
    expect(plan.cost.writeUnits.minimum).toBe(6)

    const others = [
      { given: { ...customer(), customerId: 'other', email: 'o@example.org' }, taken: 'userName' },
      { given: { ...customer(), customerId: 'other', userName: 'somebody' }, taken: 'email' },
      {
        given: { ...customer(), customerId: 'other', userName: customer().userName.toUpperCase() },
        taken: 'userName',
      },
    ]
    for (const { given, taken } of others) {
      world.sent()
      expect(await signUp(db, given)).toEqual({ taken })
      expect(world.sent()).toEqual(['TransactWriteItems'])
    }
    expect(await db.customers.get({ customerId: 'other' }, { consistent: true })).toBeUndefined()
  })

  it('lets one of many have a name', async () => {
    const attempts = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        signUp(db, {
          ...customer(),
          customerId: `${customerId}-${at}`,
          email: `${customerId}${at}@example.org`,
        }),
      ),
    )
    expect(attempts.filter((attempt) => 'customer' in attempt)).toHaveLength(1)
    expect(attempts.filter((attempt) => 'taken' in attempt && attempt.taken === 'userName')).toHaveLength(9)
  })

  it('edits one address in the map, in one request', async () => {
    await signUp(db, customer())
    world.sent()
    await setAddress(db, customerId, 'home', home)
    await setAddress(db, customerId, 'work', { ...home, street: 'Low Street 2' })
    const changed = await moveWithinCity(db, customerId, 'home', 'High Street 3')
    expect(world.sent()).toEqual(['UpdateItem', 'UpdateItem', 'UpdateItem'])
    expect(changed.addresses).toEqual({
      home: { ...home, street: 'High Street 3' },
      work: { ...home, street: 'Low Street 2' },
    })
  })

  it('places an order with its items in one transaction, and names the line that is in the way', async () => {
    await signUp(db, customer())
    const plan = planOrder(db, order('o1', 1), lines)
    await world.expectRequests(['TransactWriteItems'], plan, () => plan.run())

    await db.items.create({ orderId: order('o2', 1).orderId, line: 2, sku: 'x', quantity: 1, priceCents: 1 })
    await expect(planOrder(db, order('o2', 1), lines).run()).rejects.toMatchObject({
      code: 'repository.transaction-cancelled',
      details: { failures: { 'line 2': { entity: 'OrderItem', error: { code: 'repository.exists' } } } },
    })
    expect((await orderWithItems(db, order('o2', 1).orderId))?.order).toBeUndefined()
  })

  it('takes no order of somebody who is no customer, and says so', async () => {
    await expect(planOrder(db, order('o1', 1), lines).run()).rejects.toMatchObject({
      details: { failures: { customer: { entity: 'Customer', error: { code: 'repository.not-found' } } } },
    })
    expect(world.sent()).toEqual(['TransactWriteItems'])
  })

  it('reads an order with its items in exactly one query', async () => {
    await signUp(db, customer())
    await planOrder(db, order('o1', 1), lines).run()
    await planOrder(db, order('o10', 2), lines).run()
    const { orderId } = order('o1', 1)
    const plan = db.collections.order({ orderId }).plan()
    const found = await world.expectRequests(['Query'], plan, () => orderWithItems(db, orderId))
    expect(found?.order).toMatchObject({ orderId, totalCents: 1000, status: 'placed', version: 1 })
    expect(found?.items.map(({ line, sku }) => [line, sku])).toEqual([
      [1, 'pen'],
      [2, 'ink'],
    ])
  })

  it('reads the newest orders of a customer, and no more of them', async () => {
    await signUp(db, customer())
    for (const day of [2, 5, 1, 4, 3]) await planOrder(db, order(`o${day}`, day), lines).run()
    const plan = db.orders.query.byCustomer({ customerId }).descending().limit(3).plan()
    const newest = await world.expectRequests(['Query'], plan, () => newestOrders(db, customerId, 3))
    expect(idsOf(newest)).toEqual(['o5', 'o4', 'o3'])
    expect(plan.requests[0]?.input).toMatchObject({ Limit: 3, ScanIndexForward: false })
  })

  it('reads the orders of a status in the order of their dates', async () => {
    await signUp(db, customer())
    for (const day of [2, 5, 1, 4, 3]) await planOrder(db, order(`o${day}`, day), lines).run()
    const [from, to] = [order('', 2).placedAt, order('', 5).placedAt]
    const plan = db.orders.query.byStatus({ status: 'placed', placedAt: { gte: from, lt: to } }).plan()
    const found = await world.expectRequests(['Query'], plan, () => ordersByStatus(db, 'placed', from, to))
    expect(idsOf(found)).toEqual(['o2', 'o3', 'o4'])
  })

  it('moves an order within the index when its status changes, in one request', async () => {
    await signUp(db, customer())
    for (const day of [1, 2]) await planOrder(db, order(`o${day}`, day), lines).run()
    const [from, to] = [order('', 1).placedAt, order('', 28).placedAt]
    const [oldest] = await ordersByStatus(db, 'placed', from, to)
    world.sent()
    const paid = await changeStatus(db, oldest!, 'paid')
    expect(world.sent()).toEqual(['UpdateItem'])
    expect(paid).toMatchObject({ status: 'paid', version: 2 })
    expect(idsOf(await ordersByStatus(db, 'placed', from, to))).toEqual(['o2'])
    expect(idsOf(await ordersByStatus(db, 'paid', from, to))).toEqual(['o1'])
    await expect(changeStatus(db, oldest!, 'cancelled')).rejects.toThrow(VersionConflictError)
  })

  it('reads the newest orders that wait from a sparse index in eight shards, in order', async () => {
    await signUp(db, customer())
    const days = Array.from({ length: 24 }, (_, at) => ((at * 7) % 24) + 1)
    for (const day of days) await planOrder(db, order(`o${day}`, day), lines).run()
    const query = db.orders.query.waiting({}).descending().limit(10)
    const waiting = await world.expectRequests(Array(8).fill('Query'), query.plan(), () =>
      newestWaiting(db, 10),
    )
    expect(idsOf(waiting)).toEqual(Array.from({ length: 10 }, (_, at) => `o${24 - at}`))

    const [newest] = waiting
    world.sent()
    const paid = await changeStatus(db, newest!, 'paid')
    expect(world.sent()).toEqual(['UpdateItem'])
    expect(paid.waitingSince).toBeUndefined()
    expect(idsOf(await newestWaiting(db, 2))).toEqual(['o23', 'o22'])
  })
})
