/* Batches, packages, tests and tables around a mapper. Links are to where users of others met what is excluded here. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { createDatabase, defineEntity, defineTable, UnprocessedError } from 'monotable'
import { aws } from 'monotable/aws'
import { memory, memoryRequestHandler } from 'monotable/memory'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import * as mini from 'zod/mini'
import { leavingOver } from '../scenarios/sessions/left-over.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

const table = defineTable({
  name: 'events',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: { byPlace: { partitionKey: ['country', 'city'], sortKey: ['day', 'eventId'] } },
})

const Event = defineEntity({
  name: 'Event',
  table,
  schema: z.object({ eventId: z.string(), country: z.string(), city: z.string(), day: z.iso.date() }),
  key: { partitionKey: 'EVENT#{eventId}', sortKey: 'EVENT' },
  access: { byPlace: { index: 'byPlace' } },
})
const Guest = defineEntity({
  name: 'Guest',
  table,
  schema: mini.object({
    eventId: mini.string(),
    guestId: mini.string(),
    plus: mini._default(mini.number(), 0),
  }),
  key: { partitionKey: 'EVENT#{eventId}', sortKey: 'GUEST#{guestId}' },
})

async function open(backend = memory()) {
  const entities = { events: Event, guests: Guest }
  const collections = { event: { entities: ['events', 'guests'] } } as const
  const db = createDatabase({ backend, entities, collections })
  await db.createTables()
  return { backend, db }
}

const event = (eventId: string, day: string) => ({ eventId, country: 'NO', city: 'Oslo', day })

describe('what a batch leaves unprocessed', () => {
  // https://github.com/awslabs/dynamodb-data-mapper-js/issues/171
  // https://github.com/aws/aws-sdk-js/issues/1784
  it('is sent again by the library, up to a number of attempts, and then handed back', async () => {
    const { backend, db } = await open()
    const clock = { now: () => Date.now(), sleep: async () => {} }
    const busy = createDatabase({ backend: leavingOver(backend, 5), entities: { events: Event }, clock })
    const events = Array.from({ length: 20 }, (_, at) => event(`e${at}`, '2026-05-01'))
    expect(await busy.events.putMany(events)).toEqual(events)
    expect(await db.events.scan().count()).toBe(20)

    const attempt = await busy.events.attempt.deleteMany(events, { attempts: 3 })
    const error = attempt.ok ? undefined : attempt.error
    expect(error).toBeInstanceOf(UnprocessedError)
    expect(error?.details.leftover.map(({ given }) => given.eventId)).toEqual([
      'e15',
      'e16',
      'e17',
      'e18',
      'e19',
    ])
    expect(await db.events.scan().count()).toBe(5)
  })
})

describe('the SDK', () => {
  // https://github.com/tywalch/electrodb/issues/403
  it('is imported by the name of its package alone, never by what lies within', () => {
    const imports = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .flatMap((path) =>
        [
          ...readFileSync(`${root}src/${path}`, 'utf8').matchAll(
            /(?:from |import\()'(@(?:aws-sdk|smithy)[^']*)'/g,
          ),
        ].map(([, specifier]) => specifier),
      )
    expect(imports).not.toEqual([])
    expect(new Set(imports)).toEqual(new Set(['@aws-sdk/client-dynamodb']))
  })

  // https://github.com/dynamoose/dynamoose/issues/1706
  it('is the one of the application: an optional peer, and no dependency', () => {
    const manifest: unknown = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
    const { dependencies, peerDependencies, peerDependenciesMeta } = z
      .object({
        dependencies: z.record(z.string(), z.string()),
        peerDependencies: z.record(z.string(), z.string()),
        peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean() })),
      })
      .parse(manifest)
    expect(Object.keys(dependencies).filter((name) => name.startsWith('@aws-sdk'))).toEqual([])
    expect(peerDependencies).toHaveProperty(['@aws-sdk/client-dynamodb'])
    expect(peerDependenciesMeta).toHaveProperty(['@aws-sdk/client-dynamodb', 'optional'], true)
  })

  // https://github.com/aws/aws-sdk-js/issues/1561
  // https://github.com/dwyl/aws-sdk-mock/issues/109
  it('needs no mock in a test: its own client works on a database in memory', async () => {
    const { backend, db } = await open()
    const client = new DynamoDBClient({
      requestHandler: memoryRequestHandler(backend),
      region: 'us-east-1',
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    })
    const production = createDatabase({ backend: aws(client), entities: { events: Event } })
    await production.events.create(event('e1', '2026-05-01'))
    expect(await db.events.require({ eventId: 'e1' })).toEqual(event('e1', '2026-05-01'))
    const Key = Event.formatKey({ eventId: 'e1' })
    const { Item } = await client.send(new GetItemCommand({ TableName: 'events', Key }))
    expect(Item?.['city']).toEqual({ S: 'Oslo' })
  })
})

describe('a schema', () => {
  // https://github.com/baseprime/dynamodb/issues/114
  it('is one of zod, classic or mini, as it is', async () => {
    const { db } = await open()
    const guest = await db.guests.create({ eventId: 'e1', guestId: 'g1' })
    expect(guest).toEqual({ eventId: 'e1', guestId: 'g1', plus: 0 })
    // @ts-expect-error -- plus is a number
    await expect(db.guests.put({ ...guest, plus: 'one' })).rejects.toMatchObject({ code: 'schema.invalid' })
  })
})

describe('a table', () => {
  // https://github.com/tywalch/electrodb/issues/535
  // https://github.com/dynamodb-toolbox/dynamodb-toolbox/issues/1229
  it('has indexes of several attributes each, with no template to keep in step', async () => {
    const { backend, db } = await open()
    const created = await db.events.create(event('e1', '2026-05-01'))
    await db.events.create(event('e2', '2026-06-01'))
    await db.events.update(created, { set: { day: '2026-07-01' } })
    const oslo = db.events.query.byPlace({ country: 'NO', city: 'Oslo', day: { gte: '2026-06-01' } })
    expect((await oslo.all()).map(({ eventId }) => eventId)).toEqual(['e2', 'e1'])
    const { Items = [] } = await backend.execute('Scan', { TableName: 'events' })
    const names = ['_entity', 'city', 'country', 'day', 'eventId', 'pk', 'sk']
    expect(Object.keys(Items[0]!).toSorted()).toEqual(names)
    // @ts-expect-error -- give day before eventId
    expect(() => db.events.query.byPlace({ country: 'NO', city: 'Oslo', eventId: 'e1' })).toThrow('day')
  })

  // https://github.com/dynamoose/dynamoose/issues/768
  it('holds as many entities as are wanted, read together where they lie together', async () => {
    const { db } = await open()
    await db.events.create(event('e1', '2026-05-01'))
    for (const guestId of ['g1', 'g2']) await db.guests.create({ eventId: 'e1', guestId })
    const { events, guests, unknown } = await db.collections.event({ eventId: 'e1' }).grouped()
    expect([events.length, guests.length, unknown.length]).toEqual([1, 2, 0])
    expect(await db.guests.scan().count()).toBe(2)
  })
})
