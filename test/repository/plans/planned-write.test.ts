import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../../src/index.js'
import type { Plan } from '../../../src/index.js'
import type { OperationName } from '../../../src/protocol/backend.js'
import type { Shop } from '../fixtures.js'
import { openShop, orderKey, placed, untyped } from '../fixtures.js'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const parcel = { tenant: 't', id: 'p', weight: 1 }
const sentNow = () => shop.sent.map(({ operation, input }) => ({ operation, input }))
const planned = (plan: Plan) =>
  plan.requests.filter(({ when }) => when === 'always').map(({ operation, input }) => ({ operation, input }))

describe('the plan of a write', () => {
  test.each(['create', 'put', 'replace', 'update', 'upsert', 'delete', 'move'])(
    'of %s holds the exact request, sends nothing until it runs, and runs once',
    async (verb) => {
      const order = verb === 'create' ? undefined : await shop.db.orders.create(placed)
      shop.sent.length = 0
      const { plan } = shop.db.orders
      const made: Record<string, () => Plan & { run(): Promise<unknown> }> = {
        create: () => plan.create(placed),
        put: () => plan.put(order!),
        replace: () => plan.replace(order!),
        update: () => plan.update(order!, { set: { status: 'paid' } }),
        upsert: () => plan.upsert(placed),
        delete: () => plan.delete(order!),
        move: () => plan.move(order!, { id: 'o2' }),
      }
      const each = made[verb]!()
      expect(each).toMatchObject({ entities: ['Order'], canAppear: ['Order'], accessPattern: 'primary' })
      expect(shop.sent).toEqual([])
      const requests = structuredClone(planned(each))
      expect(requests).toHaveLength(1)
      await each.run()
      expect(sentNow()).toEqual(requests)
      await expect(each.run()).rejects.toMatchObject({
        code: 'repository.plan-used',
        details: { entities: ['Order'] },
      })
      expect(shop.sent).toHaveLength(1)
    },
  )

  test('fixes the time when it is made', async () => {
    const made = new Date(shop.clock.now())
    const plan = shop.db.orders.plan.create(placed)
    shop.clock.advance(60_000)
    expect(await plan.run()).toMatchObject({ createdAt: made, updatedAt: made })
    const reading = shop.db.orders.plan.update(orderKey, { set: { status: 'paid' } }, { reindex: 'read' })
    const then = new Date(shop.clock.now())
    shop.clock.advance(60_000)
    expect(await reading.run()).toMatchObject({ updatedAt: then })
  })

  test('is not changed through the requests that it shows', async () => {
    const plan = shop.db.parcels.plan.create(parcel)
    const [request] = plan.requests
    untyped(request).input.Item.weight = { N: '42' }
    expect(await plan.run()).toEqual(parcel)
    expect(await shop.db.parcels.get(parcel)).toEqual(parcel)
  })

  test('holds no bytes of the caller', async () => {
    const File = defineEntity({
      name: 'File',
      table: defineTable({ name: 'files', partitionKey: 'pk' }),
      schema: z.object({
        id: z.string(),
        bytes: z.instanceof(Uint8Array),
        parts: z.set(z.instanceof(Uint8Array)),
        any: z.unknown(),
      }),
      key: { partitionKey: 'FILE#{id}' },
    })
    const db = createDatabase({ backend: shop.engine, entities: { files: File } })
    await db.createTables()
    const bytes = Uint8Array.of(1)
    const file = { id: 'f', bytes, parts: new Set([bytes]), any: [bytes, new Set([bytes])] }
    const plans = [db.files.plan.create(file), db.files.plan.update({ id: 'f' }, { set: { bytes } })]
    bytes[0] = 9
    for (const plan of plans) await plan.run()
    const one = Uint8Array.of(1)
    expect(await db.files.get({ id: 'f' })).toEqual({
      id: 'f',
      bytes: one,
      parts: new Set([one]),
      any: [one, new Set([one])],
    })
  })

  test('of an update that reads first names both requests', async () => {
    await shop.db.orders.create(placed)
    shop.sent.length = 0
    const plan = shop.db.orders.plan.update(orderKey, { set: { status: 'paid' } }, { reindex: 'read' })
    expect(plan.requests.map(({ operation, when }) => [operation, when])).toEqual([
      ['GetItem', 'always'],
      ['UpdateItem', 'dependent'],
    ])
    expect(plan.cost).toMatchObject({ readUnits: { minimum: 1 }, writeUnits: { minimum: 1 } })
    await plan.run()
    expect(shop.sent[0]?.input).toEqual(plan.requests[0]?.input)
    expect(shop.sent[1]?.input).toMatchObject(plan.requests[1]!.input)
  })

  test('of an upsert names the requests that an expired item makes necessary', async () => {
    const { plan } = shop.db.users
    const upsert = plan.upsert({ id: 'u', email: 'e', origin: 'o' })
    expect(upsert.requests.map(({ operation, when }) => [operation, when])).toEqual([
      ['UpdateItem', 'always'],
      ['PutItem', 'dependent'],
      ['UpdateItem', 'dependent'],
    ])
    expect(upsert.warnings).toEqual([
      'User: an expired item is replaced by a second request, and in a transaction refused',
    ])
    expect(shop.db.orders.plan.upsert(placed).requests).toHaveLength(1)
    const transaction = shop.db.planTransaction({ upsert })
    expect(transaction.warnings).toEqual(upsert.warnings)
  })

  test('of a transaction names every entity and holds its one request', async () => {
    const plan = shop.db.planTransaction(
      { order: shop.db.orders.plan.create(placed), parcel: shop.db.parcels.plan.create(parcel) },
      { token: 'token' },
    )
    expect(plan.entities).toEqual(['Order', 'Parcel'])
    const requests = structuredClone(planned(plan))
    await plan.run()
    expect(sentNow()).toEqual(requests)
  })

  test('is refused with what the write is refused with, when it is made', () => {
    expect(() => shop.db.orders.plan.update(orderKey, untyped({ set: { status: 'paid' } }))).toThrow(
      expect.objectContaining({ code: 'repository.index-incomplete' }),
    )
    expect(() => shop.db.orders.plan.create(untyped({ ...placed, cents: 'x' }))).toThrow(
      expect.objectContaining({ code: 'schema.invalid' }),
    )
  })

  test('passes its signal on when it runs', async () => {
    const reason = new Error('enough')
    const plan = shop.db.orders.plan.create(placed, { signal: AbortSignal.abort(reason) })
    await expect(plan.run()).rejects.toBe(reason)
    expect(await shop.scan()).toEqual([])
  })
})

describe('cost', () => {
  /** What the engine charges for the request of a plan. */
  const charged = async (operation: OperationName, input: object): Promise<number> => {
    // Plans show requests of any operation.
    const request: never = { ...input, ReturnConsumedCapacity: 'TOTAL' } as never
    const output = await shop.engine.execute(operation, request)
    const { ConsumedCapacity: consumed } = output as { ConsumedCapacity?: unknown }
    const each = [consumed].flat() as { CapacityUnits: number }[]
    return each.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0)
  }

  test('of a create is exact: the item and every entry that it has in an index of the table', async () => {
    for (const item of [
      placed,
      { ...placed, id: 'o2', coupon: 'C' },
      { ...placed, id: 'o3', note: 'x'.repeat(3000) },
    ]) {
      const plan = shop.db.orders.plan.create(item)
      const { writeUnits, arithmetic } = plan.cost
      expect(writeUnits.minimum).toBe(writeUnits.maximum)
      expect(await charged('PutItem', plan.requests[0]!.input)).toBe(writeUnits.minimum)
      expect(arithmetic[0]).toMatch(/^table: \d+ bytes, rounded up to 1 KB: \d/)
      expect(arithmetic.some((line) => line.startsWith('index gsi1: '))).toBe(true)
    }
  })

  test('of a transaction is doubled for the table, and counted once for each index', async () => {
    const alone = shop.db.orders.plan.create(placed).cost.writeUnits.minimum
    const plan = shop.db.planTransaction({ order: shop.db.orders.plan.create(placed) })
    // The item has one unit in the table.
    expect(plan.cost.writeUnits).toEqual({ minimum: alone + 1, maximum: alone + 1 })
    expect(plan.cost.arithmetic).toContain('doubled: it is part of a transaction')
    expect(await charged('TransactWriteItems', plan.requests[0]!.input)).toBe(alone + 1)
  })

  test('of other writes is a bound from below and above', async () => {
    const read = await shop.db.parcels.create({ ...parcel, depot: 'd', rank: 1, area: 'a', label: 'l' })
    const plans = [
      shop.db.parcels.plan.update(read, { set: { depot: 'e', label: 'm', weight: 2 } }),
      shop.db.parcels.plan.upsert({ ...parcel, label: 'n' }),
      shop.db.parcels.plan.put({ ...parcel, rank: 8, label: 'x'.repeat(900) }),
      shop.db.parcels.plan.replace(parcel),
      shop.db.parcels.plan.delete(parcel),
    ]
    for (const plan of plans) {
      const { operation, input } = plan.requests[0]!
      const units = await charged(operation, input)
      expect(units).toBeGreaterThanOrEqual(plan.cost.writeUnits.minimum)
      expect(units).toBeLessThanOrEqual(plan.cost.writeUnits.maximum!)
      expect(plan.cost.arithmetic.length).toBeGreaterThan(1)
    }
  })
})
