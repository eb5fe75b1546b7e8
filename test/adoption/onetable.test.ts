import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { Table } from 'dynamodb-onetable'
import { Dynamo } from 'dynamodb-onetable/Dynamo'
import { beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../src/index.js'
import { memory } from '../../src/engine/index.js'
import { clientOn } from '../conformance/clients.js'

// OneTable's way: `_type` names the entity, values of keys are templates, dates are numbers unless `isoDates` is set.
const table = defineTable({
  name: 'bank',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: { gs1: { partitionKey: 'gs1pk', sortKey: 'gs1sk' } },
  entityAttribute: '_type',
})

const plain = <const TTemplate extends string>(template: TTemplate) =>
  ({ template, delimiters: 'reject' }) as const

const User = defineEntity({
  name: 'User',
  table,
  schema: z.object({
    accountId: z.string(),
    id: z.string(),
    name: z.string(),
    role: z.enum(['user', 'admin']).default('user'),
    balance: z.number().default(0),
    born: z.date().optional(),
    address: z.object({ street: z.string(), zip: z.string().optional() }).optional(),
    tags: z.array(z.string()).optional(),
  }),
  key: { partitionKey: plain('account#{accountId}'), sortKey: plain('user#{id}') },
  access: {
    byRole: { index: 'gs1', partitionKey: plain('role#{role}'), sortKey: plain('user#{name}#{id}') },
  },
  attributes: { born: { store: 'epoch-milliseconds' } },
})

const schema = {
  format: 'onetable:1.1.0',
  version: '0.0.1',
  indexes: {
    primary: { hash: 'pk', sort: 'sk' },
    gs1: { hash: 'gs1pk', sort: 'gs1sk', project: 'all', follow: false },
  },
  models: {
    User: {
      pk: { type: String, value: 'account#${accountId}' },
      sk: { type: String, value: 'user#${id}' },
      gs1pk: { type: String, value: 'role#${role}' },
      gs1sk: { type: String, value: 'user#${name}#${id}' },
      accountId: { type: String, required: true },
      id: { type: String, required: true },
      name: { type: String, required: true },
      role: { type: String, enum: ['user', 'admin'], default: 'user' },
      balance: { type: Number, default: 0 },
      born: { type: Date },
      address: { type: Object, schema: { street: { type: String }, zip: { type: String } } },
      tags: { type: Array, items: { type: String } },
    },
  },
  params: {},
} as const

const theirUsers = (client: DynamoDBClient) =>
  new Table({ name: 'bank', client: new Dynamo({ client }), schema, partial: true }).getModel('User')

const open = () => {
  const backend = memory()
  const db = createDatabase({ backend, entities: { users: User } })
  return { backend, db, theirs: theirUsers(clientOn(backend)) }
}
let { backend, db, theirs } = open()

beforeEach(async () => {
  ;({ backend, db, theirs } = open())
  await db.createTables()
})

const key = { accountId: 'a1', id: 'u1' }
const written = {
  ...key,
  name: 'Ada',
  born: new Date(Date.UTC(1815, 11, 10)),
  address: { street: 'Main Street 1' },
  tags: ['x', 'y'],
}

test('an item that OneTable wrote is read, by its key and through its index', async () => {
  await theirs.create(written)
  const expected = { ...written, role: 'user', balance: 0 }
  expect(await db.users.require(key)).toEqual(expected)
  expect(await db.users.query.byRole({ role: 'user', name: 'Ada' }).all()).toEqual([expected])
})

test('an item that was written here is read by OneTable, by its key and through its index', async () => {
  await db.users.create(written)
  const expected = { ...written, role: 'user', balance: 0 }
  expect(await theirs.get(key)).toEqual(expected)
  expect([...(await theirs.find({ role: 'user', name: 'Ada' }, { index: 'gs1' }))]).toEqual([expected])
})

test('both write the same item, attribute by attribute', async () => {
  await theirs.create(written)
  const before = await backend.execute('Scan', { TableName: 'bank' })
  await db.users.put(written)
  expect((await backend.execute('Scan', { TableName: 'bank' })).Items).toEqual(before.Items)
})

test('a change on either side moves the item within the index of both', async () => {
  await theirs.create(written)
  await db.users.update(key, { set: { role: 'admin', name: 'Augusta' } })
  expect(await theirs.find({ role: 'user' }, { index: 'gs1' })).toHaveLength(0)
  expect([...(await theirs.find({ role: 'admin', name: 'Augusta' }, { index: 'gs1' }))]).toMatchObject([key])
  await theirs.update({ ...key, role: 'user', name: 'Ada' })
  expect(await db.users.query.byRole({ role: 'admin' }).all()).toEqual([])
  expect(await db.users.query.byRole({ role: 'user', name: 'Ada' }).all()).toMatchObject([key])
})

test('adds of both to one number are all counted', async () => {
  await theirs.create(written)
  await Promise.all([
    ...Array.from({ length: 5 }, async () => db.users.update(key, { add: { balance: 2 } })),
    ...Array.from({ length: 5 }, async () => theirs.update(key, { add: { balance: 3 } })),
  ])
  expect((await db.users.require(key)).balance).toBe(25)
})

test('what OneTable left out of an index because a part was missing stays out', async () => {
  await theirs.create(written)
  // OneTable writes nothing of an index whose template it cannot fill: here the name is not known.
  await theirs.update({ ...key, role: 'admin' })
  const { Items = [] } = await backend.execute('Scan', { TableName: 'bank' })
  const stored = await db.users.require(key)
  expect(stored.role).toBe('admin')
  // The stale half of the key is put right by the next write of the item that was read.
  await db.users.update(stored, { set: { role: 'user', name: 'Ada' } })
  expect(Items[0]?.['gs1sk']).toEqual({ S: 'user#Ada#u1' })
  expect(await db.users.query.byRole({ role: 'user' }).all()).toMatchObject([key])
})
