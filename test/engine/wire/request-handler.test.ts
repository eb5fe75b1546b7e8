import { describe, expect, test } from 'vitest'
import type { Backend } from '../../../src/protocol/backend.js'
import { memoryRequestHandler } from '../../../src/engine/index.js'
import { backendWith, plain } from '../support.js'

const listTables = { headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' }, body: '{}' }

/** A backend that never answers by itself. */
const silent: Backend = { execute: () => new Promise(() => {}) }

const text = (body: Uint8Array): string => new TextDecoder().decode(body)

describe('a request', () => {
  test('is answered in the form in which clients take it', async () => {
    const handler = memoryRequestHandler(await backendWith([plain]))
    const { response } = await handler.handle(listTables)
    expect(response).toEqual({
      statusCode: 200,
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amzn-requestid': expect.stringMatching(/^[A-Z0-9]{52}$/) as string,
      },
      body: new TextEncoder().encode('{"TableNames":["plain"]}'),
    })
  })

  test('has an id of its own', async () => {
    const handler = memoryRequestHandler(await backendWith([]))
    const ids = await Promise.all(
      [1, 2, 3].map(async () => (await handler.handle(listTables)).response.headers['x-amzn-requestid']),
    )
    expect(new Set(ids).size).toBe(3)
  })

  test('may spell its headers as it likes, and bring bytes', async () => {
    const handler = memoryRequestHandler(await backendWith([]))
    const headers = { Host: 'x', 'X-Amz-Target': 'DynamoDB_20120810.ListTables' }
    const { response } = await handler.handle({ headers, body: new TextEncoder().encode('{"Limit":"ü"}') })
    expect([response.statusCode, text(response.body)]).toEqual([
      400,
      '{"__type":"com.amazon.coral.service#SerializationException","Message":"STRING_VALUE cannot be converted to Integer"}',
    ])
  })

  test('without target or body is refused as the service does', async () => {
    const handler = memoryRequestHandler(await backendWith([]))
    const withoutTarget = await handler.handle({ headers: {}, body: '{}' })
    expect(text(withoutTarget.response.body)).toContain('UnknownOperationException')
    const withoutBody = await handler.handle({ headers: listTables.headers })
    expect(text(withoutBody.response.body)).toContain('SerializationException')
  })
})

describe('abort signals', () => {
  const aborted = expect.objectContaining({ name: 'AbortError', message: 'Request aborted' }) as Error

  test('aborted before', async () => {
    const handler = memoryRequestHandler(await backendWith([]))
    const abortSignal = AbortSignal.abort('why')
    await expect(handler.handle(listTables, { abortSignal })).rejects.toThrow(aborted)
    await expect(handler.handle(listTables, { abortSignal })).rejects.toMatchObject({ cause: 'why' })
  })

  test('aborted while the backend is at it, whatever the backend makes of it', async () => {
    const controller = new AbortController()
    const call = memoryRequestHandler(silent).handle(listTables, { abortSignal: controller.signal })
    controller.abort(new Error('why'))
    await expect(call).rejects.toThrow(aborted)
  })

  test('passed on to the backend', async () => {
    let signal: AbortSignal | undefined
    const backend: Backend = {
      execute: async (_operation, _input, options) => {
        signal = options?.signal
        return {}
      },
    }
    const controller = new AbortController()
    await memoryRequestHandler(backend).handle(listTables, { abortSignal: controller.signal })
    expect(signal).toBe(controller.signal)
  })

  test('of the older kind', async () => {
    const handler = memoryRequestHandler(await backendWith([]))
    await expect(handler.handle(listTables, { abortSignal: { aborted: true } })).rejects.toThrow(aborted)
    const { response } = await handler.handle(listTables, { abortSignal: { aborted: false } })
    expect(response.statusCode).toBe(200)
  })
})

test('there is nothing to configure and nothing to close', async () => {
  const handler = memoryRequestHandler(await backendWith([]))
  handler.updateHttpClientConfig('requestTimeout' as never, 1 as never)
  expect(handler.httpHandlerConfigs()).toEqual({})
  handler.destroy()
  expect((await handler.handle(listTables)).response.statusCode).toBe(200)
})
