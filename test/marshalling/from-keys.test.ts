import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { memory } from '../../src/engine/index.js'
import { createDatabase } from '../../src/index.js'
import { defineEntity } from '../../src/marshalling/index.js'
import { defineTable } from '../../src/schema/index.js'
import { refused } from '../schema/refused.js'

const table = defineTable({
  name: 'legacy',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: { gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' } },
  entityAttribute: 'typ',
})
const reject = <const TTemplate extends string>(template: TTemplate) =>
  ({ template, delimiters: 'reject' }) as const
const Visit = defineEntity({
  name: 'Visit',
  table,
  schema: z.object({ user: z.string(), at: z.date(), nr: z.number().int(), page: z.string() }),
  key: { partitionKey: reject('usr:{user}'), sortKey: reject('visit:{at}:{nr}') },
  access: { byPage: { index: 'gsi1', partitionKey: 'PAGE#{page}', sortKey: '{user}' } },
  attributes: { user: { storedName: 'u' } },
})
const visit = { user: 'a', at: new Date('2026-03-01'), nr: -5, page: '/' }
/** As another program wrote it: what is in the key is nowhere else. */
const stored = { ...Visit.formatKey(visit), typ: { S: 'Visit' }, page: { S: '/' } }

describe('an item whose attributes stand in its key alone', () => {
  it('is read with them', () => {
    expect(Visit.parse(stored)).toEqual(visit)
    expect(Visit.parse({ ...stored, u: { S: 'b' } })).toEqual({ ...visit, user: 'b' })
  })

  it('is refused where the key is not of the templates, and where another attribute is missing', () => {
    const { page: _, ...without } = stored
    for (const item of [{ ...stored, sk: { S: 'visit:x' } }, without])
      expect(refused(() => Visit.parse(item)).code).toBe('marshalling.missing')
  })

  it('is queried, changed within its indexes, and written whole', async () => {
    const backend = memory()
    const db = createDatabase({ backend, entities: { visits: Visit } })
    await db.createTables()
    const put = () => backend.execute('PutItem', { TableName: 'legacy', Item: stored })
    await put()
    const [read] = await db.visits.query.primary({ user: 'a' }).all()
    expect(read).toEqual(visit)
    expect(await db.visits.update(visit, { set: { page: '/x' } })).toEqual({ ...visit, page: '/x' })
    expect(await db.visits.query.byPage({ page: '/x' }).all()).toEqual([{ ...visit, page: '/x' }])
    expect(await db.visits.delete(visit)).toEqual({ ...visit, page: '/x' })

    await put()
    await db.visits.replace(visit)
    expect((await backend.execute('Scan', { TableName: 'legacy' })).Items).toEqual([
      expect.objectContaining({ u: { S: 'a' }, nr: { N: '-5' } }),
    ])
  })
})
