import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { createDatabase, defineEntity, NotFoundError } from '../../../src/index.js'
import type { Shop } from '../fixtures.js'
import { inputOf, openShop, orderKey, placed, shop as shopTable, untyped } from '../fixtures.js'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const order = () => shop.stored('CUSTOMER#c1', 'ORDER#o1')
const parcelKey = { tenant: 't', id: 'p' }
const parcel = () => shop.stored('TENANT#t', 'PARCEL#p')

describe('update', () => {
  test('gives back the item afterwards, as it is stored', async () => {
    const created = await shop.db.orders.create({ ...placed, tags: new Set(['a', 'b']) })
    shop.clock.advance(1)
    const updated = await shop.db.orders.update(orderKey, {
      set: { address: { city: 'Bonn' } },
      add: { cents: 5 },
      append: { lines: [{ sku: 'x', quantity: 1 }] },
      delete: { tags: new Set(['a']) },
    })
    expect(updated).toEqual({
      ...created,
      address: { city: 'Bonn' },
      cents: 105,
      lines: [{ sku: 'x', quantity: 1 }],
      tags: new Set(['b']),
      version: 2,
      updatedAt: new Date(shop.clock.now()),
    })
    expect(await shop.db.orders.get(orderKey)).toEqual(updated)
  })

  test('needs an item that exists, and one whose time has passed does not', async () => {
    const failure = await shop.db.orders.update(orderKey, { set: { cents: 1 } }).catch((error) => error)
    expect(failure).toBeInstanceOf(NotFoundError)
    expect(failure).toMatchObject({
      code: 'repository.not-found',
      details: { entity: 'Order', key: orderKey },
    })
    expect(failure.message).toContain('there is no item with customer c1, id o1 to update')
    const read = await shop.db.users.create({
      id: 'u',
      email: 'e',
      origin: 'o',
      expires: new Date(shop.clock.now() + 1000),
    })
    shop.clock.advance(1000)
    await expect(shop.db.users.update(read, { add: { visits: 1 } })).rejects.toMatchObject({
      code: 'repository.version-conflict',
    })
    const change = shop.db.users.update({ id: 'u' }, { add: { visits: 1 } }, { drop: ['byChange'] })
    await expect(change).rejects.toThrow(NotFoundError)
  })

  test('finds an item whose expiry is null', async () => {
    const read = await shop.db.users.create({ id: 'u', email: 'e', origin: 'o', expires: null })
    expect(await shop.db.users.update(read, { add: { visits: 1 } })).toMatchObject({
      visits: 1,
      expires: null,
    })
  })

  test('takes undefined for no opinion, null for a value, and removes only by the verb', async () => {
    await shop.db.orders.create({ ...placed, coupon: 'C', note: 'n', address: { city: 'A', zip: '1' } })
    const updated = await shop.db.orders.update(orderKey, {
      set: { note: null, coupon: untyped(undefined), address: { city: 'B', zip: undefined } },
    })
    expect(updated).toMatchObject({ coupon: 'C', note: null, address: { city: 'B' } })
    expect(updated.address).not.toHaveProperty('zip')
    expect(await order()).toMatchObject({ note: { NULL: true } })
    expect(await shop.db.orders.update(updated, { remove: ['note', 'coupon'] })).not.toHaveProperty('note')
    expect(await order()).not.toHaveProperty('coupon')
  })

  test('sets an empty set by taking the attribute away', async () => {
    await shop.db.orders.create({ ...placed, tags: new Set(['a']) })
    const updated = await shop.db.orders.update(orderKey, { set: { tags: new Set() } })
    expect(updated).not.toHaveProperty('tags')
  })

  test('changes nested places through apply', async () => {
    await shop.db.orders.create({ ...placed, address: { city: 'A' }, lines: [{ sku: 'x', quantity: 1 }] })
    const updated = await shop.db.orders.update(orderKey, {
      apply: (o, { set, plus }) => [
        set(o.lines[0]!.quantity, plus(o.lines[0]!.quantity, 2)),
        set(o.address.city, 'B'),
      ],
    })
    expect(updated).toMatchObject({ lines: [{ sku: 'x', quantity: 3 }], address: { city: 'B' } })
  })

  test('is refused where its condition does not hold, with what is stored', async () => {
    const stored = await shop.db.orders.create(placed)
    await expect(
      shop.db.orders.update(orderKey, { set: { cents: 0 } }, { where: (o, { gt }) => gt(o.cents, 500) }),
    ).rejects.toMatchObject({ code: 'repository.condition', details: { entity: 'Order', stored } })
    expect(await shop.db.orders.get(orderKey)).toEqual(stored)
  })

  test('names what it changes within something that is not stored', async () => {
    await shop.db.orders.create(placed)
    const attempt = await shop.db.orders.attempt.update(orderKey, {
      apply: (o, { set }) => [set(o.address.city, 'B')],
    })
    expect(attempt).toMatchObject({ ok: false, error: { code: 'repository.missing-path' } })
  })
})

describe('index completeness', () => {
  test('does not ask to set what the library sets', async () => {
    const Note = defineEntity({
      name: 'Note',
      table: shopTable,
      schema: z.object({ id: z.string(), owner: z.string(), rank: z.number() }),
      key: { partitionKey: 'NOTE#{id}', sortKey: 'NOTE' },
      access: { byOwner: { index: 'gsi1', partitionKey: 'OWNER#{owner}', sortKey: '{rank}#{createdAt}' } },
      timestamps: { createdAt: 'createdAt' },
    })
    const { notes } = createDatabase({ backend: shop.engine, entities: { notes: Note } })
    const failure = await notes.update({ id: 'n' }, untyped({ set: { owner: 'o' } })).catch((error) => error)
    expect(failure.message).toBe(
      "Note: access pattern byOwner also needs rank, createdAt: pass the item you read, or say reindex: 'read' or drop: ['byOwner'].",
    )
  })

  const incomplete = (accessPattern: string | undefined, missing: readonly string[]) => ({
    code: 'repository.index-incomplete',
    details: { entity: 'Order', accessPattern, missing },
  })

  test('a part alone is refused, and the message names the pattern and the ways out', async () => {
    await shop.db.orders.create(placed)
    const before = await shop.scan()
    const failure = await shop.db.orders
      .update(orderKey, untyped({ set: { status: 'paid' } }))
      .catch((error) => error)
    expect(failure).toMatchObject(incomplete('byStatus', ['placedAt']))
    expect(failure.message).toBe(
      "Order: access pattern byStatus also needs placedAt: set it, pass the item you read, or say reindex: 'read' or drop: ['byStatus'].",
    )
    expect(await shop.scan()).toEqual(before)
  })

  test('the other parts are set along, or come with the key', async () => {
    await shop.db.orders.create({ ...placed, coupon: 'C' })
    const at = new Date('2026-02-02T00:00:00Z')
    await shop.db.orders.update(orderKey, { set: { status: 'paid', placedAt: at, coupon: 'D' } })
    expect(await order()).toMatchObject({
      gsi1sk: { S: 'paid#2026-02-02T00:00:00.000Z' },
      gsi2pk: { S: 'COUPON#D' },
      gsi2sk: { S: 'paid#o1' },
    })
    await shop.db.orders.update(
      { ...orderKey, status: 'paid', placedAt: at },
      untyped({ set: { coupon: 'E' } }),
    )
    expect(await order()).toMatchObject({ gsi2pk: { S: 'COUPON#E' }, gsi2sk: { S: 'paid#o1' } })
  })

  test('undefined in the target is no opinion, and no absent part', async () => {
    await shop.db.orders.create({ ...placed, coupon: 'C' })
    const target = { ...orderKey, placedAt: placed.placedAt, coupon: undefined }
    await expect(
      shop.db.orders.update(untyped(target), untyped({ set: { status: 'paid' } })),
    ).rejects.toMatchObject(incomplete('byCoupon', ['coupon']))
  })

  test('the other parts come with the item that was read', async () => {
    const read = await shop.db.orders.create({ ...placed, coupon: 'C' })
    await shop.db.orders.update(read, { set: { status: 'shipped' } })
    expect(await order()).toMatchObject({
      gsi1sk: { S: 'shipped#2026-01-01T10:00:00.000Z' },
      gsi2sk: { S: 'shipped#o1' },
    })
  })

  test("reindex: 'read' reads them, and writes only over what it read", async () => {
    await shop.db.orders.create({ ...placed, coupon: 'C' })
    shop.sent.length = 0
    await shop.db.orders.update(orderKey, { set: { status: 'paid' } }, { reindex: 'read' })
    expect(shop.sent.map(({ operation }) => operation)).toEqual(['GetItem', 'UpdateItem'])
    expect(inputOf(shop.sent, 'GetItem').ConsistentRead).toBe(true)
    expect(inputOf(shop.sent, 'UpdateItem').ConditionExpression).toContain('version =')
    expect(await order()).toMatchObject({ gsi1sk: { S: 'paid#2026-01-01T10:00:00.000Z' } })
  })

  test("reindex: 'read' believes what is stored, not the rest of the target", async () => {
    const read = await shop.db.orders.create({ ...placed, coupon: 'C' })
    const { version: _, ...unlocked } = read
    await shop.db.orders.update(orderKey, { set: { coupon: 'D', status: 'paid' } }, { reindex: 'read' })
    await shop.db.orders.update(
      untyped({ ...unlocked, status: 'shipped' }),
      untyped({ set: { coupon: 'E' } }),
      { reindex: 'read' },
    )
    expect(await order()).toMatchObject({ gsi2pk: { S: 'COUPON#E' }, gsi2sk: { S: 'paid#o1' } })
    await expect(
      shop.db.orders.update(read, { set: { coupon: 'F' } }, { reindex: 'read' }),
    ).rejects.toMatchObject({ code: 'repository.version-conflict', details: { expectedVersion: 1 } })
  })

  test("reindex: 'read' of nothing is not found, of a locked item that is gone a conflict", async () => {
    const read = await shop.db.orders.create(placed)
    await shop.db.orders.delete(orderKey)
    const change = { set: { status: 'paid' as const } }
    await expect(shop.db.orders.update(orderKey, change, { reindex: 'read' })).rejects.toThrow(NotFoundError)
    await expect(shop.db.orders.update(read, change, { reindex: 'read' })).rejects.toMatchObject({
      code: 'repository.version-conflict',
      details: { stored: undefined },
    })
  })

  test('drop leaves the index on purpose, and a later update enters it again', async () => {
    const read = await shop.db.orders.create({ ...placed, coupon: 'C' })
    await shop.db.orders.update(orderKey, { set: { status: 'paid' } }, { drop: ['byStatus', 'byCoupon'] })
    const dropped = await order()
    for (const name of ['gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk']) expect(dropped).not.toHaveProperty(name)
    const again = await shop.db.orders.require(orderKey)
    expect(again).toMatchObject({ ...read, status: 'paid', version: 2 })
    await shop.db.orders.update(again, { set: { status: 'placed' } })
    expect(await order()).toMatchObject({ gsi1sk: { S: 'placed#2026-01-01T10:00:00.000Z' } })
  })

  test('drop of what is no access pattern is refused', async () => {
    await shop.db.orders.create(placed)
    for (const drop of [['byStatus', 'toString'], 'byStatus'])
      await expect(
        shop.db.orders.update(orderKey, { set: { cents: 1 } }, untyped({ drop })),
      ).rejects.toMatchObject({ code: 'repository.change', details: { entity: 'Order' } })
  })

  test('removing or nulling a part takes the item out of the index, whatever else is known', async () => {
    await shop.db.orders.create({ ...placed, coupon: 'C' })
    await shop.db.orders.update(orderKey, { remove: ['coupon'] })
    expect(await order()).not.toHaveProperty('gsi2pk')
    expect(await order()).toHaveProperty('gsi1pk')
    await shop.db.parcels.create({ ...parcelKey, weight: 1, depot: 'd', rank: 2 })
    await shop.db.parcels.update(parcelKey, untyped({ set: { depot: null } }))
    expect(await parcel()).toMatchObject({ depot: { NULL: true } })
    expect(await parcel()).not.toHaveProperty('gsi1sk')
    expect(await parcel()).toMatchObject({ gsi3pk: { S: 'RANK#t' }, gsi3n: { N: '2' } })
    await shop.db.parcels.update(parcelKey, { remove: ['rank'] })
    expect(await parcel()).not.toHaveProperty('gsi3pk')
    expect(await parcel()).not.toHaveProperty('gsi3n')
  })

  test('adding to an indexed number needs its value, and writes the key of the sum', async () => {
    const read = await shop.db.parcels.create({ ...parcelKey, weight: 1, depot: 'd', rank: 41 })
    await expect(shop.db.parcels.update(parcelKey, untyped({ add: { rank: 1 } }))).rejects.toMatchObject({
      code: 'repository.change',
      details: { entity: 'Parcel', attribute: 'rank' },
    })
    await expect(shop.db.parcels.update(read, untyped({ add: { rank: '1' } }))).rejects.toMatchObject({
      code: 'repository.change',
    })
    await shop.db.parcels.update(read, { add: { rank: 1 } })
    expect(await parcel()).toMatchObject({ rank: { N: '42' }, gsi1sk: { S: '0042#p' }, gsi3n: { N: '42' } })
    await expect(shop.db.parcels.update(read, { add: { rank: 1 } })).rejects.toMatchObject({
      code: 'repository.version-conflict',
    })
  })

  test('attributes that are themselves the key of an index need nothing else', async () => {
    await shop.db.parcels.create({ ...parcelKey, weight: 1 })
    await shop.db.parcels.update(parcelKey, untyped({ set: { area: 'north' }, add: { weight: 2 } }))
    expect(await parcel()).toMatchObject({ area: { S: 'north' }, weight: { N: '3' } })
    await expect(shop.db.parcels.update(parcelKey, untyped({ set: { area: '' } }))).rejects.toMatchObject({
      code: 'keys.empty',
      details: { entity: 'Parcel', attribute: 'area' },
    })
    await expect(
      shop.db.parcels.update(parcelKey, { apply: (o, { set }) => [set(o.area, '')] }),
    ).rejects.toMatchObject({ code: 'keys.empty', details: { entity: 'Parcel', attribute: 'area' } })
    await expect(
      shop.db.parcels.update(parcelKey, { apply: (o, { remove }) => [remove(untyped(o.weight))] }),
    ).rejects.toMatchObject({ code: 'expressions.required', details: { entity: 'Parcel', path: 'weight' } })
    await shop.db.parcels.update(parcelKey, { apply: (o, { remove }) => [remove(o.area)] })
    expect(await parcel()).not.toHaveProperty('area')
    const plan = shop.db.parcels.plan.update(parcelKey, { set: { weight: 1 } }, untyped({ drop: ['byArea'] }))
    expect(plan.warnings).toEqual([
      'access pattern byArea is keyed by attributes of the item itself: it cannot be left',
    ])
  })

  test('an index that shares key attributes with the table changes no key of the table', async () => {
    const read = await shop.db.parcels.create({ ...parcelKey, weight: 1 })
    await shop.db.parcels.update(read, { set: { weight: 4, depot: 'x', rank: 1, label: 'l' } })
    expect(await parcel()).toMatchObject({
      pk: { S: 'TENANT#t' },
      sk: { S: 'PARCEL#p' },
      lsi1sk: { S: 'l' },
      gsi1sk: { S: '0001#p' },
    })
  })
})

describe('derived attributes and times', () => {
  const user = { id: 'u', email: 'Ann@X', origin: 'web' }
  const stored = () => shop.stored('USER#u', 'USER')

  test('are worked out from what changes, and their index with them', async () => {
    await shop.db.users.create(user)
    const updated = await shop.db.users.update({ id: 'u' }, untyped({ set: { email: 'BOB@Y' } }), {
      drop: ['byChange'],
    })
    expect(updated).toMatchObject({ email: 'BOB@Y', emailKey: 'bob@y' })
    expect(await stored()).toMatchObject({ e: { S: 'BOB@Y' }, gsi1sk: { S: 'bob@y' } })
  })

  test('cannot be set, nor can what is read-only, kept, unknown or part of the key', async () => {
    const read = await shop.db.users.create(user)
    const before = await shop.scan()
    for (const name of [
      'emailKey',
      'origin',
      'revision',
      'updatedAt',
      'nothing',
      'id',
      '__proto__',
      'constructor',
    ])
      for (const verb of ['set', 'add', 'append', 'prepend', 'delete'])
        await expect(
          shop.db.users.update(read, untyped({ [verb]: JSON.parse(`{ "${name}": 1 }`) })),
        ).rejects.toMatchObject({ code: 'repository.change', details: { entity: 'User', attribute: name } })
    expect(await shop.scan()).toEqual(before)
  })

  test('the time of an update is a part of an index like any other', async () => {
    const read = await shop.db.users.create({ ...user, group: 'g' })
    shop.clock.advance(1000)
    await expect(shop.db.users.update({ id: 'u' }, untyped({ add: { visits: 1 } }))).rejects.toMatchObject({
      code: 'repository.index-incomplete',
      details: { accessPattern: 'byChange', missing: ['group'] },
    })
    await shop.db.users.update(read, { add: { visits: 1 } })
    expect(await stored()).toMatchObject({
      gsi2pk: { S: 'GROUP#g' },
      gsi2sk: { S: new Date(shop.clock.now()).toISOString() },
    })
  })

  test('hidden attributes can be set, and never come back', async () => {
    const read = await shop.db.users.create({ ...user, secret: 's' })
    const updated = await shop.db.users.update(read, { set: { secret: 't' } })
    expect(updated).not.toHaveProperty('secret')
    expect(await stored()).toMatchObject({ secret: { S: 't' } })
  })
})
