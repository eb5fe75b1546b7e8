import { aws } from 'monotable/aws'
import { describe, expect, it } from 'vitest'
import type { DaxClient, DaxOperation } from '../../../src/backends/aws.js'
import type { MemoryBackend } from '../../../src/engine/index.js'
import { ServiceError } from '../../../src/protocol/service-errors.js'
import { hastyClock, shopEngine } from '../support.js'

const key = { pk: { S: 'a' } }
const put = { TableName: 'shop', Item: { pk: { S: 'a' }, n: { N: '1' } } }

/** An error as DAX's client throws it: `codeSeq` is of what a server answered. */
function daxError(code: string, message: string, members: object = {}): Error {
  const base = { code, statusCode: -1, requestId: null, retryable: false }
  return Object.assign(new Error(`${code}: ${message}`), base, members)
}

const ofServer = { codeSeq: [4, 37, 38, 39, 43], statusCode: 400, requestId: 'DAX1' }

/** A client with the methods of DAX's, and its errors, over the engine. */
function daxOver(engine: MemoryBackend, failures: Error[] = []): DaxClient & { calls: string[] } {
  const calls: string[] = []
  const call =
    (operation: DaxOperation) =>
    async (input: object): Promise<never> => {
      calls.push(operation)
      const failure = failures.shift()
      if (failure !== undefined) throw failure
      try {
        return (await engine.execute(operation, input as never)) as never
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error
        const cancellationReasons = error.CancellationReasons?.map(({ Item = null, ...reason }) => ({
          ...reason,
          Item,
        }))
        throw daxError(error.name, error.message, { ...ofServer, cancellationReasons })
      }
    }
  const client = {
    calls,
    config: { endpoint: 'dax://cluster' },
    send() {
      throw daxError('ValidationException', 'send operation is not supported for DAX.')
    },
    batchGetItem: call('BatchGetItem'),
    batchWriteItem: call('BatchWriteItem'),
    deleteItem: call('DeleteItem'),
    getItem: call('GetItem'),
    putItem: call('PutItem'),
    query: call('Query'),
    scan: call('Scan'),
    transactGetItems: call('TransactGetItems'),
    transactWriteItems: call('TransactWriteItems'),
    updateItem: call('UpdateItem'),
  }
  return client
}

async function dax(failures: Error[] = []) {
  const engine = await shopEngine()
  const client = daxOver(engine, failures)
  const clock = hastyClock()
  return { backend: aws(client, { clock, random: () => 0.5 }), client, engine, clock }
}

describe('a client of DAX', () => {
  it('is called by its methods, for each of its operations', async () => {
    const { backend, client } = await dax()
    await backend.execute('PutItem', put)
    await backend.execute('GetItem', { TableName: 'shop', Key: key })
    await backend.execute('UpdateItem', { TableName: 'shop', Key: key })
    await backend.execute('Query', {
      TableName: 'shop',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'a' } },
    })
    await backend.execute('Scan', { TableName: 'shop' })
    await backend.execute('BatchGetItem', { RequestItems: { shop: { Keys: [key] } } })
    await backend.execute('BatchWriteItem', { RequestItems: { shop: [{ DeleteRequest: { Key: key } }] } })
    await backend.execute('TransactWriteItems', { TransactItems: [{ Put: put }] })
    const { Responses } = await backend.execute('TransactGetItems', {
      TransactItems: [{ Get: { TableName: 'shop', Key: key } }],
    })
    expect(Responses).toEqual([{ Item: put.Item }])
    await backend.execute('DeleteItem', { TableName: 'shop', Key: key })
    expect(new Set(client.calls).size).toBe(10)
  })

  it('has nothing else', async () => {
    const { backend } = await dax()
    for (const operation of ['DescribeTable', 'CreateTable', 'ExecuteStatement', 'ListStreams'] as const)
      await expect(backend.execute(operation, {})).rejects.toMatchObject({
        code: 'backends.unsupported',
      })
  })

  it('has its refusals under the names and with the words of the service', async () => {
    const { backend } = await dax()
    await backend.execute('PutItem', put)
    const create = { ...put, ConditionExpression: 'attribute_not_exists(pk)' }
    await expect(backend.execute('PutItem', create)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
      $metadata: { requestId: 'DAX1', httpStatusCode: 400 },
      cause: { code: 'ConditionalCheckFailedException' },
    })
    const Put = { ...create, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const
    const Check = {
      TableName: 'shop',
      Key: { pk: { S: 'b' } },
      ConditionExpression: 'attribute_not_exists(pk)',
    }
    await expect(
      backend.execute('TransactWriteItems', { TransactItems: [{ ConditionCheck: Check }, { Put }] }),
    ).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [
        { Code: 'None', Item: undefined },
        { Code: 'ConditionalCheckFailed', Item: put.Item },
      ],
    })
  })

  it('is asked again where the service had no time', async () => {
    const failures = [
      daxError('ThrottlingException', 'Rate', ofServer),
      daxError('InternalServerErrorException', 'Oh', { ...ofServer, statusCode: 500 }),
    ]
    const { backend, client, clock } = await dax(failures)
    await backend.execute('GetItem', { TableName: 'shop', Key: key })
    expect(client.calls).toHaveLength(3)
    expect(clock.sleeps).toEqual([25, 50])
  })

  it('leaves a write in the dark where it says that it does not know', async () => {
    const ambiguous = Object.assign(daxError('EndOfStreamException', 'gone'), {
      message: 'Write operation failed without negative acknowledgement \nEndOfStreamException: gone',
    })
    const { backend, client } = await dax([ambiguous])
    await expect(backend.execute('PutItem', put)).rejects.toMatchObject({
      code: 'backends.outcome-unknown',
      cause: ambiguous,
    })
    expect(client.calls).toHaveLength(1)
  })

  it('leaves a write in the dark where a server says so too', async () => {
    const server = { ...ofServer, codeSeq: [4, 37, 38, 39, 47] }
    const ambiguous = Object.assign(daxError('InternalServerErrorException', 'Oh', server), {
      message: 'Write operation failed without negative acknowledgement \nInternalServerErrorException: Oh',
    })
    const { backend } = await dax([ambiguous])
    await expect(backend.execute('PutItem', put, { sendOnce: true })).rejects.toMatchObject({
      code: 'backends.outcome-unknown',
    })
  })

  it('says that nothing was sent where there is no node to send it to', async () => {
    const { backend } = await dax([daxError('NoRouteException', 'not able to resolve address')])
    await expect(backend.execute('PutItem', put)).rejects.toMatchObject({ code: 'backends.not-sent' })
  })

  it('has its own errors of validation under the name of the service', async () => {
    const { backend } = await dax([daxError('ValidationException', 'Value 0 at limit')])
    await expect(backend.execute('Query', { TableName: 'shop', Limit: 0 })).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Value 0 at limit',
    })
  })

  it('can be abandoned, although it goes on', async () => {
    const { client } = await dax()
    const silent = { ...client, getItem: () => new Promise<never>(() => {}) }
    const reason = new Error('enough')
    const controller = new AbortController()
    const call = aws(silent).execute(
      'GetItem',
      { TableName: 'shop', Key: key },
      { signal: controller.signal },
    )
    controller.abort(reason)
    await expect(call).rejects.toBe(reason)
  })
})
