import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../../src/index.js'
import { refused, told } from '../../schema/refused.js'
import { manualClock, recordingBackend, untyped } from '../fixtures.js'

const log = defineTable({
  name: 'log',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: { recent: { partitionKey: 'recentpk', sortKey: 'recentsk' } },
})
const schema = z.object({ tenant: z.string(), id: z.string(), at: z.number().int().min(0).max(999) })
const recent = { index: 'recent', partitionKey: 'T#{tenant}#{shard}', sortKey: '{at}' } as const
const entityOf = <TName extends string>(name: TName, shards: number) =>
  defineEntity({
    name,
    table: log,
    schema,
    key: { partitionKey: 'TENANT#{tenant}', sortKey: name === 'Note' ? 'NOTE#{id}' : 'MARK#{id}' },
    access: { recent: { ...recent, shards } },
  })

async function openLog() {
  const clock = manualClock()
  const { backend, sent } = recordingBackend(clock)
  const db = createDatabase({
    backend,
    clock,
    entities: { notes: entityOf('Note', 3), marks: entityOf('Mark', 3) },
    collections: { feed: { entities: ['notes', 'marks'], index: 'recent' } },
  })
  await db.createTables()
  for (let at = 0; at < 30; at++) {
    const repository = untyped(at % 3 === 0 ? db.marks : db.notes)
    await repository.create({ tenant: 't', id: String(at), at })
  }
  sent.length = 0
  return { feed: db.collections.feed, sent }
}

describe('a collection over sharded partitions', () => {
  let log_: Awaited<ReturnType<typeof openLog>>
  beforeEach(async () => {
    log_ = await openLog()
  })
  const atOf = (element: { item: { at: number } } | { entity: undefined }) =>
    'item' in element ? element.item.at : undefined

  it('gives the items of all entities and shards in one order', async () => {
    const elements = await log_.feed({ tenant: 't' }).all()
    expect(elements.map(atOf)).toEqual(Array.from({ length: 30 }, (_, at) => at))
    expect(elements[3]).toMatchObject({ entity: 'marks', item: { id: '3' } })
    expect(log_.sent).toHaveLength(3)
  })

  it('goes on from the cursor of a page', async () => {
    const first = await log_.feed({ tenant: 't' }).descending().limit(4).page()
    const second = await log_.feed({ tenant: 't' }).descending().limit(4).from(first.cursor).page()
    expect([...first.items, ...second.items].map(atOf)).toEqual([29, 28, 27, 26, 25, 24, 23, 22])
    expect(log_.sent).toHaveLength(6)
  })

  it('plans the request to each shard', () => {
    const plan = log_
      .feed({ tenant: 't', at: { lt: 10 } })
      .limit(4)
      .plan()
    expect(plan.requests).toHaveLength(3)
    expect(plan.warnings).toContainEqual(expect.stringContaining('each of 3 shards'))
  })

  it('is refused of entities with different numbers of shards', () => {
    const error = refused(() =>
      createDatabase({
        backend: recordingBackend(manualClock()).backend,
        entities: { notes: entityOf('Note', 3), marks: entityOf('Mark', 4) },
        collections: { feed: { entities: ['notes', 'marks'], index: 'recent' } },
      }),
    )
    expect(told(error)).toMatch(/^repository.collection: .*in 3 shards, and marks from .*in 4 shards/)
  })
})
