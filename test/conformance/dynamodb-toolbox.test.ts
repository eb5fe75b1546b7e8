import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import {
  $add,
  $append,
  $delete,
  $remove,
  BatchDeleteRequest,
  BatchGetCommand,
  BatchGetRequest,
  BatchPutRequest,
  BatchWriteCommand,
  DeleteItemCommand,
  Entity,
  executeBatchGet,
  executeBatchWrite,
  executeTransactGet,
  executeTransactWrite,
  GetItemCommand,
  GetTransaction,
  item,
  list,
  map,
  number,
  PutItemCommand,
  PutTransaction,
  QueryCommand,
  ScanCommand,
  set,
  string,
  Table,
  UpdateItemCommand,
  UpdateTransaction,
} from 'dynamodb-toolbox'
import { beforeEach, describe, expect, test } from 'vitest'
import { memory } from '../../src/engine/index.js'
import { defined, hash, range } from '../engine/support.js'
import { documentClientOn } from './clients.js'

// The music library of DynamoDB-Toolbox's README.
function musicOn(documentClient: DynamoDBDocumentClient) {
  const table = new Table({
    name: 'Music',
    documentClient,
    partitionKey: { name: 'artist', type: 'string' },
    sortKey: { name: 'songTitle', type: 'string' },
    indexes: {
      byYear: {
        type: 'global',
        partitionKey: { name: 'year', type: 'string' },
        sortKey: { name: 'songTitle', type: 'string' },
      },
    },
  })
  const songs = new Entity({
    name: 'Song',
    table,
    schema: item({
      artist: string().key(),
      songTitle: string().key(),
      albumTitle: string().optional(),
      year: string().optional(),
      plays: number().default(0),
      genres: set(string()).optional(),
      ratings: list(number()).optional(),
      label: map({ name: string(), city: string().optional() }).optional(),
    }),
    timestamps: false,
  })
  return { table, songs }
}

let table: ReturnType<typeof musicOn>['table']
let songs: ReturnType<typeof musicOn>['songs']

beforeEach(async () => {
  const client = documentClientOn(memory())
  await client.send(
    new CreateTableCommand({
      TableName: 'Music',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: defined({ artist: 'S', songTitle: 'S', year: 'S' }),
      KeySchema: [...hash('artist'), ...range('songTitle')],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byYear',
          KeySchema: [...hash('year'), ...range('songTitle')],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  )
  ;({ table, songs } = musicOn(client))
})

const key = (songTitle = 'Happy Day') => ({ artist: 'Acme Band', songTitle })

async function put(...titles: string[]): Promise<void> {
  for (const title of titles)
    await songs
      .build(PutItemCommand)
      .item({ ...key(title), year: '2015' })
      .send()
}

test('the README: an update of two attributes', async () => {
  await put('Happy Day')
  const { Attributes } = await songs
    .build(UpdateItemCommand)
    .item({ ...key(), albumTitle: 'Louder Than Ever', year: '2016' })
    .options({ returnValues: 'ALL_NEW' })
    .send()
  expect(Attributes).toEqual({ ...key(), albumTitle: 'Louder Than Ever', year: '2016', plays: 0 })
})

describe('one item', () => {
  test('is put under a condition, got and deleted', async () => {
    const command = songs
      .build(PutItemCommand)
      .item(key())
      .options({ condition: { attr: 'artist', exists: false } })
    await command.send()
    await expect(command.send()).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' })
    const { Item } = await songs.build(GetItemCommand).key(key()).options({ consistent: true }).send()
    expect(Item).toEqual({ ...key(), plays: 0 })
    const { Attributes } = await songs
      .build(DeleteItemCommand)
      .key(key())
      .options({ returnValues: 'ALL_OLD' })
      .send()
    expect(Attributes).toEqual(Item)
    expect((await songs.build(GetItemCommand).key(key()).send()).Item).toBeUndefined()
  })

  test('is updated by operations on numbers, sets, lists and maps', async () => {
    await songs
      .build(PutItemCommand)
      .item({ ...key(), genres: new Set(['pop', 'rock']), ratings: [1], label: { name: 'x', city: 'y' } })
      .send()
    await songs
      .build(UpdateItemCommand)
      .item({
        ...key(),
        plays: $add(3),
        genres: $delete(new Set(['rock'])),
        ratings: $append([2]),
        label: { city: $remove() },
      })
      .send()
    expect((await songs.build(GetItemCommand).key(key()).send()).Item).toEqual({
      ...key(),
      plays: 3,
      genres: new Set(['pop']),
      ratings: [1, 2],
      label: { name: 'x' },
    })
  })
})

describe('many items', () => {
  test('are queried, on an index and with filters too', async () => {
    await put('a', 'b', 'c')
    await songs
      .build(UpdateItemCommand)
      .item({ ...key('b'), plays: 5 })
      .send()
    const query = table.build(QueryCommand).entities(songs)
    const first = await query.query({ partition: 'Acme Band' }).options({ limit: 2 }).send()
    expect(first.Items?.map(({ songTitle }) => songTitle)).toEqual(['a', 'b'])
    expect(first.LastEvaluatedKey).toEqual(key('b'))
    const indexed = await query
      .query({ index: 'byYear', partition: '2015', range: { gte: 'b' } })
      .options({ reverse: true, filters: { Song: { attr: 'plays', lt: 5 } } })
      .send()
    expect(indexed.Items?.map(({ songTitle }) => songTitle)).toEqual(['c'])
  })

  test('are scanned', async () => {
    await put('a', 'b', 'c')
    const { Items } = await table
      .build(ScanCommand)
      .entities(songs)
      .options({ maxPages: Infinity, limit: 1 })
      .send()
    expect(Items?.map(({ songTitle }) => songTitle).toSorted()).toEqual(['a', 'b', 'c'])
  })

  test('are written and got in batches', async () => {
    await put('a')
    const requests = [
      songs.build(BatchPutRequest).item(key('b')),
      songs.build(BatchPutRequest).item(key('c')),
      songs.build(BatchDeleteRequest).key(key('a')),
    ]
    const { UnprocessedItems } = await executeBatchWrite(table.build(BatchWriteCommand).requests(...requests))
    expect(UnprocessedItems).toEqual({})
    const { Responses } = await executeBatchGet(
      table
        .build(BatchGetCommand)
        .requests(
          songs.build(BatchGetRequest).key(key('a')),
          songs.build(BatchGetRequest).key(key('b')),
          songs.build(BatchGetRequest).key(key('c')),
        ),
    )
    expect(Responses?.[0]?.map((found) => found?.songTitle)).toEqual([undefined, 'b', 'c'])
  })

  test('are written and got in transactions', async () => {
    await put('a')
    await executeTransactWrite(
      songs.build(PutTransaction).item(key('b')),
      songs.build(UpdateTransaction).item({ ...key('a'), plays: $add(1) }),
    )
    const { Responses } = await executeTransactGet(
      songs.build(GetTransaction).key(key('a')),
      songs.build(GetTransaction).key(key('b')),
    )
    expect(Responses?.map(({ Item }) => Item?.plays)).toEqual([1, 0])
    await expect(
      executeTransactWrite(
        songs
          .build(PutTransaction)
          .item(key('b'))
          .options({ condition: { attr: 'artist', exists: false } }),
      ),
    ).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'ConditionalCheckFailed' }],
    })
  })
})
