import { describe, expect, test } from 'vitest'
import type { Backend } from '../../../src/protocol/backend.js'
import { answerWireRequest } from '../../../src/engine/index.js'
import type { WireAnswer } from '../../../src/engine/index.js'
import { backendWith, plain } from '../support.js'

const dynamodb = (operation: string): string => `DynamoDB_20120810.${operation}`

async function answered(answer: Promise<WireAnswer>): Promise<[number, unknown]> {
  const { status, body } = await answer
  return [status, body === '' ? '' : JSON.parse(body)]
}

async function ask(operation: string, body: unknown): Promise<[number, unknown]> {
  const backend = await backendWith([plain])
  const request = { target: dynamodb(operation), body: JSON.stringify(body) }
  return answered(answerWireRequest(backend, request))
}

/** A backend that answers every operation alike. */
const backendThat = (execute: (operation: string) => unknown): Backend => ({
  execute: async (operation) => execute(operation) as never,
})

test('items that are lent to be written down stay as they are stored', async () => {
  const backend = await backendWith([plain])
  const bytes = Uint8Array.of(1)
  await backend.execute('PutItem', { TableName: 'plain', Item: { id: { S: '1' }, bytes: { B: bytes } } })
  const scan = { target: dynamodb('Scan'), body: '{"TableName":"plain"}' }
  const written = await answerWireRequest(backend, scan)
  expect(written.body).toContain('"bytes":{"B":"AQ=="}')
  const { Items = [] } = await backend.execute('Scan', { TableName: 'plain' })
  Items[0]?.['bytes']?.B?.fill(9)
  expect(await answerWireRequest(backend, scan)).toEqual(written)
})

test.each([
  ['lists', '{"L":[', ']}'],
  ['maps', '{"M":{"a":', '}}'],
])('%s too deep to be looked at are refused, also in a short body', async (_, open, close) => {
  const nested = (levels: number) => `${open.repeat(levels)}{"S":"a"}${close.repeat(levels)}`
  const put = (levels: number) => `{"TableName":"plain","Item":{"id":{"S":"a"},"deep":${nested(levels)}}}`
  const backend = await backendWith([plain])
  const ask = (body: string) => answered(answerWireRequest(backend, { target: dynamodb('PutItem'), body }))
  expect(await ask(put(4000))).toEqual([400, { __type: 'com.amazon.coral.service#SerializationException' }])
  expect(await ask(put(900))).toMatchObject([400, { message: expect.stringContaining('Nesting Levels') }])
})

test('what was put is what is got, binaries and names of any kind included', async () => {
  const backend = await backendWith([plain])
  const Item = '{"id":{"S":"a"},"__proto__":{"B":"AQI="},"l":{"L":[{"BS":["","/w=="]},{"NULL":true}]}}'
  const put = { target: dynamodb('PutItem'), body: `{"TableName":"plain","Item":${Item}}` }
  expect(await answerWireRequest(backend, put)).toEqual({ status: 200, body: '{}' })
  const get = { target: dynamodb('GetItem'), body: '{"TableName":"plain","Key":{"id":{"S":"a"}}}' }
  const { body } = await answerWireRequest(backend, get)
  expect(JSON.parse(body)).toEqual({ Item: JSON.parse(Item) as unknown })
  expect(body).toContain('"__proto__":{"B":"AQI="}')
})

test('dates are seconds', async () => {
  const [status, body] = await ask('DescribeTable', { TableName: 'plain' })
  expect(status).toBe(200)
  expect(body).toMatchObject({ Table: { CreationDateTime: Date.UTC(2026, 0, 1) / 1000 } })
})

test('operations that answer nothing have an empty body', async () => {
  const request = { target: dynamodb('TagResource'), body: '{"ResourceArn":"a","Tags":[]}' }
  expect(
    await answerWireRequest(
      backendThat(() => ({})),
      request,
    ),
  ).toEqual({ status: 200, body: '' })
})

test('the streams are asked under their own name', async () => {
  const backend = backendThat((operation) => (operation === 'ListStreams' ? { Streams: [] } : undefined))
  const request = { target: 'DynamoDBStreams_20120810.ListStreams', body: '{}' }
  expect(await answered(answerWireRequest(backend, request))).toEqual([200, { Streams: [] }])
})

describe('requests that name no operation', () => {
  test.each([
    undefined,
    '',
    'PutItem',
    'DynamoDB_20120810.',
    'DynamoDB_20120810.putItem',
    'DynamoDB_20120810.PutItem.x',
    'DynamoDB_20111205.PutItem',
    'DynamoDB_20120810.ListStreams',
    'DynamoDBStreams_20120810.PutItem',
    'DynamoDB_20120810.CreateBackup',
    'DynamoDB_20120810.__proto__',
    '__proto__',
  ])('%s', async (target) => {
    const backend = await backendWith([plain])
    const unknown = [400, { __type: 'com.amazon.coral.service#UnknownOperationException' }]
    expect(await answered(answerWireRequest(backend, { target, body: '{}' }))).toEqual(unknown)
    expect(await answered(answerWireRequest(backend, { target, body: '' }))).toEqual(unknown)
  })
})

describe('requests that cannot be read', () => {
  const unreadable = { __type: 'com.amazon.coral.service#SerializationException' }

  test.each(['', '{', '{} {}', 'x'])('no JSON: %j', async (body) => {
    const backend = await backendWith([plain])
    const request = { target: dynamodb('PutItem'), body }
    expect(await answered(answerWireRequest(backend, request))).toEqual([400, unreadable])
  })

  test('JSON comes before the operation', async () => {
    const backend = await backendWith([plain])
    expect(await answered(answerWireRequest(backend, { target: 'x', body: '{' }))).toEqual([400, unreadable])
  })

  test.each([
    [[], 'Start of list found where not expected'],
    [1, 'Unexpected value type in payload'],
    ['a', 'Unexpected value type in payload'],
    [null, 'Unexpected value type in payload'],
    [{ TableName: 1 }, 'NUMBER_VALUE cannot be converted to String'],
  ])('another shape: %j', async (body, Message) => {
    expect(await ask('PutItem', body)).toEqual([400, { ...unreadable, Message }])
  })

  test('shapes come before anything that they mean', async () => {
    const body = { TableName: '', Item: { a: { S: 1 } }, ReturnValues: 'x' }
    const Message = 'NUMBER_VALUE cannot be converted to String'
    expect(await ask('PutItem', body)).toEqual([400, { ...unreadable, Message }])
  })
})

describe('refusals', () => {
  test('are answers', async () => {
    expect(await ask('GetItem', { TableName: 'none', Key: { id: { S: 'a' } } })).toEqual([
      400,
      {
        __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
        message: 'Requested resource not found',
      },
    ])
  })

  test('of values without a type or with several come from the engine', async () => {
    const request = (value: object): Promise<[number, unknown]> =>
      ask('PutItem', { TableName: 'plain', Item: { id: { S: 'a' }, a: value } })
    const refused = (message: string): unknown => [
      400,
      { __type: 'com.amazon.coral.validate#ValidationException', message },
    ]
    const rest = 'must contain exactly one of the supported datatypes'
    const none = refused(`Supplied AttributeValue is empty, ${rest}`)
    expect(await request({})).toEqual(none)
    expect(await request({ S: null })).toEqual(none)
    expect(await request({ X: 'x' })).toEqual(none)
    expect(await request({ S: 'a', N: '1' })).toEqual(
      refused(`Supplied AttributeValue has more than one datatypes set, ${rest}`),
    )
  })
})

test('a fault of the backend is one of the server', async () => {
  const backend = backendThat(() => {
    throw new TypeError('x is not a function')
  })
  const request = { target: dynamodb('ListTables'), body: '{}' }
  expect(await answered(answerWireRequest(backend, request))).toMatchObject([
    500,
    { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError' },
  ])
})

describe('an aborted request', () => {
  const request = { target: dynamodb('ListTables'), body: '{}' }

  test('rejects with the reason of its signal', async () => {
    const reason = new Error('enough')
    const backend = await backendWith([])
    await expect(answerWireRequest(backend, request, { signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    )
  })

  test('is answered when it was finished before', async () => {
    const controller = new AbortController()
    const answer = await answerWireRequest(await backendWith([]), request, { signal: controller.signal })
    controller.abort()
    expect(answer).toEqual({ status: 200, body: '{"TableNames":[]}' })
  })
})
