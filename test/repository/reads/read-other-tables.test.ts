import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../../src/index.js'
import { memory } from '../../../src/engine/index.js'
import { refused, refusedLater } from '../../schema/refused.js'
import { manualClock, untyped } from '../fixtures.js'
import { idsOf, Site, Thing, thing } from '../reading.js'

describe('a table whose items name no entity', () => {
  const table = defineTable({
    name: 'nameless',
    partitionKey: 'pk',
    sortKey: 'sk',
    entityAttribute: false,
    indexes: { reverse: { partitionKey: 'sk', sortKey: 'pk' } },
  })
  const schema = z.object({ org: z.string(), id: z.string(), n: z.number() })
  const User = defineEntity({
    name: 'User',
    table,
    schema,
    key: { partitionKey: 'ORG#{org}', sortKey: 'M#{id}#USER#{n}' },
    access: { reversed: { index: 'reverse', partitionKey: 'M#{id}#USER#{n}', sortKey: 'ORG#{org}' } },
  })
  const Team = defineEntity({
    name: 'Team',
    table,
    schema,
    key: { partitionKey: 'ORG#{org}', sortKey: 'M#{id}#TEAM#{n}' },
  })
  const open = async () => {
    const db = createDatabase({
      backend: memory(),
      clock: manualClock(),
      entities: { users: User, teams: Team },
    })
    await db.createTables()
    for (const n of [3, -1, 20]) {
      await db.users.create({ org: 'a', id: 'x', n })
      await db.teams.create({ org: 'a', id: 'x', n })
    }
    return untyped(db)
  }

  it('tells them by their keys, in pages and counts', async () => {
    const { users, teams } = await open()
    const query = users.query.primary({ org: 'a' })
    expect((await query.all()).map(({ n }: { n: number }) => n)).toEqual([-1, 3, 20])
    expect(await query.count()).toBe(3)
    expect(await query.limit(2).count()).toBe(2)
    expect((await query.limit(2).page()).items).toHaveLength(2)
    expect(await users.scan().count()).toBe(3)
    expect(await teams.query.primary({ org: 'a', id: 'x' }).count()).toBe(3)
    expect(query.plan().canAppear).toEqual(['User', 'Team'])
  })

  it('is read by a reverse index, in the other direction', async () => {
    const { users } = await open()
    await users.create({ org: 'b', id: 'x', n: 3 })
    const found = await users.query.reversed({ id: 'x', n: 3, org: { gte: 'a' } }).all()
    expect(found).toEqual([
      { org: 'a', id: 'x', n: 3 },
      { org: 'b', id: 'x', n: 3 },
    ])
  })
})

describe('attributes with a codec in keys', () => {
  const table = defineTable({
    name: 'coded',
    partitionKey: 'pk',
    sortKey: 'sk',
    indexes: { narrow: { partitionKey: 'gpk', sortKey: 'gsk', projection: 'keys-only' } },
  })
  const cents = z.codec(z.number().int(), z.string(), {
    decode: (stored) => (stored / 100).toFixed(2),
    encode: (shown) => Math.round(Number(shown) * 100),
  })
  const Price = defineEntity({
    name: 'Price',
    table,
    schema: z.object({ shop: z.string(), price: cents }),
    key: { partitionKey: 'SHOP#{shop}', sortKey: '{price}' },
    access: { byPrice: { index: 'narrow', partitionKey: 'ALL', sortKey: '{price}#{shop}' } },
  })

  it('are written, compared and given back by both sides', async () => {
    const db = createDatabase({ backend: memory(), entities: { prices: Price } })
    await db.createTables()
    for (const price of ['12.00', '9.50', '100.25']) await db.prices.create({ shop: 's', price })
    const { query } = untyped(db.prices)
    expect(await query.byPrice({ price: '12.00' }).all()).toEqual([{ shop: 's', price: '12.00' }])
    expect(await query.byPrice({}).count()).toBe(3)
    expect(await query.primary({ shop: 's', price: '9.50' }).first()).toEqual({ shop: 's', price: '9.50' })
    for (const price of [{ gte: '9.51' }, { beginsWith: '1' }, { between: ['1', '2'] }]) {
      const { code, message } = refused(() => query.byPrice({ price }))
      expect(code).toBe('repository.query-key')
      expect(message).toMatch(/^Price, access pattern byPrice: price is stored through a codec of the schema/)
    }
  })
})

describe('a database that seals its cursors', () => {
  const open = async (...keys: Uint8Array<ArrayBuffer>[]) => {
    const backend = memory()
    const db = createDatabase({ backend, cursors: { keys }, entities: { things: Thing, sites: Site } })
    await db.createTables()
    for (const id of ['a', 'b', 'c']) await untyped(db.things).create(thing({ id }))
    return untyped(db.things)
  }
  const key = (fill: number) => new Uint8Array(32).fill(fill)

  it('goes on with them, shows nothing in them, and refuses those of others', async () => {
    const things = await open(key(1))
    const query = things.query.primary({ site: 's1' })
    const { cursor } = await query.limit(1).page()
    expect(Buffer.from(cursor.slice(1), 'base64url').toString('latin1')).not.toContain('THING')
    expect(idsOf(await query.from(cursor).all())).toEqual(['b', 'c'])
    expect((await refusedLater(() => query.descending().from(cursor).page())).code).toBe('repository.cursor')
    const elsewhere = await open(key(2))
    expect((await refusedLater(() => elsewhere.query.primary({ site: 's1' }).from(cursor).page())).code).toBe(
      'repository.cursor',
    )
    const rotated = await open(key(2), key(1))
    expect(idsOf(await rotated.query.primary({ site: 's1' }).from(cursor).all())).toEqual(['b', 'c'])
  })
})

describe('a table whose dates another library wrote in another form', () => {
  const table = defineTable({ name: 'dated', partitionKey: 'pk' })
  const schema = z.object({ id: z.string(), at: z.date(), n: z.number().optional() })
  const key = { partitionKey: 'NOTE#{id}' } as const
  const Note = defineEntity({
    name: 'Note',
    table,
    schema,
    key,
    version: 'version',
    timestamps: { createdAt: 'createdAt' },
  })
  const text = '2025-01-01T00:00:00Z'

  it('has items that can be updated, replaced, modified and deleted under their lock', async () => {
    const backend = memory()
    const db = createDatabase({ backend, clock: manualClock(), entities: { notes: Note } })
    await db.createTables()
    await backend.execute('PutItem', {
      TableName: 'dated',
      Item: {
        pk: { S: 'NOTE#1' },
        id: { S: '1' },
        at: { S: text },
        version: { N: '1' },
        createdAt: { S: text },
      },
    })
    const read = await db.notes.require({ id: '1' })
    const updated = await db.notes.update(read, { set: { n: 1 } })
    const replaced = await db.notes.replace({ ...updated, n: 2 })
    const modified = await db.notes.modify({ id: '1' }, (note) => ({ ...note, n: 3 }))
    expect([updated.version, replaced.version, modified?.version]).toEqual([2, 3, 4])
    const { Item } = await backend.execute('GetItem', { TableName: 'dated', Key: { pk: { S: 'NOTE#1' } } })
    expect([Item?.['at'], Item?.['createdAt']]).toEqual([{ S: text }, { S: text }])
    expect(
      await db.notes
        .scan()
        .where((o, { eq }) => eq(o.at, read.at))
        .count(),
    ).toBe(1)
    await db.notes.delete(await db.notes.require({ id: '1' }))
  })
})
