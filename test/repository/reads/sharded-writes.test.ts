import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../../src/index.js'
import { memory } from '../../../src/engine/index.js'
import { idsOf } from '../reading.js'

const desk = defineTable({
  name: 'desk',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: { open: { partitionKey: 'openpk', sortKey: 'opensk', projection: 'keys-only' } },
})
const Job = defineEntity({
  name: 'Job',
  table: desk,
  schema: z.object({ id: z.string(), since: z.date().optional(), note: z.string().optional() }),
  key: { partitionKey: 'JOB#{id}', sortKey: 'JOB' },
  access: { open: { index: 'open', partitionKey: 'OPEN#{shard}', sortKey: '{since}', shards: 3 } },
  version: 'version',
  softDelete: 'deletedAt',
})
const open = async () => {
  const db = createDatabase({ backend: memory(), entities: { jobs: Job } })
  await db.createTables()
  return db
}
let db: Awaited<ReturnType<typeof open>>
const since = new Date('2026-01-01')
const found = async () => idsOf(await db.jobs.query.open({}).all()).toSorted()
const keys = ['a', 'b', 'c', 'd', 'e']

beforeEach(async () => {
  db = await open()
})

describe('a sparse index of shards', () => {
  it('takes what every kind of write puts into it', async () => {
    await db.jobs.create({ id: 'a', since })
    await db.jobs.put({ id: 'b', since })
    await db.jobs.upsert({ id: 'c', since })
    await db.jobs.putMany([{ id: 'd', since }], { overwrite: true })
    await db.transact({ e: db.jobs.plan.create({ id: 'e', since }), f: db.jobs.plan.create({ id: 'f' }) })
    expect(await found()).toEqual(keys)
    await db.jobs.update({ id: 'f' }, { set: { since } })
    await db.jobs.update({ id: 'a' }, { remove: ['since'] })
    await db.jobs.modify({ id: 'b' }, (job) => ({ ...job, note: 'changed' }))
    expect(await found()).toEqual(['b', 'c', 'd', 'e', 'f'])
  })

  it('holds no item that is deleted and kept, until it is restored', async () => {
    for (const id of keys) await db.jobs.create({ id, since, note: `note ${id}` })
    await db.jobs.delete({ id: 'c' })
    expect(await found()).toEqual(['a', 'b', 'd', 'e'])
    await db.jobs.restore({ id: 'c' })
    expect(await found()).toEqual(keys)
    expect(await db.jobs.query.open({}).limit(5).hydrate().all()).toContainEqual(
      expect.objectContaining({ id: 'c', note: 'note c' }),
    )
  })
})
