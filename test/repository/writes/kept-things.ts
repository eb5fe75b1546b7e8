import * as z from 'zod'
import { seededRandom } from '../../../src/core/random.js'
import { createDatabase, defineEntity, defineTable } from '../../../src/index.js'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import type { Backend } from '../../../src/protocol/backend.js'
import { manualClock, recordingBackend } from '../fixtures.js'

const table = defineTable({
  name: 'things',
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expiresAt',
  indexes: {
    byTemplate: { partitionKey: 'g1', sortKey: 's1' },
    native: { partitionKey: ['tenant', 'area'], sortKey: ['weight'] },
    ofArea: { partitionKey: 'area' },
    reverse: { partitionKey: 'sk', sortKey: 'pk' },
    local: { local: true, sortKey: 'l1' },
    numbered: { partitionKey: 'g2', sortKey: { name: 'n2', type: 'N' } },
  },
})

/** In every kind of index: by templates, by its own attributes, by a copy, by the primary key, and by none of its patterns. */
export const Thing = defineEntity({
  name: 'Thing',
  table,
  schema: z.object({
    tenant: z.string(),
    id: z.string(),
    status: z.enum(['new', 'old']),
    area: z.string().optional(),
    weight: z.number(),
    rank: z.number().optional(),
    label: z.string().optional(),
    expires: z.date().optional(),
  }),
  key: { partitionKey: 'T#{tenant}', sortKey: 'THING#{id}' },
  access: {
    byStatus: { index: 'byTemplate', partitionKey: 'THINGS', sortKey: '{status}#{updatedAt}' },
    byArea: { index: 'native' },
    byId: { index: 'reverse', partitionKey: 'THING#{id}', sortKey: 'T#{tenant}' },
    byLabel: { index: 'local', sortKey: '{label}' },
    byRank: { index: 'numbered', partitionKey: 'RANK#{tenant}', sortKey: '{rank}' },
  },
  version: 'version',
  timestamps: { createdAt: 'createdAt', updatedAt: 'updatedAt' },
  softDelete: 'deletedAt',
  attributes: { expires: { storedName: 'expiresAt' } },
})

/** Without a version; in no index but by its e-mail, which is unique. */
const Member = defineEntity({
  name: 'Member',
  table,
  schema: z.object({
    id: z.string(),
    area: z.string(),
    secret: z.string().optional(),
    points: z.number().default(0),
  }),
  key: { partitionKey: 'M#{id}', sortKey: 'MEMBER' },
  access: { inArea: { index: 'ofArea' } },
  unique: { area: { partitionKey: 'UNIQUE#AREA#{area}', sortKey: 'UNIQUE' } },
  attributes: { secret: { hidden: true } },
  softDelete: 'gone',
})

/** Without an index and a version: nothing but the time of its deletion. */
const Note = defineEntity({
  name: 'Note',
  table,
  schema: z.object({ tenant: z.string(), id: z.string(), text: z.string() }),
  key: { partitionKey: 'T#{tenant}', sortKey: 'NOTE#{id}' },
  softDelete: 'deletedAt',
})

export const thingKey = { tenant: 't', id: 'a' }
export const thing = { ...thingKey, status: 'new', area: 'north', weight: 3, rank: 7, label: 'x' } as const
export const noteKey = { tenant: 't', id: 'n' }

const databaseOf = (backend: Backend, clock: ReturnType<typeof manualClock>) =>
  createDatabase({
    backend,
    clock,
    random: seededRandom(3),
    entities: { things: Thing, members: Member, notes: Note },
    collections: { ofTenant: { entities: ['things', 'notes'] } },
  })

/** A database over a fresh engine, with its clock, everything that was sent, and others who write past it. */
export async function openThings(wrap: (backend: Backend) => Backend = (backend) => backend) {
  const clock = manualClock()
  const { backend, engine, sent } = recordingBackend(clock)
  const db = databaseOf(wrap(backend), clock)
  const others = databaseOf(engine, clock)
  await others.createTables()
  const scan = async (IndexName?: string): Promise<AttributeMap[]> => {
    const input = { TableName: 'things', ...(IndexName === undefined ? {} : { IndexName }) }
    return (await engine.execute('Scan', input)).Items ?? []
  }
  return { db, others, clock, engine, sent, scan }
}

export type Things = Awaited<ReturnType<typeof openThings>>
