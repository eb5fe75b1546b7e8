import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { Entity, Service } from 'electrodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { memory } from '../../src/engine/index.js'
import { defined, hash, range } from '../engine/support.js'
import { documentClientOn } from './clients.js'

// The task tracker of ElectroDB's own README and documentation: tasks of employees in projects of teams.
const table = 'electro'

function entitiesOn(client: DynamoDBDocumentClient) {
  const employees = new Entity(
    {
      model: { entity: 'employees', version: '1', service: 'taskapp' },
      attributes: {
        employee: { type: 'string', required: true },
        team: { type: ['core', 'design'] as const, required: true },
        title: { type: 'string' },
        salary: { type: 'number', default: 0 },
        skills: { type: 'set', items: 'string' },
      },
      indexes: {
        employee: {
          pk: { field: 'pk', composite: ['employee'] },
          sk: { field: 'sk', composite: [] },
        },
        assigned: {
          collection: 'assignments',
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['employee'] },
          sk: { field: 'gsi1sk', composite: ['team'] },
        },
      },
    },
    { client, table },
  )
  const tasks = new Entity(
    {
      model: { entity: 'tasks', version: '1', service: 'taskapp' },
      attributes: {
        team: { type: 'string', required: true },
        task: { type: 'string', required: true },
        project: { type: 'string', required: true },
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
          sk: { field: 'gsi1sk', composite: ['status'] },
        },
      },
    },
    { client, table },
  )
  return { employees, tasks, taskapp: new Service({ employees, tasks }, { client, table }) }
}

let on: ReturnType<typeof entitiesOn>

beforeEach(async () => {
  const client = documentClientOn(memory())
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: defined({ pk: 'S', sk: 'S', gsi1pk: 'S', gsi1sk: 'S' }),
      KeySchema: [...hash('pk'), ...range('sk')],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'gsi1',
          KeySchema: [...hash('gsi1pk'), ...range('gsi1sk')],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  )
  on = entitiesOn(client)
})

const task = (id: string, rest: object = {}) => ({
  team: 'core',
  task: id,
  project: 'backend',
  employee: 'janet',
  points: 1,
  comments: [],
  ...rest,
})

test('the README: a conditional patch with add and append', async () => {
  await on.tasks.create({ ...task('45-662'), status: 'in-progress' }).go()
  const { data } = await on.tasks
    .patch({ team: 'core', task: '45-662', project: 'backend' })
    .set({ status: 'open' })
    .add({ points: 5 })
    .append({ comments: [{ user: 'janet', body: 'This seems half-baked.' }] })
    .where(({ status }, { eq }) => eq(status, 'in-progress'))
    .go({ response: 'all_new' })
  expect(data).toEqual({
    ...task('45-662'),
    status: 'open',
    points: 6,
    comments: [{ user: 'janet', body: 'This seems half-baked.' }],
  })
})

describe('one entity', () => {
  test('is created once', async () => {
    await on.tasks.create(task('a')).go()
    await expect(on.tasks.create(task('a')).go()).rejects.toThrow('The conditional request failed')
    expect((await on.tasks.get(task('a')).go()).data).toEqual({ ...task('a'), status: 'open' })
    expect((await on.tasks.get(task('b')).go()).data).toBeNull()
  })

  test('is patched only when it is there, upserted either way', async () => {
    const { team, project } = task('a')
    const patch = on.tasks.patch({ team, project, task: 'a' }).set({ points: 2 })
    await expect(patch.go()).rejects.toThrow('The conditional request failed')
    await on.tasks.upsert(task('a')).go()
    await on.tasks.upsert(task('a', { points: 9 })).go()
    expect((await on.tasks.get(task('a')).go()).data?.points).toBe(9)
  })

  test('is changed in its sets and numbers, and removed', async () => {
    const employee = { employee: 'janet' }
    await on.employees.put({ ...employee, team: 'core', skills: ['ts', 'sql'] }).go()
    await on.employees
      .update(employee)
      .add({ salary: 10 })
      .delete({ skills: ['sql'] })
      .set({ title: 'lead' })
      .go()
    const { data } = await on.employees.get(employee).go()
    expect(data).toMatchObject({ salary: 10, title: 'lead', skills: ['ts'] })
    await on.employees.update(employee).remove(['title']).go()
    const removed = await on.employees.remove(employee).go({ response: 'all_old' })
    expect(removed.data).not.toHaveProperty('title')
    expect((await on.employees.get(employee).go()).data).toBeNull()
  })
})

describe('many', () => {
  const ids = Array.from({ length: 30 }, (_, index) => `t${index + 100}`)

  test('are put and got in batches', async () => {
    const put = await on.tasks.put(ids.map((id) => task(id))).go()
    expect(put.unprocessed).toEqual([])
    const got = await on.tasks.get(ids.map((id) => task(id))).go({ preserveBatchOrder: true })
    expect(got.data.map((found) => found?.task)).toEqual(ids)
    const removed = await on.tasks.delete(ids.map((id) => task(id))).go()
    expect(removed.unprocessed).toEqual([])
    expect((await on.tasks.query.task({ team: 'core' }).go()).data).toEqual([])
  })

  test('are queried by parts of their key, with filters, a page at a time', async () => {
    await on.tasks.put(ids.map((id, points) => task(id, { points }))).go()
    const few = await on.tasks.query
      .task({ team: 'core', project: 'backend' })
      .between({ task: 't105' }, { task: 't110' })
      .where(({ points }, { gt, lt }) => `${gt(points, 5)} AND ${lt(points, 9)}`)
      .go()
    expect(few.data.map(({ points }) => points)).toEqual([6, 7, 8])
    const found: string[] = []
    let cursor: string | null = null
    do {
      const page: { data: { task: string }[]; cursor: string | null } = await on.tasks.query
        .task({ team: 'core' })
        .begins({ project: 'back' })
        .go({ cursor, limit: 12 })
      found.push(...page.data.map((each) => each.task))
      cursor = page.cursor
    } while (cursor !== null)
    expect(found).toEqual(ids)
  })

  test('are scanned', async () => {
    await on.tasks.put(ids.map((id) => task(id))).go()
    await on.employees.put({ employee: 'janet', team: 'core' }).go()
    expect((await on.tasks.scan.go({ pages: 'all' })).data).toHaveLength(ids.length)
  })
})

describe('entities together', () => {
  test('a collection', async () => {
    await on.employees.put({ employee: 'janet', team: 'core' }).go()
    await on.tasks.put([task('a'), task('b', { employee: 'joe' }), task('c', { status: 'closed' })]).go()
    const { data } = await on.taskapp.collections.assignments({ employee: 'janet' }).go()
    expect(data.employees.map(({ employee }) => employee)).toEqual(['janet'])
    expect(data.tasks.map((each) => each.task).toSorted()).toEqual(['a', 'c'])
  })

  test('a transaction that writes, one that fails and one that reads', async () => {
    const written = await on.taskapp.transaction
      .write(({ employees, tasks }) => [
        employees.create({ employee: 'janet', team: 'core' }).commit(),
        tasks.create(task('a')).commit(),
      ])
      .go()
    expect(written.canceled).toBe(false)
    const failed = await on.taskapp.transaction
      .write(({ employees, tasks }) => [
        employees.patch({ employee: 'janet' }).set({ salary: 5 }).commit(),
        tasks.create(task('a')).commit({ response: 'all_old' }),
      ])
      .go()
    expect(failed.canceled).toBe(true)
    expect(failed.data.map(({ code }) => code)).toEqual(['None', 'ConditionalCheckFailed'])
    const read = await on.taskapp.transaction
      .get(({ employees, tasks }) => [
        employees.get({ employee: 'janet' }).commit(),
        tasks.get(task('none')).commit(),
      ])
      .go()
    expect(read.data.map(({ item }) => item)).toMatchObject([{ employee: 'janet', salary: 0 }, null])
  })
})
