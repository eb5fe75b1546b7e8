import {
  CreateTableCommand,
  DuplicateItemException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb'
import {
  BatchExecuteStatementCommand,
  ExecuteStatementCommand,
  ExecuteTransactionCommand,
  GetCommand,
} from '@aws-sdk/lib-dynamodb'
import type { DynamoDBDocumentClient, ExecuteStatementCommandOutput } from '@aws-sdk/lib-dynamodb'
import { beforeEach, expect, test } from 'vitest'
import { memory } from '../../src/engine/index.js'
import { shop } from '../engine/support.js'
import { documentClientOn } from './clients.js'

// The statements of AWS's guide to PartiQL for DynamoDB, on a table of songs.
let documents: DynamoDBDocumentClient
const song = { pk: 'Acme Band', sk: 'PartiQL Rocks' }
const where = `WHERE pk = 'Acme Band' AND sk = 'PartiQL Rocks'`
const key = { TableName: 'shop', Key: song }
const execute = (Statement: string, Parameters?: unknown[]) =>
  documents.send(new ExecuteStatementCommand({ Statement, ...(Parameters && { Parameters }) }))

beforeEach(async () => {
  documents = documentClientOn(memory())
  await documents.send(new CreateTableCommand(shop))
  await execute(`INSERT INTO "shop" VALUE {'pk': 'Acme Band', 'sk': 'PartiQL Rocks'}`)
})

test('an item is inserted once', async () => {
  const again = execute("INSERT INTO \"shop\" VALUE {'pk': ?, 'sk': ?}", [song.pk, song.sk])
  await expect(again).rejects.toBeInstanceOf(DuplicateItemException)
})

test('an item is updated: attributes, maps, lists and sets', async () => {
  await execute(`UPDATE "shop" SET AwardsWon = 1 SET AwardDetail = {'Grammys': [2020, 2018]} ${where}`)
  await execute(`UPDATE "shop" SET AwardDetail.Grammys = list_append(AwardDetail.Grammys, [2016]) ${where}`)
  await execute(
    `UPDATE "shop" SET AwardDetail.BillBoard = [2020] SET BandMembers = <<'member1', 'member2'>> ${where}`,
  )
  await execute(`UPDATE "shop" SET BandMembers = set_add(BandMembers, <<'newmember'>>) ${where}`)
  await execute(`UPDATE "shop" REMOVE AwardDetail.Grammys[2] ${where}`)
  const { Items } = await execute(
    `UPDATE "shop" SET AwardsWon = AwardsWon + ? ${where} AND AwardsWon = 1 RETURNING ALL NEW *`,
    [2],
  )
  const expected = {
    ...song,
    AwardsWon: 3,
    AwardDetail: { Grammys: [2020, 2018], BillBoard: [2020] },
    BandMembers: new Set(['member1', 'member2', 'newmember']),
  }
  expect(Items).toEqual([expected])
  expect((await documents.send(new GetCommand(key))).Item).toEqual(expected)
})

test('an item is deleted, if it is as it should be', async () => {
  const { Items } = await execute(`DELETE FROM "shop" ${where} AND size(sk) > ? RETURNING ALL OLD *`, [5])
  expect(Items).toEqual([song])
  expect((await documents.send(new GetCommand(key))).Item).toBeUndefined()
})

test('items are read page by page, by keys and by other attributes', async () => {
  for (const year of [2019, 2020, 2021]) {
    await execute("INSERT INTO \"shop\" VALUE {'pk': ?, 'sk': ?, 'year': ?}", ['Acme Band', `${year}`, year])
  }
  const years: unknown[] = []
  let NextToken: string | undefined
  do {
    const page: ExecuteStatementCommandOutput = await documents.send(
      new ExecuteStatementCommand({
        Statement: `SELECT "year" FROM "shop" WHERE pk = ? AND sk BETWEEN '2019' AND '2021' ORDER BY sk DESC`,
        Parameters: ['Acme Band'],
        Limit: 2,
        NextToken,
      }),
    )
    years.push(...(page.Items ?? []).map((item) => item['year'] as unknown))
    NextToken = page.NextToken
  } while (NextToken !== undefined)
  expect(years).toEqual([2021, 2020, 2019])
  const { Items } = await execute(`SELECT sk FROM "shop" WHERE "year" > 2019 AND begins_with(sk, '202')`)
  expect(Items).toEqual([{ sk: '2020' }, { sk: '2021' }])
})

test('a batch tells of each statement what became of it', async () => {
  const { Responses } = await documents.send(
    new BatchExecuteStatementCommand({
      Statements: [
        { Statement: `INSERT INTO "shop" VALUE {'pk': ?, 'sk': ?}`, Parameters: ['No One', 'Other'] },
        {
          Statement: `UPDATE "shop" SET year1 = 1 ${where} AND attribute_exists(nope)`,
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      ],
    }),
  )
  expect(Responses).toEqual([
    { TableName: 'shop' },
    {
      TableName: 'shop',
      Error: {
        Code: 'ConditionalCheckFailed',
        Message: 'The conditional request failed',
        Item: expect.anything(),
      },
    },
  ])
})

test('a transaction writes all or nothing, and reads', async () => {
  const insert = { Statement: `INSERT INTO "shop" VALUE {'pk': ?, 'sk': ?}`, Parameters: ['No One', 'Other'] }
  const check = { Statement: `EXISTS(SELECT * FROM "shop" ${where} AND attribute_not_exists(Awards))` }
  const write = () => documents.send(new ExecuteTransactionCommand({ TransactStatements: [insert, check] }))
  await write()
  const error: unknown = await write().catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(TransactionCanceledException)
  expect((error as TransactionCanceledException).CancellationReasons).toEqual([
    { Code: 'DuplicateItem', Message: 'Duplicate primary key exists in table' },
    { Code: 'None' },
  ])
  const reads = [
    `SELECT sk FROM "shop" WHERE pk = 'No One' AND sk = 'Other'`,
    `SELECT sk FROM "shop" ${where}`,
  ]
  const { Responses } = await documents.send(
    new ExecuteTransactionCommand({ TransactStatements: reads.map((Statement) => ({ Statement })) }),
  )
  expect(Responses).toEqual([{ Item: { sk: 'Other' } }, { Item: { sk: 'PartiQL Rocks' } }])
})
