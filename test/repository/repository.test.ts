import { beforeEach, describe, expect, test } from 'vitest'
import { NotFoundError } from '../../src/index.js'
import type { Shop } from './fixtures.js'
import { inputOf, openShop, orderKey, placed, untyped } from './fixtures.js'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const user = { id: 'u', email: 'A@x', origin: 'web' }

describe('get', () => {
  test('of nothing is undefined, and require not found', async () => {
    expect(await shop.db.orders.get(orderKey)).toBeUndefined()
    const failure = await shop.db.orders.require(orderKey).catch((error) => error)
    expect(failure).toBeInstanceOf(NotFoundError)
    expect(failure).toMatchObject({ details: { entity: 'Order', key: orderKey } })
    expect(failure.message).toContain('there is no item with customer c1, id o1 to read')
  })

  test('sends one GetItem, consistent where asked', async () => {
    await shop.db.orders.get(orderKey)
    expect(inputOf(shop.sent, 'GetItem')).toEqual({
      TableName: 'shop',
      Key: { pk: { S: 'CUSTOMER#c1' }, sk: { S: 'ORDER#o1' } },
    })
    await shop.db.orders.get(orderKey, { consistent: true })
    expect(inputOf(shop.sent, 'GetItem').ConsistentRead).toBe(true)
  })

  test('refuses an item that names another entity, and takes one that names none', async () => {
    const order = await shop.db.orders.create(placed)
    const stored = { ...(await shop.stored('CUSTOMER#c1', 'ORDER#o1')) }
    await shop.write({ ...stored, _entity: { S: 'Invoice' } })
    const other = { code: 'marshalling.other-entity', details: { entity: 'Order', found: 'Invoice' } }
    await expect(shop.db.orders.get(orderKey)).rejects.toMatchObject(other)
    await expect(shop.db.orders.modify(orderKey, (each) => each)).rejects.toMatchObject(other)
    const { _entity: _, ...nameless } = stored
    await shop.write(nameless)
    expect(await shop.db.orders.get(orderKey)).toEqual(order)
  })

  test('takes an item for its key', async () => {
    const order = await shop.db.orders.create(placed)
    expect(await shop.db.orders.get(order)).toEqual(order)
  })

  test('does not find an item from the second on in which its time passes', async () => {
    await shop.db.users.create({ ...user, expires: new Date(shop.clock.now() + 5999) })
    shop.clock.advance(4999)
    expect(await shop.db.users.get({ id: 'u' })).toMatchObject(user)
    shop.clock.advance(1)
    expect(await shop.db.users.get({ id: 'u' })).toBeUndefined()
    await expect(shop.db.users.require({ id: 'u' })).rejects.toThrow(NotFoundError)
  })

  test('leaves hidden attributes out, and shows others by their names in the schema', async () => {
    await shop.db.users.create({ ...user, secret: 's' })
    const read = await shop.db.users.require({ id: 'u' })
    expect(read).toMatchObject({ email: 'A@x', emailKey: 'a@x' })
    expect(read).not.toHaveProperty('secret')
    expect(read).not.toHaveProperty('e')
  })

  test('passes its signal on', async () => {
    const reason = new Error('enough')
    await expect(shop.db.orders.get(orderKey, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})

describe('attempt', () => {
  test('gives the value of what succeeds', async () => {
    const { attempt } = shop.db.orders
    const created = await attempt.create(placed)
    expect(created).toMatchObject({ ok: true, value: { version: 1 } })
    const order = await shop.db.orders.require(orderKey)
    expect(await attempt.put(order)).toMatchObject({ ok: true, value: { version: 2 } })
    expect(await attempt.update(orderKey, { set: { cents: 1 } })).toMatchObject({ value: { version: 3 } })
    expect(await attempt.upsert(placed)).toMatchObject({ ok: true, value: { version: 4 } })
    const read = await shop.db.orders.require(orderKey)
    expect(await attempt.move(read, { id: 'o2' })).toMatchObject({ ok: true, value: { id: 'o2' } })
    expect(await attempt.delete(orderKey)).toEqual({ ok: true, value: undefined })
  })

  test('gives expected failures as values', async () => {
    const { attempt } = shop.db.orders
    const order = await shop.db.orders.create(placed)
    await shop.db.orders.update(orderKey, { set: { cents: 1 } })
    const where = { where: (o: never, { eq }: never) => untyped(eq)(untyped(o).cents, 7) }
    const outcomes = [
      await attempt.create(placed),
      await attempt.replace(order),
      await attempt.update({ ...orderKey, id: 'o9' }, { set: { cents: 1 } }),
      await attempt.delete(orderKey, untyped(where)),
      await shop.db.attemptTransaction({ it: shop.db.orders.plan.create(placed) }),
    ]
    expect(outcomes.map((outcome) => !outcome.ok && outcome.error.code)).toEqual([
      'repository.exists',
      'repository.version-conflict',
      'repository.not-found',
      'repository.condition',
      'repository.transaction-cancelled',
    ])
    for (const outcome of outcomes) expect(outcome).toMatchObject({ error: { cause: expect.any(Error) } })
  })

  test('throws what nobody expects', async () => {
    const { attempt } = shop.db.orders
    await expect(attempt.create(untyped({}))).rejects.toMatchObject({ code: 'schema.invalid' })
    await expect(attempt.update(orderKey, untyped({ set: { status: 'paid' } }))).rejects.toMatchObject({
      code: 'repository.index-incomplete',
    })
    const reason = new Error('enough')
    const signal = AbortSignal.abort(reason)
    await expect(attempt.create(placed, { signal })).rejects.toBe(reason)
    await shop.engine.execute('DeleteTable', { TableName: 'shop' })
    await expect(attempt.create(placed)).rejects.toMatchObject({ code: 'repository.table-missing' })
  })
})

describe('an operation without a table', () => {
  test('says how to get one, and keeps what the service said', async () => {
    await shop.engine.execute('DeleteTable', { TableName: 'shop' })
    const { orders } = shop.db
    const calls = [
      () => orders.get(orderKey),
      () => orders.scan().all(),
      () => orders.query.primary({ customer: 'c1' }).count(),
      () => orders.create(placed),
      () => orders.delete(orderKey),
      () => shop.db.transact({ it: orders.plan.create(placed) }),
    ]
    for (const call of calls)
      await expect(call()).rejects.toMatchObject({
        code: 'repository.table-missing',
        message: expect.stringMatching(/^Order: there is no table shop .* Call createTables/) as string,
        cause: { name: 'ResourceNotFoundException' },
      })
  })
})

describe('null for options', () => {
  test('is no options', async () => {
    const orders = untyped(shop.db.orders)
    const order = await orders.create(placed, null)
    expect(await orders.get(orderKey, null)).toEqual(order)
    expect(await orders.scan().all(null)).toEqual([order])
    const updated = await orders.update(order, { set: { coupon: 'C' } }, null)
    const replaced = await orders.replace(updated, null)
    await orders.modify(orderKey, (each: object) => ({ ...each, coupon: 'D' }), null)
    await orders.put({ ...replaced, version: undefined, id: 'o9' }, null)
    expect((await orders.attempt.delete(orderKey, null)).ok).toBe(true)
    expect(orders.plan.get(orderKey, null).requests).toHaveLength(1)
  })
})

describe('every write', () => {
  test('passes its signal on, and writes nothing where it has aborted', async () => {
    const order = await shop.db.orders.create(placed)
    const before = await shop.scan()
    const reason = new Error('enough')
    const options = { signal: AbortSignal.abort(reason) }
    const { orders } = shop.db
    for (const outcome of [
      orders.create({ ...placed, id: 'o2' }, options),
      orders.put(order, options),
      orders.replace(order, options),
      orders.update(order, { set: { cents: 1 } }, options),
      orders.update(orderKey, { set: { status: 'paid' } }, { ...options, reindex: 'read' }),
      orders.upsert(placed, options),
      orders.delete(order, options),
      orders.move(order, { id: 'o2' }, options),
      orders.modify(orderKey, (item) => item, options),
    ])
      await expect(outcome).rejects.toBe(reason)
    expect(await shop.scan()).toEqual(before)
  })

  test('changes nothing that the caller holds, and gives nothing that is stored', async () => {
    const item = {
      ...placed,
      tags: new Set(['a']),
      address: { city: 'A' },
      lines: [{ sku: 'x', quantity: 1 }],
    }
    const copy = structuredClone(item)
    const created = await shop.db.orders.create(item)
    created.tags?.add('b')
    created.lines.push({ sku: 'y', quantity: 2 })
    expect(item).toEqual(copy)
    const read = await shop.db.orders.require(orderKey)
    expect(read).toMatchObject(copy)
    const frozen = Object.freeze({ ...read })
    expect(await shop.db.orders.update(frozen, { set: { cents: 1 } })).toMatchObject({ version: 2 })
  })

  test('takes undefined for no opinion at every depth, and null for a value', async () => {
    const item = {
      ...placed,
      coupon: undefined,
      note: null,
      tags: new Set<string>(),
      address: { city: 'A', zip: undefined },
    }
    for (const write of ['create', 'put', 'upsert']) {
      await shop.db.orders.delete(orderKey)
      const written = await untyped(shop.db.orders)[write](item)
      expect(written).toMatchObject({ note: null, address: { city: 'A' } })
      for (const name of ['coupon', 'tags']) expect(written).not.toHaveProperty(name)
      expect(written.address).not.toHaveProperty('zip')
      expect(await shop.stored('CUSTOMER#c1', 'ORDER#o1')).toMatchObject({
        note: { NULL: true },
        address: { M: { city: { S: 'A' } } },
      })
    }
  })
})
