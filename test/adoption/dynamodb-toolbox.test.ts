import {
  DeleteItemCommand,
  Entity,
  GetItemCommand,
  item,
  list,
  map,
  number,
  PutItemCommand,
  QueryCommand,
  set,
  string,
  Table,
  UpdateItemCommand,
} from 'dynamodb-toolbox'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import { createDatabase, defineEntity, defineTable } from '../../src/index.js'
import { memory } from '../../src/engine/index.js'
import { documentClientOn } from '../conformance/clients.js'

// DynamoDB-Toolbox's defaults: `_et` names the entity, `_ct` and `_md` hold the times; keys are what a function makes.
const shop = defineTable({
  name: 'shop',
  partitionKey: 'pk',
  sortKey: 'sk',
  indexes: { gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' } },
  entityAttribute: '_et',
})

const plain = <const TTemplate extends string>(template: TTemplate) =>
  ({ template, delimiters: 'reject' }) as const

const Order = defineEntity({
  name: 'Order',
  entityValue: 'ORDER',
  table: shop,
  schema: z.object({
    customerId: z.string(),
    orderId: z.string(),
    status: z.enum(['placed', 'paid']).default('placed'),
    totalCents: z.number(),
    lines: z.array(z.object({ sku: z.string(), quantity: z.number() })),
    tags: z.set(z.string()).optional(),
    internal: z.string().optional(),
  }),
  key: { partitionKey: plain('CUSTOMER#{customerId}'), sortKey: plain('ORDER#{orderId}') },
  access: {
    byStatus: { index: 'gsi1', partitionKey: plain('STATUS#{status}'), sortKey: plain('{orderId}') },
  },
  attributes: { internal: { storedName: 'i' } },
  timestamps: { createdAt: '_ct', updatedAt: '_md' },
})

function toolboxOrders(documentClient: DynamoDBDocumentClient) {
  const table = new Table({
    name: 'shop',
    documentClient,
    partitionKey: { name: 'pk', type: 'string' },
    sortKey: { name: 'sk', type: 'string' },
    indexes: {
      gsi1: {
        type: 'global',
        partitionKey: { name: 'gsi1pk', type: 'string' },
        sortKey: { name: 'gsi1sk', type: 'string' },
      },
    },
  })
  const attributes = item({
    customerId: string().key(),
    orderId: string().key(),
    status: string().enum('placed', 'paid').default('placed'),
    totalCents: number(),
    lines: list(map({ sku: string(), quantity: number() })),
    tags: set(string()).optional(),
    internal: string().optional().savedAs('i'),
  })
  const entity = new Entity({
    name: 'ORDER',
    table,
    // Its links see what a call gives and nothing else: whoever changes a part of a key has to give all of it.
    schema: attributes.and((given) => ({
      gsi1pk: string()
        .hidden()
        .putLink<typeof given>(({ status }) => `STATUS#${status}`)
        .updateLink<typeof given>(({ status }) =>
          typeof status === 'string' ? `STATUS#${status}` : undefined,
        ),
      gsi1sk: string()
        .hidden()
        .putLink<typeof given>(({ orderId }) => orderId),
    })),
    computeKey: ({ customerId, orderId }) => ({ pk: `CUSTOMER#${customerId}`, sk: `ORDER#${orderId}` }),
  })
  return { table, entity }
}

const open = () => {
  const backend = memory()
  const db = createDatabase({ backend, entities: { orders: Order } })
  return { backend, db, theirs: toolboxOrders(documentClientOn(backend)) }
}
let { backend, db, theirs } = open()

beforeEach(async () => {
  ;({ backend, db, theirs } = open())
  await db.createTables()
})

const key = { customerId: 'c1', orderId: 'o1' }
const written = {
  ...key,
  status: 'placed' as const,
  totalCents: 1999,
  lines: [{ sku: 'a', quantity: 2 }],
  internal: 'x',
}

async function foundByThem(status: string) {
  const { Items = [] } = await theirs.table
    .build(QueryCommand)
    .entities(theirs.entity)
    .query({ index: 'gsi1', partition: `STATUS#${status}` })
    .send()
  return Items
}

test('an item that DynamoDB-Toolbox wrote is read, by its key and through its index', async () => {
  await theirs.entity
    .build(PutItemCommand)
    .item({ ...written, tags: new Set(['gift']) })
    .send()
  const found = await db.orders.require(key)
  expect(found).toMatchObject({ ...written, tags: new Set(['gift']) })
  expect(found._ct).toBeInstanceOf(Date)
  expect(await db.orders.query.byStatus({ status: 'placed' }).all()).toEqual([found])
})

test('an item that was written here is read by DynamoDB-Toolbox, by its key and through its index', async () => {
  const { _ct, _md } = await db.orders.create({ ...written, tags: new Set(['gift']) })
  const { Item } = await theirs.entity.build(GetItemCommand).key(key).send()
  const expected = { ...written, tags: new Set(['gift']) }
  expect(Item).toEqual({ ...expected, created: _ct.toISOString(), modified: _md.toISOString() })
  expect(await foundByThem('placed')).toEqual([Item])
})

test('both write the same attributes', async () => {
  await theirs.entity.build(PutItemCommand).item(written).send()
  const [before] = (await backend.execute('Scan', { TableName: 'shop' })).Items ?? []
  await db.orders.delete(key)
  await db.orders.create(written)
  const [after] = (await backend.execute('Scan', { TableName: 'shop' })).Items ?? []
  expect(after).toEqual({ ...before, _ct: after?.['_ct'], _md: after?.['_md'] })
})

test('a change on either side moves the item within the index of both', async () => {
  await theirs.entity.build(PutItemCommand).item(written).send()
  await db.orders.update(key, { set: { status: 'paid' } })
  expect(await foundByThem('placed')).toEqual([])
  expect(await foundByThem('paid')).toMatchObject([{ ...key, status: 'paid' }])
  await theirs.entity
    .build(UpdateItemCommand)
    .item({ ...key, status: 'placed' })
    .send()
  expect(await db.orders.query.byStatus({ status: 'paid' }).all()).toEqual([])
  expect(await db.orders.query.byStatus({ status: 'placed' }).all()).toMatchObject([key])
})

test('a lock holds against what DynamoDB-Toolbox deleted', async () => {
  await theirs.entity.build(PutItemCommand).item(written).send()
  const read = await db.orders.require(key)
  await theirs.entity.build(DeleteItemCommand).key(key).send()
  const result = await db.orders.attempt.update(read, { set: { totalCents: 1 } })
  expect(result).toMatchObject({ ok: false, error: { code: 'repository.not-found' } })
})
