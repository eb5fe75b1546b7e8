import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { aws } from 'monotable/aws'
import { describe, expect, it } from 'vitest'
import type { Treatment } from './support.js'
import { clientAt, mistreated, table } from './support.js'

const key = { pk: { S: 'a' } }
const get = { TableName: 'shop', Key: key }
const create = {
  TableName: 'shop',
  Item: { pk: { S: 'a' }, n: { N: '1' } },
  ConditionExpression: 'attribute_not_exists(pk)',
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
} as const
const add = {
  TableName: 'shop',
  Key: key,
  UpdateExpression: 'ADD n :one',
  ExpressionAttributeValues: { ':one': { N: '1' } },
}

/** A backend over a real connection on which requests are treated as is told, and one that is treated well. */
async function connected(treatments: readonly Treatment[], config: DynamoDBClientConfig = {}) {
  const { url, direct, seen } = await mistreated(treatments)
  const well = aws(clientAt(direct))
  await well.execute('CreateTable', structuredClone(table) as never)
  return { backend: aws(clientAt(url, config)), well, seen }
}

describe('over a connection', () => {
  it('requests and answers are those of the service', async () => {
    const { backend } = await connected([])
    await backend.execute('PutItem', create)
    await expect(backend.execute('GetItem', get)).resolves.toMatchObject({ Item: create.Item })
    await expect(backend.execute('PutItem', create)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      Item: create.Item,
      $metadata: { requestId: expect.any(String) },
    })
  })

  it('that is reset before the server has read, a request is sent again', async () => {
    const { backend, seen } = await connected(['reset'])
    await backend.execute('PutItem', create)
    expect(seen.count).toBe(2)
  })

  it('that is reset after the server has written, a create finds its own item and says that it was repeated', async () => {
    const { backend, seen } = await connected(['reset-after'])
    await expect(backend.execute('PutItem', create)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      isRepeated: true,
      Item: create.Item,
    })
    expect(seen.count).toBe(2)
  })

  it('that is reset after the server has written, what must not happen twice has an unknown outcome', async () => {
    const { backend, well, seen } = await connected(['reset-after'])
    await expect(backend.execute('UpdateItem', add, { sendOnce: true })).rejects.toMatchObject({
      code: 'backends.outcome-unknown',
      details: { attempts: 1 },
    })
    expect(seen.count).toBe(1)
    expect((await well.execute('GetItem', get)).Item?.['n']).toEqual({ N: '1' })
  })

  it('on which nothing is answered, the time limit of the client ends a read', async () => {
    const requestHandler = { requestTimeout: 50, throwOnRequestTimeout: true }
    const { backend, seen } = await connected(['hang', 'hang'], { requestHandler, maxAttempts: 2 })
    await expect(backend.execute('GetItem', get)).rejects.toMatchObject({
      code: 'backends.no-answer',
      details: { attempts: 2 },
      cause: { name: 'TimeoutError' },
    })
    expect(seen.count).toBe(2)
  })

  it('on which nothing is answered, the time limit of the client leaves a write in the dark', async () => {
    const requestHandler = { requestTimeout: 50, throwOnRequestTimeout: true }
    const { backend } = await connected(['hang'], { requestHandler, maxAttempts: 1 })
    await expect(backend.execute('PutItem', create)).rejects.toMatchObject({
      code: 'backends.outcome-unknown',
      cause: { name: 'TimeoutError' },
    })
  })

  it('on which nothing is answered, a call can be abandoned', async () => {
    const { backend, seen } = await connected(['hang'])
    const controller = new AbortController()
    const reason = new Error('enough')
    const call = backend.execute('PutItem', create, { signal: controller.signal })
    setTimeout(() => controller.abort(reason), 50)
    await expect(call).rejects.toBe(reason)
    expect(seen.count).toBe(1)
  })

  it('to an address, given in place of a client, requests are answered', async () => {
    const { url, seen } = await mistreated([])
    await aws(url).execute('CreateTable', structuredClone(table) as never)
    expect(await aws(url).execute('ListTables', {})).toMatchObject({ TableNames: ['shop'] })
    expect(seen.count).toBe(2)
  })

  it('that nobody accepts, nothing is sent', async () => {
    const server = createServer()
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
    })
    await new Promise((resolve) => void server.close(resolve))
    const backend = aws(clientAt(`http://127.0.0.1:${port}`, { maxAttempts: 2 }))
    await expect(backend.execute('PutItem', create)).rejects.toMatchObject({
      code: 'backends.not-sent',
      details: { attempts: 2 },
    })
  })
})
