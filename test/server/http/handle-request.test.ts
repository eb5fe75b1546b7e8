import { crc32, gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { requestSizeBytesMax } from '../../../src/protocol/limits.js'
import { ask, jsonType, send, started, tableInput } from '../support.js'

const unknown = { status: 404, text: '<UnknownOperationException/>\n' }
const listTables = { 'Content-Type': jsonType, 'X-Amz-Target': 'DynamoDB_20120810.ListTables' }
const streams = { 'Content-Type': jsonType, 'X-Amz-Target': 'DynamoDBStreams_20120810.ListStreams' }

describe('an answer', () => {
  it('has its checksum, its length, an id, and the type of the request', async () => {
    const { port } = await started()
    const { status, headers, bytes, json } = await ask(port, 'ListTables', {})
    expect(status).toBe(200)
    expect(json).toEqual({ TableNames: [] })
    expect(headers).toMatchObject({
      'content-type': jsonType,
      'content-length': String(bytes.length),
      'x-amz-crc32': String(crc32(bytes)),
    })
    expect(headers['x-amzn-requestid']).toMatch(/^[0-9A-Z]{52}$/)
    expect(headers).not.toHaveProperty('content-encoding')
  })

  it('counts bytes, not letters', async () => {
    const { port } = await started()
    await ask(port, 'CreateTable', tableInput('t'))
    const item = { pk: { S: 'é€😀' } }
    await ask(port, 'PutItem', { TableName: 't', Item: item })
    const { headers, bytes, json } = await ask(port, 'GetItem', { TableName: 't', Key: item })
    expect(json).toEqual({ Item: item })
    expect(headers['content-length']).toBe(String(bytes.length))
    expect(headers['x-amz-crc32']).toBe(String(crc32(bytes)))
  })

  it.each([
    [jsonType, jsonType],
    [`${jsonType}; charset=utf-8`, jsonType],
    ['application/x-amz-json-1.1', 'application/x-amz-json-1.1'],
    ['application/json', 'application/json'],
  ])('to %s is %s', async (asked, answered) => {
    const { port } = await started()
    const { status, headers } = await send(port, {
      headers: { ...listTables, 'Content-Type': asked },
      body: '{}',
    })
    expect([status, headers['content-type']]).toEqual([200, answered])
  })

  it.each([1, 3000])('is compressed for those who take it, checksum included: %i tables', async (length) => {
    const { port } = await started()
    await ask(port, 'CreateTable', tableInput('t'))
    const Item = { pk: { S: 'a' }, text: { S: 'x'.repeat(length * 10) } }
    await ask(port, 'PutItem', { TableName: 't', Item })
    const { headers, bytes } = await ask(
      port,
      'GetItem',
      { TableName: 't', Key: { pk: { S: 'a' } } },
      { 'Accept-Encoding': 'gzip, deflate' },
    )
    expect(headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-length': String(bytes.length),
      'x-amz-crc32': String(crc32(bytes)),
    })
    expect(JSON.parse(gunzipSync(bytes).toString())).toEqual({ Item })
  })
})

describe('what is no request of the protocol', () => {
  it.each(['/', '/anything?at=all'])('GET %s tells that the server is there', async (path) => {
    const { port } = await started()
    const { status, text, headers } = await send(port, { method: 'GET', path })
    expect([status, text]).toEqual([200, 'healthy: dynamodb.us-east-1.amazonaws.com '])
    expect(headers).toMatchObject({ 'x-amz-crc32': '3128867991', 'content-length': '42' })
  })

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is unknown', async (method) => {
    const { port } = await started()
    const reply = await send(port, { method })
    expect(reply).toMatchObject(unknown)
    expect(reply.headers).toMatchObject({ 'x-amz-crc32': '3552371480', 'content-length': '29' })
  })

  it.each([undefined, 'text/plain', 'application/x-amz-json', 'application/json asdf'])(
    'a body of the type %s is unknown',
    async (type) => {
      const { port } = await started()
      const { 'X-Amz-Target': target } = listTables
      const headers = { 'X-Amz-Target': target, ...(type === undefined ? {} : { 'Content-Type': type }) }
      expect(await send(port, { headers, body: '{}' })).toMatchObject(unknown)
    },
  )

  it.each([
    undefined,
    'DynamoDB_20120810.Nothing',
    'DynamoDB_20120810',
    'ListTables',
    'DynamoDB_20120810.__proto__',
  ])('the target %s is unknown', async (target) => {
    const { port } = await started()
    const headers = { 'Content-Type': jsonType, ...(target === undefined ? {} : { 'X-Amz-Target': target }) }
    const { status, json } = await send(port, { headers, body: '{}' })
    expect(status).toBe(400)
    expect(json['__type']).toMatch(/#UnknownOperationException$/)
  })
})

describe('a body that cannot be read', () => {
  const cases: [string, Buffer | string, Record<string, string>][] = [
    ['is no JSON', '{', {}],
    ['is empty', '', {}],
    ['is no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), {}],
    ['is nested too deep', '['.repeat(1_000_000), {}],
    ['is damaged gzip', 'nothing', { 'Content-Encoding': 'gzip' }],
    ['is compressed in another way', '{}', { 'Content-Encoding': 'br' }],
  ]
  it.each(cases)('%s', async (_, body, headers) => {
    const { port } = await started()
    const { status, json } = await send(port, { headers: { ...listTables, ...headers }, body })
    expect(status).toBe(400)
    expect(json['__type']).toMatch(/#SerializationException$/)
  })

  it('but the letter that stands for what is no UTF-8 is a letter', async () => {
    const { port } = await started()
    const { json } = await send(port, { headers: listTables, body: '{"ExclusiveStartTableName":"\uFFFD"}' })
    expect(json['__type']).toMatch(/ValidationException$/)
  })
})

describe('a body', () => {
  it('may be compressed', async () => {
    const { port } = await started()
    const headers = { ...listTables, 'Content-Encoding': 'gzip' }
    expect((await send(port, { headers, body: gzipSync('{"Limit":1}') })).json).toEqual({ TableNames: [] })
  })

  it('is not inflated beyond the limit', async () => {
    const { port } = await started()
    const body = gzipSync(Buffer.alloc(requestSizeBytesMax + 1, ' '))
    expect(await send(port, { headers: { ...listTables, 'Content-Encoding': 'gzip' }, body })).toMatchObject({
      status: 413,
      text: '',
      headers: { 'transfer-encoding': 'chunked' },
    })
  })

  it('may be as large as the limit and not larger', async () => {
    const { port } = await started()
    const body = '{}'.padEnd(requestSizeBytesMax)
    expect(await send(port, { headers: listTables, body })).toMatchObject({ status: 200 })
    expect(await send(port, { headers: listTables, body: `${body} ` })).toMatchObject({
      status: 413,
      text: '',
    })
  })
})

describe('a page of another origin', () => {
  it('gets to read answers', async () => {
    const { port } = await started()
    for (const sent of [{ headers: listTables, body: '{}' }, { method: 'GET' }, { method: 'PUT' }]) {
      const { headers } = await send(port, {
        ...sent,
        headers: { ...sent.headers, Origin: 'https://example.org' },
      })
      expect(headers['access-control-allow-origin']).toBe('*')
    }
    expect((await ask(port, 'ListTables', {})).headers).not.toHaveProperty('access-control-allow-origin')
  })

  it('may send what it asks for in a preflight', async () => {
    const { port } = await started()
    const { status, headers, text } = await send(port, {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://example.org',
        'Access-Control-Request-Headers': 'x-amz-target, authorization',
        'Access-Control-Request-Method': 'POST',
      },
    })
    expect([status, text]).toEqual([200, ''])
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'x-amz-target, authorization',
      'access-control-allow-methods': 'POST',
      'access-control-max-age': '172800',
      'content-length': '0',
    })
  })
})

it('streams are asked on the same port', async () => {
  const { port } = await started()
  const { json } = await send(port, { headers: streams, body: '{}' })
  expect(json['__type'] ?? json['Streams']).toSatisfy(
    (answer) => Array.isArray(answer) || /UnknownOperation/.test(String(answer)),
  )
})
