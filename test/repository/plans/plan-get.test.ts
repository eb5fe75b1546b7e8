import { expect, test } from 'vitest'
import { openShop, orderKey, placed } from '../fixtures.js'

test('the plan of a get is its request and what it costs, and sends nothing', async () => {
  const { db, sent } = await openShop()
  sent.length = 0
  const plan = db.orders.plan.get(orderKey, { consistent: true })
  expect(plan).toMatchObject({
    entities: ['Order'],
    accessPattern: 'primary',
    canAppear: ['Order'],
    requests: [
      {
        operation: 'GetItem',
        when: 'always',
        input: {
          TableName: 'shop',
          Key: { pk: { S: 'CUSTOMER#c1' }, sk: { S: 'ORDER#o1' } },
          ConsistentRead: true,
        },
      },
    ],
    cost: { readUnits: { minimum: 1, maximum: 100 }, writeUnits: { minimum: 0, maximum: 0 } },
  })
  expect(db.orders.plan.get(orderKey).cost.readUnits).toEqual({ minimum: 0.5, maximum: 50 })
  expect(sent).toEqual([])
})

test('the plan of a modify states the read, the dependent write and its bound, and runs once', async () => {
  const { db, sent } = await openShop()
  await db.orders.create(placed)
  sent.length = 0
  const plan = db.orders.plan.modify(orderKey, (order) => ({ ...order, cents: 7 }), { attempts: 3 })
  expect(plan.requests).toMatchObject([
    { operation: 'GetItem', when: 'always', input: { ConsistentRead: true } },
    { operation: 'PutItem', when: 'dependent', atMost: 3 },
  ])
  expect(plan.cost.writeUnits).toEqual({ minimum: 0, maximum: undefined })
  expect(sent).toEqual([])
  expect(await plan.run()).toMatchObject({ cents: 7, version: 2 })
  await expect(async () => plan.run()).rejects.toMatchObject({ code: 'repository.plan-used' })
})

test('attempts of require and modify give an item that is not there as a value', async () => {
  const { db } = await openShop()
  const required = await db.orders.attempt.require(orderKey)
  expect(required).toMatchObject({ ok: false, error: { code: 'repository.not-found' } })
  const modified = await db.orders.attempt.modify(orderKey, (order) => order)
  expect(modified).toMatchObject({ ok: false, error: { code: 'repository.not-found' } })
  const created = await db.orders.create(placed)
  expect(await db.orders.attempt.require(orderKey)).toEqual({ ok: true, value: created })
})

test('a conflict that is a value carries the stored item with its type', async () => {
  const { db } = await openShop()
  const order = await db.orders.create(placed)
  await db.orders.update(order, { set: { cents: 5 } })
  const outcome = await db.orders.attempt.update(order, { set: { cents: 6 } })
  if (outcome.ok || outcome.error.code !== 'repository.version-conflict')
    throw new Error('expected a conflict')
  expect(outcome.error.details.stored?.cents).toBe(5)
  expect(outcome.error.details.differences).toContain('cents')
})
