import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { createDatabase, defineEntity, defineTable, MonotableError } from '../../src/index.js'
import { memory } from '../../src/engine/index.js'
import type { AttributeMap } from '../../src/protocol/attribute-value.js'
import type { Shop } from './fixtures.js'
import { openShop, orderKey, placed, untyped } from './fixtures.js'

let shop: Shop
let before: AttributeMap[]
beforeEach(async () => {
  shop = await openShop()
  await shop.db.orders.create({ ...placed, coupon: 'C' })
  await shop.db.parcels.create({ tenant: 't', id: 'p', weight: 1 })
  before = await shop.scan()
  shop.sent.length = 0
})

/** A failure with a code, in the name of the entity, before which nothing was written. */
async function expectRefused(outcome: () => unknown, code: RegExp, names: string, entity = 'Order') {
  let failure: unknown
  try {
    await outcome()
  } catch (error) {
    failure = error
  }
  expect(failure).toBeInstanceOf(MonotableError)
  const { code: actual, message, details } = failure as MonotableError
  expect(actual).toMatch(code)
  expect(message).toContain(entity)
  expect(message).toContain(names)
  expect(details).toMatchObject({ entity })
  expect(await shop.scan()).toEqual(before)
}

const other = { ...placed, id: 'o2' }
const wholeWrites = (item: unknown): (() => unknown)[] => {
  const orders = untyped(shop.db.orders)
  return [
    () => orders.create(item),
    () => orders.put(item),
    () => orders.put(item, { overwrite: true }),
    () => orders.replace(item, { overwrite: true }),
    () => orders.upsert(item),
    () => orders.attempt.create(item),
    () => orders.plan.create(item),
    () => shop.db.transact({ it: orders.plan.put(item) }),
  ]
}

describe('an item', () => {
  test.each([
    ['a wrong type', { ...other, cents: '5' }, /^schema\.invalid$/, 'cents'],
    [
      'a wrong type within',
      { ...other, lines: [{ sku: 1, quantity: 1 }] },
      /^schema\.invalid$/,
      'lines[0].sku',
    ],
    ['a missing attribute', { customer: 'c', id: 'o' }, /^schema\.invalid$/, 'status'],
    ['a missing part of the key', { ...other, id: undefined }, /^schema\.invalid$/, 'id'],
    ['null for a part of the key', { ...other, id: null }, /^schema\.invalid$/, 'id'],
    ['null where that is no value', { ...other, coupon: null }, /^schema\.invalid$/, 'coupon'],
    ['an invalid date', { ...other, placedAt: new Date(NaN) }, /^schema\.invalid$/, 'placedAt'],
    ['NaN', { ...other, cents: NaN }, /^schema\.invalid$/, 'cents'],
    ['an unpaired surrogate', { ...other, note: '\ud800' }, /^marshalling\.unpaired-surrogate$/, 'note'],
    ['an unpaired surrogate in a key', { ...other, coupon: '\ud800' }, /surrogate$/, 'coupon'],
    ['a key that is too long', { ...other, id: 'x'.repeat(1100) }, /^keys\.too-long$/, 'ORDER#{id}'],
    ['an index key that is too long', { ...other, coupon: 'x'.repeat(2100) }, /^keys\.too-long$/, 'coupon'],
    ['more than 400 KB', { ...other, note: 'x'.repeat(410_000) }, /^repository\.item-size$/, 'note'],
    ['an array', [other], /^schema\.invalid$/, ''],
    ['null', null, /^schema\.invalid$/, ''],
    ['nothing', undefined, /^schema\.invalid$/, ''],
    ['a string', 'order', /^schema\.invalid$/, ''],
    ['a function', () => other, /^schema\.invalid$/, ''],
  ])('with %s is refused by every write, and nothing is written', async (_, item, code, names) => {
    for (const write of wholeWrites(item)) await expectRefused(write, code, names)
    expect(shop.sent).toEqual([])
  })

  test('larger than 400 KB after an update is refused in the name of the entity', async () => {
    await shop.db.orders.create({ ...other, note: 'x'.repeat(300_000) })
    before = await shop.scan()
    await expectRefused(
      () =>
        shop.db.orders.update(
          { customer: 'c1', id: 'o2' },
          { set: { address: { city: 'y'.repeat(200_000) } } },
        ),
      /^repository\.item-size$/,
      'Split the item',
    )
  })

  test('is read with its own properties alone', async () => {
    const item = JSON.parse('{ "__proto__": { "coupon": "C" }, "constructor": 1, "toString": 2 }')
    const created = await shop.db.orders.create({ ...item, ...other })
    expect(Object.keys(created)).not.toContain('coupon')
    expect(await shop.stored('CUSTOMER#c1', 'ORDER#o2')).not.toHaveProperty('gsi2pk')
  })

  test('with a time of creation that is no date is refused, not dated anew', async () => {
    const orders = untyped(shop.db.orders)
    const read = await orders.require(orderKey)
    for (const createdAt of ['2026-01-01', null, 5])
      for (const write of [
        () => orders.put({ ...read, createdAt }),
        () => orders.update({ ...read, createdAt }, { set: { cents: 1 } }),
        () => orders.delete({ ...read, createdAt }),
        () => orders.put({ ...read, createdAt }, { overwrite: true }),
      ])
        await expectRefused(write, /^marshalling\./, 'createdAt')
  })
})

describe('a target', () => {
  test.each([
    ['null', null],
    ['undefined', undefined],
    ['a string', 'o1'],
    ['a number', 1],
  ])('that is %s is refused', async (_, target) => {
    const orders = untyped(shop.db.orders)
    for (const call of [
      () => orders.get(target),
      () => orders.require(target),
      () => orders.update(target, { set: { cents: 1 } }),
      () => orders.update(target, { set: { cents: 1 } }, { reindex: 'read' }),
      () => orders.delete(target),
      () => orders.move(target, { id: 'o2' }),
      () => orders.modify(target, (order: unknown) => order),
      () => orders.plan.delete(target),
    ])
      await expectRefused(call, /^repository\.target$/, 'customer, id')
    expect(shop.sent).toEqual([])
  })

  test.each([
    ['no part of the key', {}, /^keys\.missing-value$/, 'customer'],
    ['part of the key', { customer: 'c1' }, /^keys\.missing-value$/, 'id'],
    ['null in the key', { customer: 'c1', id: null }, /^keys\.missing-value$/, 'id'],
    ['a number in the key', { customer: 'c1', id: 1 }, /^keys\.wrong-type$/, 'id'],
    ['an array', ['c1', 'o1'], /^keys\.missing-value$/, 'customer'],
    ['a key that it inherits', Object.create(orderKey), /^keys\.missing-value$/, 'customer'],
  ])('with %s is refused', async (_, target, code, attribute) => {
    const orders = untyped(shop.db.orders)
    for (const call of [
      () => orders.get(target),
      () => orders.update(target, { set: { cents: 1 } }),
      () => orders.delete(target),
      () => orders.attempt.delete(target),
    ])
      await expectRefused(call, code, attribute)
    expect(shop.sent).toEqual([])
  })
})

describe('changes', () => {
  test.each([
    ['null', null],
    ['a string', 'set'],
    ['a list', [{ cents: 1 }]],
    ['an unknown verb', { put: { cents: 1 } }],
    ['a list for set', { set: ['cents'] }],
    ['null for add', { add: null }],
    ['a name for remove', { remove: 'coupon' }],
    ['an object for remove', { remove: { coupon: true } }],
    ['an unknown attribute', { set: { unknown: 1 } }],
    ['an unknown attribute to remove', { remove: ['unknown'] }],
    ['a required attribute to remove', { remove: ['cents'] }],
    ['a prototype name', { set: { constructor: 1 } }],
    ['a prototype name to remove', { remove: ['__proto__'] }],
    ['no function for apply', { apply: [] }],
  ])('that are %s are refused', async (_, changes) => {
    const { orders } = shop.db
    const read = await orders.require(orderKey)
    await expectRefused(() => orders.update(read, untyped(changes)), /^repository\.change$/, 'Order')
    await expectRefused(() => orders.plan.update(read, untyped(changes)), /^repository\.change$/, 'Order')
  })

  test.each([
    ['a value of a wrong type', { set: { cents: 'x' } }, /^schema\.invalid$/, 'cents'],
    ['null where that is no value', { set: { coupon: null } }, /^schema\.invalid$/, 'coupon'],
    ['a text added to a number', { add: { cents: '1' } }, /^(marshalling|expressions)\./, 'cents'],
    ['a number added to a list', { add: { lines: 1 } }, /^(marshalling|expressions)\./, 'lines'],
    ['something else appended', { append: { lines: { sku: 'a' } } }, /^schema\.invalid$/, 'lines'],
    [
      'an element of a wrong type',
      { append: { lines: [{ sku: 1, quantity: 1 }] } },
      /^schema\.invalid$/,
      'lines[0].sku',
    ],
    ['a fraction added to a whole number', { add: { cents: 0.5 } }, /^repository\.change$/, 'cents'],
    ['a list appended to a number', { append: { cents: [1] } }, /^(marshalling|expressions)\./, 'cents'],
    ['elements of a wrong type', { delete: { tags: new Set([1]) } }, /^(marshalling|expressions)\./, 'tags'],
    ['one attribute twice', { set: { cents: 1 }, add: { cents: 1 } }, /^expressions\.overlap$/, 'cents'],
  ])('with %s are refused', async (_, changes, code, names) => {
    const { orders } = shop.db
    await expectRefused(() => orders.update(orderKey, untyped(changes)), code, names)
  })

  test('and conditions with an attribute that is not there are refused', async () => {
    const { orders } = untyped(shop.db)
    const where = (o: Record<string, unknown>, { eq }: { eq: (a: unknown, b: unknown) => unknown }) =>
      eq(o['unknown'], 1)
    for (const call of [
      () => orders.update(orderKey, { set: { cents: 1 } }, { where }),
      () => orders.delete(orderKey, { where }),
      () => orders.put(placed, { overwrite: true, where }),
      () => orders.upsert(placed, { where }),
      () =>
        orders.update(orderKey, {
          apply: (o: Record<string, unknown>, { set }: never) => [untyped(set)(o['unknown'], 1)],
        }),
    ])
      await expectRefused(call, /^expressions\./, 'unknown')
  })
})

describe('options', () => {
  test('of a place within an attribute point to apply', async () => {
    for (const name of ['address.city', 'lines[0].sku'])
      await expect(shop.db.orders.update(orderKey, untyped({ set: { [name]: 'x' } }))).rejects.toMatchObject({
        code: 'repository.change',
        message: expect.stringContaining(`${name} lies within ${name.split(/\W/)[0]}`) as string,
      })
  })

  test('compared with a value of another kind names the entity once', async () => {
    const where = (o: Record<string, unknown>, { gt }: { gt: (a: unknown, b: unknown) => unknown }) =>
      gt(o['cents'], '5')
    await expect(
      untyped(shop.db.orders).update(orderKey, { set: { note: 'n' } }, { where }),
    ).rejects.toMatchObject({
      code: 'expressions.value',
      message: 'gt: "5" does not go with Order.cents: expected a number, and found a string. Give a number.',
    })
  })

  test.each(['x', null, 5, {}])('with where: %s are refused', async (where) => {
    const { orders } = untyped(shop.db)
    for (const call of [
      () => orders.create(other, { where }),
      () => orders.put(placed, { overwrite: true, where }),
      () => orders.update(orderKey, { set: { cents: 1 } }, { where }),
      () => orders.upsert(placed, { where }),
      () => orders.delete(orderKey, { where }),
    ])
      await expectRefused(call, /^expressions\.not-a-condition$/, 'where')
  })

  test('of modify do not stand in for its function', async () => {
    const { orders } = untyped(shop.db)
    await expectRefused(() => orders.modify(orderKey, { cents: 1 }), /change$/, 'modify')
  })
})

describe('a query', () => {
  const at = new Date('2026-01-01')
  type Start = (db: ReturnType<typeof untyped>) => unknown
  const onStatus =
    (key: object): Start =>
    (db) =>
      db.orders.query.byStatus(key).all()
  const onArea =
    (weight: unknown): Start =>
    (db) =>
      db.parcels.query.byArea({ tenant: 't', area: 'a', weight }).all()

  test.each<[string, Start, RegExp, string, string?]>([
    [
      'two words of a range',
      onStatus({ status: 'paid', placedAt: { gt: at, between: [at, at] } }),
      /^keys\.malformed-range$/,
      'placedAt',
    ],
    [
      'two words of a range before',
      onStatus({ status: { gt: 'paid', beginsWith: 'p' } }),
      /^keys\.malformed-range$/,
      'status',
    ],
    [
      'two words of a range of numbers',
      onArea({ gt: 1, between: [1, 2] }),
      /^repository\.query-key$/,
      'weight',
      'Parcel',
    ],
    [
      'an empty range',
      onStatus({ status: 'paid', placedAt: {} }),
      /^repository\.query-key$/,
      'range of placedAt is empty',
    ],
    [
      'an empty range of numbers',
      onArea({}),
      /^repository\.query-key$/,
      'range of weight is empty',
      'Parcel',
    ],
    [
      'a range of nothing',
      onStatus({ status: 'paid', placedAt: { gt: undefined } }),
      /^keys\.malformed-range$/,
      'placedAt',
    ],
    [
      'an object without a prototype',
      onStatus({ status: 'paid', placedAt: Object.create(null) }),
      /^keys\.wrong-type$/,
      'placedAt',
    ],
    ['a misspelt word', onStatus({ status: { gtt: 'paid' } }), /^repository\.query-key$/, 'gtt'],
    [
      'a range of the partition',
      (db) => db.orders.query.primary({ customer: { gt: 'a' } }).all(),
      /^keys\.wrong-type$/,
      'customer',
    ],
    [
      'a gap that a union left',
      onStatus({ status: undefined, placedAt: at }),
      /^repository\.query-key$/,
      'give status before placedAt',
    ],
    [
      'a range before another value',
      onStatus({ status: { gt: 'paid' }, placedAt: at }),
      /^repository\.query-key$/,
      'status has a range',
    ],
    [
      'no word for consistent',
      (db) => db.orders.scan().consistent().all(),
      /^repository\.consistent$/,
      'not undefined',
    ],
    [
      'another word for consistent',
      (db) => db.orders.scan().consistent('false').all(),
      /^repository\.consistent$/,
      'not false',
    ],
  ])('with %s is refused', async (_, query, code, names, entity) => {
    await expectRefused(async () => query(untyped(shop.db)), code, names, entity)
    expect(shop.sent).toEqual([])
  })
})

describe('values that DynamoDB cannot hold', () => {
  const table = defineTable({
    name: 'things',
    partitionKey: { name: 'id', type: 'S' },
    entityAttribute: false,
  })
  const Thing = defineEntity({
    name: 'Thing',
    table,
    schema: z.object({
      id: z.string(),
      big: z.bigint().optional(),
      bag: z.record(z.string(), z.unknown()).optional(),
      any: z.unknown().optional(),
    }),
    key: { partitionKey: '{id}' },
  })
  const open = async () => {
    const backend = memory()
    const db = createDatabase({ backend, entities: { things: Thing } })
    await db.createTables()
    const count = async () => (await backend.execute('Scan', { TableName: 'things' })).Count
    return { things: untyped(db.things), count }
  }

  test.each([
    ['a number over 38 digits', { id: 'a', big: 10n ** 38n + 1n }, /^marshalling\./, 'big'],
    ['an empty key', { id: '' }, /^keys\.empty$/, 'id'],
    ['a key over 2048 bytes', { id: 'é'.repeat(1025) }, /^keys\.too-long$/, 'id'],
    ['a function', { id: 'a', any: () => 1 }, /^marshalling\./, 'any'],
    ['a symbol within', { id: 'a', bag: { x: [Symbol('s')] } }, /^marshalling\./, 'bag.x[0]'],
    ['more than 32 levels', { id: 'a', any: JSON.parse('['.repeat(40) + ']'.repeat(40)) }, /depth$/, 'any'],
  ])('such as %s are refused', async (_, item, code, names) => {
    const { things, count } = await open()
    for (const call of [() => things.create(item), () => things.put(item), () => things.upsert(item)]) {
      const failure = await call().catch((error: unknown) => error)
      expect(failure).toMatchObject({ code: expect.stringMatching(code), details: { entity: 'Thing' } })
      expect(failure.message).toContain(names)
    }
    expect(await count()).toBe(0)
  })

  test('prototype names are keys of records like any other', async () => {
    const { things } = await open()
    const item = JSON.parse(
      '{ "id": "a", "bag": { "constructor": 1, "toString": 3 }, "any": { "__proto__": { "x": 2 }, "y": 4 } }',
    )
    await things.create(item)
    const read = await things.get({ id: 'a' })
    expect(JSON.stringify(read)).toBe(JSON.stringify(item))
    for (const each of [read.bag, read.any]) expect(Object.getPrototypeOf(each)).toBe(Object.prototype)
  })
})
