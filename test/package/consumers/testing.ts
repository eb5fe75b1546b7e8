import { defineEntity, defineTable } from 'monotable'
import { expectCapacity, factory, testDatabase, type TestDatabase } from 'monotable/testing'
import * as z from 'zod'

// A test without a framework, as a library of fixtures would offer it.

const table = defineTable({ name: 'shop', partitionKey: 'pk' })

export const Order = defineEntity({
  name: 'Order',
  table,
  schema: z.object({ orderId: z.string(), totalCents: z.number().int().min(100) }),
  key: { partitionKey: 'ORDER#{orderId}' },
})

export const entities = { orders: Order }

export const opened = (): Promise<TestDatabase<typeof entities>> => testDatabase({ entities })

export const orders = factory(Order)

// @ts-expect-error a fault is of a known kind
export const burning = () => testDatabase({ entities }, { faults: [{ kind: 'fire' }] })

const db = await opened()
const order = await db.orders.create(orders.make())
db.test.setFaults({ kind: 'throttle', nth: 1 })
const found = await expectCapacity(() => db.orders.get(order)).toBe(0.5)
console.log(found?.orderId, found?.totalCents, db.test.requests.length)
await db.test.dispose()
