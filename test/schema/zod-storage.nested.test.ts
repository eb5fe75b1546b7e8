import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../src/index.js'
import { memory } from '../../src/engine/index.js'
import { untyped } from '../repository/fixtures.js'

const table = defineTable({ name: 'shop', partitionKey: 'pk', sortKey: 'sk' })
const key = { partitionKey: 'ORDER#{id}', sortKey: 'ORDER' } as const

const Order = defineEntity({
  name: 'Order',
  table,
  schema: z.object({
    id: z.string(),
    address: z
      .object({ city: z.string(), zip: z.string().optional(), since: z.date().nullable() })
      .optional(),
    lines: z.array(z.object({ sku: z.string(), price: z.object({ cents: z.number() }) })),
    notes: z.record(z.string(), z.object({ text: z.string() })),
    payment: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('card'), number: z.string(), at: z.date() }),
      z.object({ kind: z.literal('cash'), at: z.date() }),
    ]),
    pair: z.tuple([z.object({ x: z.number() }), z.object({ y: z.number() })]),
  }),
  key,
  attributes: {
    address: { storedName: 'a' },
    'address.city': { storedName: 'c' },
    'address.since': { store: 'epoch-seconds' },
    'lines.sku': { storedName: 's' },
    'lines.price.cents': { storedName: '¢' },
    'notes.text': { storedName: 't' },
    'payment.at': { storedName: 'paidAt', store: 'epoch-milliseconds' },
    'pair.y': { storedName: 'Y' },
  },
})

const order = {
  id: 'o1',
  address: { city: 'Lyon', zip: '69001', since: new Date(5000) },
  lines: [
    { sku: 'x', price: { cents: 100 } },
    { sku: 'y', price: { cents: 200 } },
  ],
  notes: { first: { text: 'hello' } },
  payment: { kind: 'card' as const, number: '1', at: new Date(7) },
  pair: [{ x: 1 }, { y: 2 }] satisfies [object, object],
}

const open = async () => {
  const backend = memory()
  const db = createDatabase({ backend, entities: { orders: Order } })
  await db.createTables()
  const stored = async () => (await backend.execute('Scan', { TableName: 'shop' })).Items?.[0]
  return { db, stored }
}

describe('storage of members below the attributes of an item', () => {
  test.each<[string, Record<string, { storedName: string }>]>([
    ['swapped', { 'place.city': { storedName: 'zip' }, 'place.zip': { storedName: 'city' } }],
    ['handed on', { 'place.zip': { storedName: 'city' }, 'place.city': { storedName: 'c' } }],
    [
      'handed on, with members of their own',
      {
        'place.zip': { storedName: 'geo' },
        'place.geo.x': { storedName: 'y' },
        'place.geo': { storedName: 'zip' },
        'place.geo.y': { storedName: 'x' },
      },
    ],
  ])('may be under names that others had, %s', async (_, attributes) => {
    const geo = z.object({ x: z.number(), y: z.number() })
    const Place = defineEntity({
      name: 'Place',
      table,
      schema: z.object({ id: z.string(), place: z.object({ city: z.string(), zip: z.string(), geo }) }),
      key: { partitionKey: 'PLACE#{id}', sortKey: 'PLACE' },
      attributes: untyped(attributes),
    })
    const backend = memory()
    const db = createDatabase({ backend, entities: { places: Place } })
    await db.createTables()
    const item = { id: 'p', place: { city: 'Lyon', zip: '69001', geo: { x: 1, y: 2 } } }
    await db.places.create(item)
    expect(await db.places.get({ id: 'p' })).toEqual(item)
    const [stored] = (await backend.execute('Scan', { TableName: 'shop' })).Items ?? []
    expect(Object.keys(stored?.['place']?.M ?? {}).toSorted()).toEqual(
      ['city', 'zip', 'geo'].map((name) => attributes[`place.${name}`]?.storedName ?? name).toSorted(),
    )
  })

  test('is used when they are written, and undone when they are read', async () => {
    const { db, stored } = await open()
    expect(await db.orders.create(order)).toEqual(order)
    expect(await stored()).toMatchObject({
      a: { M: { c: { S: 'Lyon' }, zip: { S: '69001' }, since: { N: '5' } } },
      lines: { L: [{ M: { s: { S: 'x' }, price: { M: { '¢': { N: '100' } } } } }, {}] },
      notes: { M: { first: { M: { t: { S: 'hello' } } } } },
      payment: { M: { kind: { S: 'card' }, paidAt: { N: '7' } } },
      pair: { L: [{ M: { x: { N: '1' } } }, { M: { Y: { N: '2' } } }] },
    })
    expect(await db.orders.require({ id: 'o1' })).toEqual(order)
  })

  test('is used by conditions, updates of places, and projections', async () => {
    const { db, stored } = await open()
    await db.orders.create(order)
    const updated = await db.orders.update(
      { id: 'o1' },
      { apply: (o, { set }) => [set(o.address.city, 'Paris'), set(o.lines[1]!.price.cents, 7)] },
      { where: (o, { eq }) => eq(o.lines[0]!.sku, 'x').and(eq(o.payment.at, new Date(7))) },
    )
    expect(updated).toMatchObject({ address: { city: 'Paris', zip: '69001' } })
    expect(await stored()).toMatchObject({ a: { M: { c: { S: 'Paris' } } } })
    const row = await db.orders.query
      .primary({ id: 'o1' })
      .select('address.city', 'lines[1].price.cents')
      .first()
    expect(row).toEqual({ address: { city: 'Paris' }, lines: [{ price: { cents: 7 } }] })
  })
})

describe('storage that is refused', () => {
  const schema = z.object({
    id: z.string(),
    a: z.object({ b: z.string(), c: z.string() }),
    u: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('x') }),
      z.object({ kind: z.literal('y'), z: z.string() }),
    ]),
  })
  const define = (attributes: never) => () => defineEntity({ name: 'E', table, schema, key, attributes })

  test.each<[string, Readonly<Record<string, object>>, string, RegExp]>([
    ['a path that leads nowhere', { 'a.x': { storedName: 'y' } }, 'schema.unknown-attribute', /"a\.x"/],
    ['a path into a value', { 'a.b.c': { storedName: 'y' } }, 'schema.unknown-attribute', /"a\.b\.c"/],
    ['a path of nothing', { '.': { storedName: 'y' } }, 'schema.unknown-attribute', /"\."/],
    [
      "another member's name",
      { 'a.b': { storedName: 'c' } },
      'schema.stored-name',
      /E\.a\.b: "c" is the stored name of c/,
    ],
    [
      'no name',
      { 'a.b': { storedName: '' } },
      'schema.stored-name',
      /E\.a\.b: a stored name cannot be empty/,
    ],
    [
      'a discriminator',
      { 'u.kind': { storedName: 'k' } },
      'schema.stored-name',
      /tells the options of a union apart/,
    ],
    [
      'a form that does not fit',
      { 'a.b': { store: 'iso' } },
      'schema.store',
      /E\.a\.b: store: 'iso' is for a date/,
    ],
    [
      'what is for whole attributes',
      { 'a.b': { hidden: true } },
      'schema.definition',
      /a\.b: hidden is for attributes of the item/,
    ],
  ])('%s', (_, attributes, code, message) => {
    expect(define(attributes as never)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) as string }),
    )
  })
})
