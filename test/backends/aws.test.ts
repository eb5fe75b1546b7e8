import { DynamoDB, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { memory, memoryRequestHandler } from 'monotable/memory'
import { aws } from 'monotable/aws'
import { describe, expect, it, vi } from 'vitest'
import type { Backend, OperationName } from '../../src/index.js'
import { MonotableError } from '../../src/index.js'
import { clientOf, hastyClock, shopEngine, table } from './support.js'

const arn = 'arn:aws:dynamodb:us-east-1:000000000000:table/shop'
const key = { pk: { S: 'a' } }

/** One call of every operation, in an order in which each has something to do. */
const calls: readonly (readonly [OperationName, object])[] = [
  ['CreateTable', table],
  ['DescribeTable', { TableName: 'shop' }],
  ['UpdateTable', { TableName: 'shop', DeletionProtectionEnabled: false }],
  ['ListTables', {}],
  ['TagResource', { ResourceArn: arn, Tags: [{ Key: 'team', Value: 'shop' }] }],
  ['ListTagsOfResource', { ResourceArn: arn }],
  ['UntagResource', { ResourceArn: arn, TagKeys: ['team'] }],
  ['DescribeLimits', {}],
  ['DescribeEndpoints', {}],
  [
    'UpdateTimeToLive',
    { TableName: 'shop', TimeToLiveSpecification: { Enabled: true, AttributeName: 'expires' } },
  ],
  ['DescribeTimeToLive', { TableName: 'shop' }],
  ['PutItem', { TableName: 'shop', Item: { ...key, n: { N: '1' }, bytes: { B: new Uint8Array([1, 2]) } } }],
  ['GetItem', { TableName: 'shop', Key: key, ReturnConsumedCapacity: 'TOTAL' }],
  [
    'UpdateItem',
    {
      TableName: 'shop',
      Key: key,
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
      ReturnValues: 'ALL_NEW',
    },
  ],
  [
    'Query',
    {
      TableName: 'shop',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'a' } },
    },
  ],
  ['Scan', { TableName: 'shop' }],
  ['BatchWriteItem', { RequestItems: { shop: [{ PutRequest: { Item: { pk: { S: 'b' } } } }] } }],
  ['BatchGetItem', { RequestItems: { shop: { Keys: [key] } } }],
  ['TransactWriteItems', { TransactItems: [{ Put: { TableName: 'shop', Item: { pk: { S: 'c' } } } }] }],
  ['TransactGetItems', { TransactItems: [{ Get: { TableName: 'shop', Key: key } }] }],
  ['ExecuteStatement', { Statement: `SELECT * FROM "shop" WHERE pk = 'a'` }],
  ['BatchExecuteStatement', { Statements: [{ Statement: `SELECT * FROM "shop" WHERE pk = 'a'` }] }],
  ['ExecuteTransaction', { TransactStatements: [{ Statement: `SELECT * FROM "shop" WHERE pk = 'a'` }] }],
  ['DeleteItem', { TableName: 'shop', Key: key, ReturnValues: 'ALL_OLD' }],
  ['DeleteTable', { TableName: 'shop' }],
]

describe('operations', () => {
  it('are answered as by the backend at the other end', async () => {
    const frozen = { clock: { now: () => Date.UTC(2026, 0, 1), sleep: async () => {} }, random: () => 0.5 }
    const direct = memory(frozen)
    const backend = aws(clientOf(memory(frozen)))
    for (const [operation, input] of calls) {
      const expected = await direct.execute(operation, structuredClone(input))
      const actual = await backend.execute(operation, structuredClone(input))
      expect({ operation, output: actual }).toMatchObject({ operation, output: expected })
    }
  })

  it('are all there, save those of streams, which have a client of their own', async () => {
    const backend = aws(clientOf(memory()))
    for (const operation of ['ListStreams', 'DescribeStream', 'GetRecords', 'GetShardIterator'] as const)
      await expect(backend.execute(operation, {})).rejects.toMatchObject({
        code: 'backends.unsupported',
        details: { operation },
      })
    await expect(backend.execute('constructor' as never, {} as never)).rejects.toMatchObject({
      code: 'backends.unsupported',
    })
  })

  it('do not change their input', async () => {
    const engine = await shopEngine()
    const input = { TableName: 'shop', Key: { pk: { S: 'a' } } }
    await aws(clientOf(engine)).execute('GetItem', Object.freeze(input))
    expect(input).toEqual({ TableName: 'shop', Key: { pk: { S: 'a' } } })
  })
})

describe('refusals', () => {
  it('keep their name, their words, their members and the id of the request', async () => {
    const backend = aws(clientOf(await shopEngine()))
    const condition = { ConditionExpression: 'attribute_not_exists(pk)' }
    const Item = { pk: { S: 'a' }, by: { S: 'other' } }
    await backend.execute('PutItem', { TableName: 'shop', Item })
    const put = { TableName: 'shop', Item, ...condition }
    await expect(
      backend.execute('PutItem', { ...put, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
    ).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
      Item,
      $metadata: { attempts: 1, requestId: expect.any(String) },
    })
    await expect(
      backend.execute('TransactWriteItems', {
        TransactItems: [{ Put: { ...put, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } }],
      }),
    ).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'ConditionalCheckFailed', Item }],
    })
    await expect(backend.execute('GetItem', { TableName: 'none', Key: key })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })

  it('of a request that was sent once are not marked as repeated', async () => {
    const backend = aws(clientOf(await shopEngine()))
    const input = { TableName: 'shop', Key: key, ConditionExpression: 'attribute_exists(pk)' }
    const error: unknown = await backend.execute('DeleteItem', input).catch((caught: unknown) => caught)
    expect(error).not.toHaveProperty('isRepeated')
  })
})

describe('clients', () => {
  it('of every kind that the SDK has are taken', async () => {
    const engine = await shopEngine()
    const client = clientOf(engine)
    const whole = new DynamoDB({
      requestHandler: memoryRequestHandler(engine),
      region: 'us-east-1',
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    })
    for (const each of [client, whole, DynamoDBDocumentClient.from(client)]) {
      const backend: Backend = aws(each)
      await backend.execute('PutItem', { TableName: 'shop', Item: { pk: { S: 'a' }, n: { N: '1' } } })
      const { Item } = await backend.execute('GetItem', { TableName: 'shop', Key: key })
      expect(Item).toEqual({ pk: { S: 'a' }, n: { N: '1' } })
    }
  })

  it.each([undefined, null, {}, { send() {} }, 'client', memory()])(
    'that are none are refused: %s',
    (value) => {
      expect(() => aws(value as never)).toThrow(expect.objectContaining({ code: 'backends.client' }))
    },
  )

  it.each([0, -1, 1.5, Number.NaN, Infinity, '3', null])(
    'are asked a whole number of times, not %s',
    (value) => {
      const make = () => aws(clientOf(memory()), { attempts: value as number })
      expect(make).toThrow(MonotableError)
      expect(make).toThrow(expect.objectContaining({ code: 'backends.options' }))
    },
  )

  it('come with no other options than there are', () => {
    const make = () => aws(clientOf(memory()), { attempts: 2, atempts: 3 } as object)
    expect(make).toThrow('aws: there is no option atempts; did you mean attempts? It takes attempts, clock, ')
    expect(make).toThrow(expect.objectContaining({ code: 'backends.options' }))
  })
})

describe('what a client is set up with', () => {
  const input = {
    TableName: 'shop',
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: 'a' } },
  }

  function logger() {
    const entries: Record<string, unknown>[] = []
    const note = (entry: Record<string, unknown>) => void entries.push(entry)
    return { entries, logger: { debug() {}, trace() {}, warn() {}, info: note, error: note } }
  }

  const withoutTimes = (entries: Record<string, unknown>[]) =>
    entries.map((entry) => ({
      ...entry,
      metadata: undefined,
      error: (entry['error'] as Error | undefined)?.name,
    }))

  it('its logger is told the same as of a command of its own', async () => {
    const engine = await shopEngine()
    const own = logger()
    const ours = logger()
    const client = clientOf(engine, { logger: own.logger })
    await client.send(new QueryCommand(input))
    await client.send(new GetItemCommand({ TableName: 'none', Key: key })).catch(() => {})
    const backend = aws(clientOf(engine, { logger: ours.logger }))
    await backend.execute('Query', input)
    await backend.execute('GetItem', { TableName: 'none', Key: key }).catch(() => {})
    expect(withoutTimes(ours.entries)).toEqual(withoutTimes(own.entries))
    expect(ours.entries).toHaveLength(2)
    // Told a copy, as it always is.
    expect(ours.entries[0]?.['input']).not.toBe(input)
  })

  it('its middleware sees what it sees of a command of its own, and can filter what it logs', async () => {
    const seen: unknown[] = []
    const client = clientOf(await shopEngine())
    client.middlewareStack.add(
      (next, context) => async (args) => {
        const result = await next(args)
        const { $metadata: _, ...output } = result.output
        const filters = context as unknown as Record<string, (value: unknown) => unknown>
        seen.push({
          command: context['commandName'],
          input: filters['inputFilterSensitiveLog']?.(args.input),
          output: filters['outputFilterSensitiveLog']?.(output),
        })
        return result
      },
      { step: 'initialize' },
    )
    await client.send(new QueryCommand(input))
    await aws(client).execute('Query', input)
    expect(seen[1]).toEqual(seen[0])
    expect(seen[0]).toMatchObject({ command: 'QueryCommand', output: { Count: 0, Items: [] } })
  })

  it('nothing is copied for the logger that clients have when nobody gave them one', async () => {
    const engine = await shopEngine()
    const client = clientOf(engine)
    const info = vi.spyOn(client.config.logger, 'info')
    await aws(client).execute('Query', input)
    expect(info).toHaveBeenCalledOnce()
    expect(info.mock.calls[0]?.[0]).toHaveProperty('input', input)
    expect((info.mock.calls[0]?.[0] as { input: unknown } | undefined)?.input).toBe(input)
  })

  it('a client that keeps the middleware of its commands keeps none of ours', async () => {
    const engine = await shopEngine()
    const client = clientOf(engine, { cacheMiddleware: true })
    const backend = aws(client, { attempts: 1, clock: hastyClock() })
    await backend.execute('GetItem', { TableName: 'shop', Key: key })
    await client.send(new GetItemCommand({ TableName: 'shop', Key: key }))
    for (let call = 0; call < 3; call++)
      await expect(backend.execute('GetItem', { TableName: 'none', Key: key })).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        $metadata: { attempts: 1 },
      })
  })
})
