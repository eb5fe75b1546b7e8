import {
  BatchExecuteStatementCommand,
  CreateTableCommand,
  DescribeEndpointsCommand,
  DescribeLimitsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ExecuteStatementCommand,
  ExecuteTransactionCommand,
  ListTagsOfResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { beforeEach, expect, test } from 'vitest'
import { memory } from '../../src/engine/index.js'
import { defined, hash, N, plain, S } from '../engine/support.js'
import { clientOn } from './clients.js'

// What the client makes of the answers of operations that the other tests do not need.
let client: DynamoDBClient
let ResourceArn: string | undefined

beforeEach(async () => {
  client = clientOn(memory())
  const { TableDescription } = await client.send(new CreateTableCommand(plain))
  ResourceArn = TableDescription?.TableArn
})

test('tags, whose writing answers nothing at all', async () => {
  const Tags = [{ Key: 'stage', Value: 'test' }]
  const tagged = await client.send(new TagResourceCommand({ ResourceArn, Tags }))
  expect(tagged).toEqual({ $metadata: expect.objectContaining({ httpStatusCode: 200 }) as object })
  expect(await client.send(new ListTagsOfResourceCommand({ ResourceArn }))).toMatchObject({ Tags })
  await client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['stage'] }))
  expect((await client.send(new ListTagsOfResourceCommand({ ResourceArn }))).Tags).toEqual([])
})

test('settings of a table, with dates', async () => {
  const { TableDescription } = await client.send(
    new UpdateTableCommand({
      TableName: 'plain',
      AttributeDefinitions: defined({ g: 'S' }),
      GlobalSecondaryIndexUpdates: [
        { Create: { IndexName: 'byG', KeySchema: hash('g'), Projection: { ProjectionType: 'KEYS_ONLY' } } },
      ],
    }),
  )
  expect(TableDescription?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['byG'])
  const { Table } = await client.send(new DescribeTableCommand({ TableName: 'plain' }))
  expect(Table).toMatchObject({
    CreationDateTime: expect.any(Date) as Date,
    BillingModeSummary: {
      BillingMode: 'PAY_PER_REQUEST',
      LastUpdateToPayPerRequestDateTime: expect.any(Date) as Date,
    },
  })
})

test('time to live', async () => {
  const TimeToLiveSpecification = { Enabled: true, AttributeName: 'expiresAt' }
  expect(
    await client.send(new UpdateTimeToLiveCommand({ TableName: 'plain', TimeToLiveSpecification })),
  ).toMatchObject({ TimeToLiveSpecification })
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: 'plain' }))
  expect(TimeToLiveDescription).toMatchObject({ AttributeName: 'expiresAt' })
})

test('limits and endpoints', async () => {
  expect(await client.send(new DescribeLimitsCommand({}))).toMatchObject({
    TableMaxReadCapacityUnits: expect.any(Number) as number,
  })
  const { Endpoints } = await client.send(new DescribeEndpointsCommand({}))
  expect(Endpoints).toMatchObject([{ Address: expect.any(String) as string }])
})

test('statements, alone, in batches and in transactions', async () => {
  await client.send(
    new ExecuteStatementCommand({
      Statement: `INSERT INTO plain VALUE {'id': ?, 'n': ?, 'bytes': ?}`,
      Parameters: [S('a'), N(1), { B: Uint8Array.of(1, 2) }],
    }),
  )
  const { Items } = await client.send(
    new ExecuteStatementCommand({ Statement: `SELECT * FROM plain WHERE id = 'a'` }),
  )
  expect(Items).toEqual([{ id: S('a'), n: N(1), bytes: { B: Uint8Array.of(1, 2) } }])
  const { Responses } = await client.send(
    new BatchExecuteStatementCommand({
      Statements: [
        { Statement: `SELECT n FROM plain WHERE id = ?`, Parameters: [S('a')] },
        { Statement: `SELECT n FROM nowhere WHERE id = 'a'` },
      ],
    }),
  )
  expect(Responses).toMatchObject([{ Item: { n: N(1) } }, { Error: { Code: 'ResourceNotFound' } }])
  const transaction = new ExecuteTransactionCommand({
    TransactStatements: [
      { Statement: `INSERT INTO plain VALUE {'id': 'b'}` },
      { Statement: `INSERT INTO plain VALUE {'id': 'a'}` },
    ],
  })
  await expect(client.send(transaction)).rejects.toMatchObject({
    name: 'TransactionCanceledException',
    CancellationReasons: [{ Code: 'None' }, { Code: 'DuplicateItem' }],
  })
})
