/* Values that other mappers store as something else, or refuse. Links are to where their users met them. */
import { createDatabase, defineEntity, defineTable } from 'monotable'
import { memory } from 'monotable/memory'
import { beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import * as z from 'zod'

const table = defineTable({
  name: 'records',
  partitionKey: 'pk',
  timeToLive: 'expires',
  indexes: { byTime: { partitionKey: 'g', sortKey: 't' } },
})

const Record = defineEntity({
  name: 'Record',
  table,
  schema: z.object({
    id: z.string(),
    at: z.date(),
    visits: z.array(z.date()).default([]),
    trip: z.object({ from: z.date(), stops: z.array(z.object({ at: z.date() })) }).optional(),
    serial: z.bigint().optional(),
    amount: z.string().optional(),
    count: z.number().optional(),
    expires: z.date().optional(),
    profile: z
      .object({ name: z.string(), nick: z.string().nullable().optional(), age: z.number().optional() })
      .optional(),
  }),
  key: { partitionKey: 'RECORD#{id}' },
  access: { byTime: { index: 'byTime', partitionKey: 'RECORDS', sortKey: '{at}#{id}' } },
  attributes: { amount: { store: 'number' } },
})

const backend = memory()
const db = createDatabase({ backend, entities: { records: Record } })
beforeAll(() => db.createTables())

const at = new Date('2026-03-01T12:00:00.123Z')
const later = new Date('2027-01-01T00:00:00.000Z')

async function stored(id: string) {
  const { Item = {} } = await backend.execute('GetItem', {
    TableName: 'records',
    Key: Record.formatKey({ id }),
  })
  return Item
}

describe('a Date', () => {
  // https://github.com/dynamodb-toolbox/dynamodb-toolbox/issues/824
  // https://github.com/dynamodb-toolbox/dynamodb-toolbox/issues/784
  // https://github.com/mastra-ai/mastra/pull/4646
  it('goes in and comes out as one: in writes, conditions, queries and results', async () => {
    const created = await db.records.create({ id: 'd1', at })
    expectTypeOf(created.at).toEqualTypeOf<Date>()
    expect(created.at).toEqual(at)
    expect((await db.records.require({ id: 'd1' })).at).toEqual(at)
    const updated = await db.records.update(
      { id: 'd1' },
      { set: { at: later } },
      { where: (r, { lt }) => lt(r.at, later) },
    )
    expect(updated.at).toEqual(later)
    const found = await db.records.query.byTime({ at: { between: [at, later] } }).only()
    expect(found?.at).toEqual(later)
  })

  // https://github.com/sensedeep/dynamodb-onetable/issues/395
  it('is one within arrays and objects too', async () => {
    const trip = { from: at, stops: [{ at: later }] }
    await db.records.create({ id: 'd2', at, visits: [at, later], trip })
    const read = await db.records.require({ id: 'd2' })
    expect(read.visits).toEqual([at, later])
    expect(read.trip).toEqual(trip)
    expect((await stored('d2'))['visits']).toEqual({
      L: [{ S: at.toISOString() }, { S: later.toISOString() }],
    })
    await db.records.update({ id: 'd2' }, { append: { visits: [at] } })
    expect((await db.records.require({ id: 'd2' })).visits).toEqual([at, later, at])
  })

  // https://github.com/sensedeep/dynamodb-onetable/issues/233
  it('is the time to live where it is the expiry: a date here, seconds in the table', async () => {
    const created = await db.records.create({ id: 'd3', at, expires: new Date('2100-01-01T00:00:00Z') })
    expect((await stored('d3'))['expires']).toEqual({ N: '4102444800' })
    expect((await db.records.require({ id: 'd3' })).expires).toEqual(created.expires)
    await db.records.update({ id: 'd3' }, { set: { expires: new Date('2020-01-01') } })
    expect(await db.records.get({ id: 'd3' })).toBeUndefined()
  })
})

describe('a large number', () => {
  // https://github.com/dynamodb-toolbox/dynamodb-toolbox/issues/922
  // https://github.com/dynamoose/dynamoose/issues/1644
  it('is a bigint of up to 38 digits, exactly', async () => {
    const serial = 12345678901234567890123456789012345678n
    await db.records.create({ id: 'n1', at, serial })
    expect((await db.records.require({ id: 'n1' })).serial).toBe(serial)
    const added = await db.records.update({ id: 'n1' }, { add: { serial: 1n } })
    expect(added.serial).toBe(serial + 1n)
  })

  // https://github.com/aws/aws-sdk-js-v3/issues/6571
  // https://github.com/aws/aws-sdk-js-v3/issues/1543
  it('is never rounded: a decimal comes back as it went, what a double cannot hold is refused', async () => {
    const amount = '12345678901234567890.123456789'
    await db.records.create({ id: 'n2', at, amount, count: Number.MAX_SAFE_INTEGER })
    const read = await db.records.require({ id: 'n2' })
    expect(read).toMatchObject({ amount, count: Number.MAX_SAFE_INTEGER })
    await backend.execute('UpdateItem', {
      TableName: 'records',
      Key: Record.formatKey({ id: 'n2' }),
      UpdateExpression: 'SET #c = :n',
      ExpressionAttributeNames: { '#c': 'count' },
      ExpressionAttributeValues: { ':n': { N: '9007199254740993' } },
    })
    await expect(db.records.get({ id: 'n2' })).rejects.toMatchObject({ code: 'marshalling.precision' })
  })
})

describe('undefined', () => {
  // https://github.com/sensedeep/dynamodb-onetable/issues/522
  it('is no opinion, at any depth, and neither stored nor an error', async () => {
    const created = await db.records.create({
      id: 'u1',
      at,
      count: undefined,
      profile: { name: 'Ada', nick: undefined, age: undefined },
    })
    expect((await stored('u1'))['profile']).toEqual({ M: { name: { S: 'Ada' } } })
    expect(created.profile).toEqual({ name: 'Ada' })
    await db.records.update({ id: 'u1' }, { set: { count: undefined, at: later } })
    expect(await db.records.require({ id: 'u1' })).toMatchObject({ at: later, profile: { name: 'Ada' } })
  })
})

describe('null and nothing in a nested object', () => {
  // https://github.com/aws/aws-sdk-java-v2/issues/4758
  it('are two things: null is stored, what is removed is gone, what is not named stays', async () => {
    await db.records.create({ id: 'p1', at, profile: { name: 'Ada', nick: 'A', age: 36 } })
    const key = { id: 'p1' }
    const nulled = await db.records.update(key, { apply: (r, { set }) => [set(r.profile.nick, null)] })
    expect(nulled.profile).toEqual({ name: 'Ada', nick: null, age: 36 })
    expect((await stored('p1'))['profile']).toEqual({
      M: { name: { S: 'Ada' }, nick: { NULL: true }, age: { N: '36' } },
    })
    const removed = await db.records.update(key, { apply: (r, { remove }) => [remove(r.profile.nick)] })
    expect(removed.profile).toEqual({ name: 'Ada', age: 36 })
  })

  // https://github.com/aws/aws-sdk-java-v2/pull/5380
  it('needs no object to be there to write a whole one, and says so where a part is written of none', async () => {
    await db.records.create({ id: 'p2', at })
    const key = { id: 'p2' }
    await expect(
      db.records.update(key, { apply: (r, { set }) => [set(r.profile.age, 1)] }),
    ).rejects.toMatchObject({ code: 'repository.missing-path', details: { paths: ['profile.age'] } })
    const whole = await db.records.update(key, { set: { profile: { name: 'Bob' } } })
    expect(whole.profile).toEqual({ name: 'Bob' })
  })
})
