import { Entity } from 'electrodb'
import { beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../src/index.js'
import { memory } from '../../src/engine/index.js'
import { documentClientOn } from '../conformance/clients.js'

// ElectroDB's defaults: labelled, lower-cased keys that nothing is escaped in, and two attributes that name the entity.
const table = defineTable({
  name: 'taskapp',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: { gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' } },
  entityAttribute: '__edb_e__',
})

/** A template as ElectroDB fills it. */
const electro = <const TTemplate extends string>(template: TTemplate) =>
  ({ template, delimiters: 'reject', casing: 'lower' }) as const

const Task = defineEntity({
  name: 'Task',
  entityValue: 'tasks',
  table,
  schema: z.object({
    __edb_v__: z.string().default('1'),
    team: z.string(),
    project: z.string(),
    task: z.string(),
    employee: z.string(),
    status: z.enum(['open', 'in-progress', 'closed']).default('open'),
    points: z.number(),
    tags: z.set(z.string()).optional(),
    comments: z.array(z.object({ user: z.string(), body: z.string() })).optional(),
  }),
  key: {
    partitionKey: electro('$taskapp#team_{team}'),
    sortKey: electro('$tasks_1#project_{project}#task_{task}'),
  },
  access: {
    assigned: {
      index: 'gsi1',
      partitionKey: electro('$taskapp#employee_{employee}'),
      sortKey: electro('$assignments#tasks_1#status_{status}#task_{task}'),
    },
  },
})

function electroTasks(client: ReturnType<typeof documentClientOn>) {
  return new Entity(
    {
      model: { entity: 'tasks', version: '1', service: 'taskapp' },
      attributes: {
        team: { type: 'string', required: true },
        project: { type: 'string', required: true },
        task: { type: 'string', required: true },
        employee: { type: 'string', required: true },
        status: { type: ['open', 'in-progress', 'closed'] as const, default: 'open' },
        points: { type: 'number', required: true },
        tags: { type: 'set', items: 'string' },
        comments: {
          type: 'list',
          items: { type: 'map', properties: { user: { type: 'string' }, body: { type: 'string' } } },
        },
      },
      indexes: {
        task: {
          pk: { field: 'pk', composite: ['team'] },
          sk: { field: 'sk', composite: ['project', 'task'] },
        },
        assigned: {
          collection: 'assignments',
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['employee'] },
          sk: { field: 'gsi1sk', composite: ['status', 'task'] },
        },
      },
    },
    { client, table: 'taskapp' },
  )
}

const open = () => {
  const backend = memory()
  const db = createDatabase({ backend, entities: { tasks: Task } })
  return { backend, db, theirs: electroTasks(documentClientOn(backend)) }
}
let { backend, db, theirs } = open()

beforeEach(async () => {
  ;({ backend, db, theirs } = open())
  await db.createTables()
})

const key = { team: 'Core', project: 'Engine', task: 'T-1' }
const written = {
  ...key,
  employee: 'Jack',
  points: 3,
  comments: [{ user: 'Jill', body: 'Mind the # in bodies' }],
}

test('an item that ElectroDB wrote is read, by its key and through its index', async () => {
  await theirs.put({ ...written, tags: ['a', 'b'] }).go()
  const expected = { ...written, __edb_v__: '1', status: 'open', tags: new Set(['a', 'b']) }
  expect(await db.tasks.require(key)).toEqual(expected)
  expect(await db.tasks.query.assigned({ employee: 'Jack', status: 'open' }).all()).toEqual([expected])
  expect(await db.tasks.scan().all()).toEqual([expected])
})

test('an item that was written here is read by ElectroDB, by its key and through its index', async () => {
  await db.tasks.create({ ...written, tags: new Set(['a', 'b']) })
  const expected = { ...written, status: 'open', tags: ['a', 'b'] }
  expect((await theirs.get(key).go()).data).toEqual(expected)
  expect((await theirs.query.assigned({ employee: 'Jack', status: 'open' }).go()).data).toEqual([expected])
  expect((await theirs.scan.go()).data).toEqual([expected])
})

test('both write the same item, attribute by attribute', async () => {
  await theirs.put({ ...written, tags: ['a', 'b'] }).go()
  const before = await backend.execute('Scan', { TableName: 'taskapp' })
  await db.tasks.put({ ...written, tags: new Set(['a', 'b']) })
  expect((await backend.execute('Scan', { TableName: 'taskapp' })).Items).toEqual(before.Items)
})

test('a change here moves the item within an index that ElectroDB reads', async () => {
  await theirs.put(written).go()
  await db.tasks.update(await db.tasks.require(key), { set: { status: 'closed' }, add: { points: 2 } })
  expect((await theirs.query.assigned({ employee: 'Jack', status: 'open' }).go()).data).toEqual([])
  const { data } = await theirs.query.assigned({ employee: 'Jack', status: 'closed' }).go()
  expect(data).toMatchObject([{ ...key, status: 'closed', points: 5 }])
})

test('a change by ElectroDB moves the item within an index that is read here', async () => {
  await db.tasks.create(written)
  await theirs.patch(key).set({ status: 'closed', employee: 'Jill' }).go()
  expect(await db.tasks.query.assigned({ employee: 'Jack' }).all()).toEqual([])
  expect(await db.tasks.query.assigned({ employee: 'Jill', status: 'closed' }).all()).toMatchObject([key])
})

test('what ElectroDB changed since is no ground for a new index key', async () => {
  await theirs.put(written).go()
  const read = await db.tasks.require(key)
  await theirs.patch(key).set({ employee: 'Jill' }).go()
  const { ok } = await db.tasks.attempt.update(read, { set: { status: 'closed' } })
  expect(ok).toBe(false)
  expect(await db.tasks.query.assigned({ employee: 'Jill', status: 'open' }).all()).toHaveLength(1)
})

test('either deletes what the other wrote', async () => {
  await theirs.put(written).go()
  await db.tasks.delete(key)
  expect((await theirs.get(key).go()).data).toBeNull()
  await db.tasks.create(written)
  await theirs.delete(key).go()
  expect(await db.tasks.get(key)).toBeUndefined()
})

test('a value that would reach into the next part of a key is refused, where ElectroDB would write it', async () => {
  await theirs.put({ ...written, project: 'a#task_b' }).go()
  await expect(db.tasks.create({ ...written, project: 'a#task_b' })).rejects.toMatchObject({
    code: 'keys.delimiter-in-value',
  })
})
