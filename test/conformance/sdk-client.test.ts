import {
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  GetItemCommand,
  ListTablesCommand,
  paginateListTables,
  paginateQuery,
  paginateScan,
  PutItemCommand,
  ResourceNotFoundException,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb'
import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { memory } from '../../src/engine/index.js'
import type { Backend } from '../../src/protocol/backend.js'
import { ServiceError } from '../../src/protocol/service-errors.js'
import { N, S, shop } from '../engine/support.js'
import { clientOn } from './clients.js'

let backend: Backend
let client: DynamoDBClient

beforeEach(async () => {
  backend = memory()
  client = clientOn(backend)
  await client.send(new CreateTableCommand(shop))
})

const key = (sk: string): Record<string, AttributeValue> => ({ pk: S('p'), sk: S(sk) })

async function putMany(count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, index) => String(index).padStart(3, '0'))
  for (const sk of names) await client.send(new PutItemCommand({ TableName: 'shop', Item: key(sk) }))
  return names
}

describe('items', () => {
  test('come back as they went in, whatever their types', async () => {
    const Item: Record<string, AttributeValue> = {
      ...key('a'),
      text: S('ü \u{1F600} "quoted" \\ \n'),
      number: N('-1.5'),
      bytes: { B: Uint8Array.of(0, 255) },
      texts: { SS: ['x', 'y'] },
      numbers: { NS: ['1', '2'] },
      binaries: { BS: [Uint8Array.of(1), Uint8Array.of(2, 3)] },
      map: { M: { nested: { L: [{ BOOL: true }, { NULL: true }, { B: new Uint8Array() }] } } },
    }
    await client.send(new PutItemCommand({ TableName: 'shop', Item }))
    const output = await client.send(new GetItemCommand({ TableName: 'shop', Key: key('a') }))
    expect(output.Item).toEqual(Item)
    expect(output.$metadata).toMatchObject({ httpStatusCode: 200, attempts: 1 })
    expect(output.$metadata.requestId).toMatch(/^[A-Z0-9]{52}$/)
  })

  test('are changed and removed', async () => {
    await client.send(new PutItemCommand({ TableName: 'shop', Item: { ...key('a'), count: N(1) } }))
    const { Attributes, ConsumedCapacity } = await client.send(
      new UpdateItemCommand({
        TableName: 'shop',
        Key: key('a'),
        UpdateExpression: 'ADD #c :one SET seen = :yes',
        ExpressionAttributeNames: { '#c': 'count' },
        ExpressionAttributeValues: { ':one': N(1), ':yes': { BOOL: true } },
        ReturnValues: 'ALL_NEW',
        ReturnConsumedCapacity: 'TOTAL',
      }),
    )
    expect(Attributes).toEqual({ ...key('a'), count: N(2), seen: { BOOL: true } })
    expect(ConsumedCapacity).toEqual({ TableName: 'shop', CapacityUnits: 1 })
    const deleted = await client.send(
      new DeleteItemCommand({ TableName: 'shop', Key: key('a'), ReturnValues: 'ALL_OLD' }),
    )
    expect(deleted.Attributes).toEqual(Attributes)
  })

  test('of which there is none are no member', async () => {
    const output = await client.send(new GetItemCommand({ TableName: 'shop', Key: key('a') }))
    expect(output).not.toHaveProperty('Item')
  })
})

describe("refusals are the SDK's own errors", () => {
  test('with the item that was in the way', async () => {
    await client.send(new PutItemCommand({ TableName: 'shop', Item: key('a') }))
    const put = new PutItemCommand({
      TableName: 'shop',
      Item: key('a'),
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    })
    const error: unknown = await client.send(put).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ConditionalCheckFailedException)
    expect(error).toMatchObject({
      name: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
      Item: key('a'),
      $fault: 'client',
      $metadata: { httpStatusCode: 400, attempts: 1 },
    })
  })

  test('with the reasons of a transaction', async () => {
    const check = {
      TableName: 'shop',
      Key: key('a'),
      ConditionExpression: 'attribute_exists(pk)',
    }
    const transaction = new TransactWriteItemsCommand({
      TransactItems: [{ ConditionCheck: check }, { Put: { TableName: 'shop', Item: key('b') } }],
    })
    const error: unknown = await client.send(transaction).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(TransactionCanceledException)
    expect(error).toMatchObject({
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons [ConditionalCheckFailed, None]',
      CancellationReasons: [
        { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
        { Code: 'None' },
      ],
    })
  })

  test('of what is missing and of what is wrong', async () => {
    const missing = client.send(new DescribeTableCommand({ TableName: 'none' }))
    await expect(missing).rejects.toThrow(ResourceNotFoundException)
    await expect(missing).rejects.toThrow('Requested resource not found: Table: none not found')
    const wrong = client.send(new GetItemCommand({ TableName: 'shop', Key: {} }))
    await expect(wrong).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'The provided key element does not match the schema',
    })
  })

  test('of a value that JavaScript let pass', async () => {
    const command = new ListTablesCommand({ Limit: 'many' as never })
    await expect(client.send(command)).rejects.toMatchObject({
      name: 'SerializationException',
      message: 'STRING_VALUE cannot be converted to Integer',
    })
  })
})

describe('paginators', () => {
  test('of a query, a page at a time', async () => {
    const names = await putMany(7)
    const pages: (string | undefined)[][] = []
    const input = {
      TableName: 'shop',
      KeyConditionExpression: 'pk = :p',
      ExpressionAttributeValues: { ':p': S('p') },
    }
    for await (const { Items = [] } of paginateQuery({ client, pageSize: 3 }, input)) {
      pages.push(Items.map((item) => item['sk']?.S))
    }
    expect(pages).toEqual([names.slice(0, 3), names.slice(3, 6), names.slice(6)])
  })

  test('of a scan, of an index too', async () => {
    await putMany(7)
    let count = 0
    for await (const page of paginateScan({ client, pageSize: 2 }, { TableName: 'shop' }))
      count += page.Count ?? 0
    expect(count).toBe(7)
    const indexed = paginateScan({ client }, { TableName: 'shop', IndexName: 'byG' })
    expect((await indexed.next()).value).toMatchObject({ Count: 0, Items: [] })
  })

  test('of tables', async () => {
    for (const TableName of ['a', 'b', 'c', 'd'])
      await client.send(new CreateTableCommand({ ...shop, TableName }))
    const names: string[] = []
    for await (const { TableNames = [] } of paginateListTables({ client, pageSize: 2 }, {}))
      names.push(...TableNames)
    expect(names).toEqual(['a', 'b', 'c', 'd', 'shop'])
  })
})

describe('waiters', () => {
  const patience = () => ({ client, maxWaitTime: 5, minDelay: 1, maxDelay: 1 })

  test('see that a table is there', async () => {
    const { state, reason } = await waitUntilTableExists(patience(), { TableName: 'shop' })
    expect(state).toBe('SUCCESS')
    expect(reason).toMatchObject({
      Table: { TableStatus: 'ACTIVE', CreationDateTime: expect.any(Date) as Date },
    })
  })

  test('see that a table is gone', async () => {
    await client.send(new DeleteTableCommand({ TableName: 'shop' }))
    expect(await waitUntilTableNotExists(patience(), { TableName: 'shop' })).toMatchObject({
      state: 'SUCCESS',
    })
  })
})

describe('what the client does around its requests', () => {
  /** Refuses the first requests. */
  function failing(times: number, name: 'InternalServerError' | 'ThrottlingException'): Backend {
    let failures = 0
    return {
      async execute(operation, input, options) {
        failures += 1
        if (failures <= times) throw new ServiceError(name, 'Again, please.')
        return backend.execute(operation, input, options)
      },
    }
  }

  test.each(['ThrottlingException', 'InternalServerError'] as const)(
    'it tries again after %s',
    async (name) => {
      const impatient = clientOn(failing(2, name), { maxAttempts: 3 })
      const output = await impatient.send(new ListTablesCommand({}))
      expect(output).toMatchObject({ TableNames: ['shop'], $metadata: { attempts: 3 } })
    },
  )

  test('it gives up after as many attempts as it may make', async () => {
    const impatient = clientOn(failing(2, 'ThrottlingException'), { maxAttempts: 2 })
    await expect(impatient.send(new ListTablesCommand({}))).rejects.toMatchObject({
      name: 'ThrottlingException',
      message: 'Again, please.',
      $metadata: { attempts: 2, httpStatusCode: 400 },
    })
  })

  test('its middleware sees requests and answers', async () => {
    const seen: unknown[] = []
    client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const result = await next(args)
          seen.push(commandName, args.request, result.response)
          return result
        },
      { step: 'finalizeRequest', name: 'watch' },
    )
    await client.send(new ListTablesCommand({}))
    expect(seen).toMatchObject([
      'ListTablesCommand',
      { method: 'POST', headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' } },
      { statusCode: 200 },
    ])
  })

  test('it can be told to stop', async () => {
    const abortController = new AbortController()
    const call = client.send(new ListTablesCommand({}), { abortSignal: abortController.signal })
    abortController.abort()
    await expect(call).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('it can be destroyed', () => {
    expect(() => client.destroy()).not.toThrow()
  })
})
