import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  paginateQuery,
  paginateScan,
  PutCommand,
  QueryCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { beforeEach, expect, test } from 'vitest'
import { memory } from '../../src/engine/index.js'
import { shop } from '../engine/support.js'
import { documentClientOn } from './clients.js'

let documents: DynamoDBDocumentClient

beforeEach(async () => {
  documents = documentClientOn(memory())
  await documents.send(new CreateTableCommand(shop))
})

const song = (sk: string, rest: object = {}) => ({ pk: 'Acme Band', sk, ...rest })

test('plain values come back as they went in', async () => {
  const Item = song('Happy Day', {
    text: '',
    year: 2015,
    price: 0.1,
    sold: true,
    label: null,
    genres: new Set(['pop', 'rock']),
    ratings: new Set([1, 2.5]),
    cover: Uint8Array.of(1, 2, 3),
    credits: [{ name: 'Ada', share: 50 }, ['deep', [{ er: 1 }]]],
    absent: undefined,
  })
  await documents.send(new PutCommand({ TableName: 'shop', Item }))
  const output = await documents.send(new GetCommand({ TableName: 'shop', Key: song('Happy Day') }))
  expect(output.Item).toEqual(Item)
  expect(output.Item).not.toHaveProperty('absent')
})

test('an update gives what it is afterwards', async () => {
  await documents.send(new PutCommand({ TableName: 'shop', Item: song('Happy Day', { year: 2014 }) }))
  const { Attributes } = await documents.send(
    new UpdateCommand({
      TableName: 'shop',
      Key: song('Happy Day'),
      UpdateExpression: 'SET #Y = #Y + :y, #AT = :t',
      ExpressionAttributeNames: { '#AT': 'albumTitle', '#Y': 'year' },
      ExpressionAttributeValues: { ':t': 'Louder Than Ever', ':y': 1 },
      ReturnValues: 'ALL_NEW',
    }),
  )
  expect(Attributes).toEqual(song('Happy Day', { year: 2015, albumTitle: 'Louder Than Ever' }))
  const deleted = await documents.send(
    new DeleteCommand({ TableName: 'shop', Key: song('Happy Day'), ReturnValues: 'ALL_OLD' }),
  )
  expect(deleted.Attributes).toEqual(Attributes)
})

test('queries take plain values, on indexes too', async () => {
  for (const n of [3, 1, 2]) {
    await documents.send(new PutCommand({ TableName: 'shop', Item: song(`s${n}`, { g: 'hits', n }) }))
  }
  const { Items } = await documents.send(
    new QueryCommand({
      TableName: 'shop',
      IndexName: 'byG',
      KeyConditionExpression: 'g = :g AND n > :n',
      ExpressionAttributeValues: { ':g': 'hits', ':n': 1 },
      ScanIndexForward: false,
    }),
  )
  expect(Items?.map((item) => item['n'] as unknown)).toEqual([3, 2])
})

test('batches are written and read', async () => {
  const items = Array.from({ length: 25 }, (_, index) => song(String(index + 100), { index }))
  const written = await documents.send(
    new BatchWriteCommand({ RequestItems: { shop: items.map((Item) => ({ PutRequest: { Item } })) } }),
  )
  expect(written.UnprocessedItems).toEqual({})
  const { Responses } = await documents.send(
    new BatchGetCommand({ RequestItems: { shop: { Keys: items.map(({ pk, sk }) => ({ pk, sk })) } } }),
  )
  expect(new Set(Responses?.['shop'])).toEqual(new Set(items))
})

test('transactions are written and read', async () => {
  const items = [song('a', { n: 1 }), song('b', { n: 2 })]
  const TransactItems = items.map((Item) => ({ Put: { TableName: 'shop', Item } }))
  await documents.send(new TransactWriteCommand({ TransactItems }))
  const keys = [song('a'), song('none'), song('b')]
  const { Responses } = await documents.send(
    new TransactGetCommand({ TransactItems: keys.map((Key) => ({ Get: { TableName: 'shop', Key } })) }),
  )
  expect(Responses).toEqual([{ Item: items[0] }, {}, { Item: items[1] }])
})

test('paginators follow pages', async () => {
  for (let n = 0; n < 5; n += 1) {
    await documents.send(new PutCommand({ TableName: 'shop', Item: song(`s${n}`) }))
  }
  const query = paginateQuery(
    { client: documents, pageSize: 2 },
    {
      TableName: 'shop',
      KeyConditionExpression: 'pk = :p',
      ExpressionAttributeValues: { ':p': 'Acme Band' },
    },
  )
  const sizes: (number | undefined)[] = []
  for await (const { Count } of query) sizes.push(Count)
  expect(sizes).toEqual([2, 2, 1])
  const scanned: unknown[] = []
  for await (const { Items = [] } of paginateScan(
    { client: documents, pageSize: 2 },
    { TableName: 'shop' },
  )) {
    scanned.push(...Items)
  }
  expect(scanned).toHaveLength(5)
})
