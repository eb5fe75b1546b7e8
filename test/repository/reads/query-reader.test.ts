import { expect, it } from 'vitest'
import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../../src/index.js'
import { inputOf, manualClock, recordingBackend } from '../fixtures.js'

it('leaves out expired items of an index that is sorted by the expiry, by which DynamoDB does not filter', async () => {
  const clock = manualClock()
  const { backend, sent } = recordingBackend(clock)
  const table = defineTable({
    name: 'web',
    partitionKey: 'pk',
    timeToLive: 'expiresAt',
    indexes: { byUser: { partitionKey: 'user', sortKey: { name: 'expiresAt', type: 'N' } } },
  })
  const Session = defineEntity({
    name: 'Session',
    table,
    schema: z.object({ id: z.string(), user: z.string(), expiresAt: z.date() }),
    key: { partitionKey: 'SESSION#{id}' },
    access: { byUser: { index: 'byUser' } },
  })
  const db = createDatabase({
    backend,
    clock,
    entities: { sessions: Session },
    collections: { ofUser: { entities: ['sessions'], index: 'byUser' } },
  })
  await db.createTables()
  const at = (seconds: number): Date => new Date(clock.now() + seconds * 1000)
  for (const [id, seconds] of [
    ['a', -10],
    ['b', 10],
    ['c', 20],
  ] as const)
    await db.sessions.create({ id, user: 'u', expiresAt: at(seconds) })
  const query = db.sessions.query.byUser({ user: 'u' })
  expect((await query.all()).map(({ id }) => id)).toEqual(['b', 'c'])
  expect(inputOf(sent, 'Query').FilterExpression).toBeUndefined()
  expect(await query.count()).toBe(2)
  expect(await db.sessions.query.byUser({ user: 'u', expiresAt: { lt: at(15) } }).first()).toMatchObject({
    id: 'b',
  })
  expect(await db.sessions.scan().count()).toBe(2)
  const collection = db.collections.ofUser({ user: 'u' })
  expect((await collection.all()).map(({ entity }) => entity)).toEqual(['sessions', 'sessions'])
  expect(await collection.count()).toBe(2)
})
