import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { refuseConnection } from '../../../src/server/http/client-errors.js'
import { PassThrough } from 'node:stream'
import { jsonType, started, tableInput, tableNames } from '../support.js'

/** What comes back for bytes, until the server closes the connection. */
function converse(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    let text = ''
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
    socket.on('error', reject)
    socket.on('close', () => resolve(text))
  })
}

const head = `POST / HTTP/1.1\r\nHost: a\r\nContent-Type: ${jsonType}\r\n`

function request(operation: string, body: string): string {
  return `${head}X-Amz-Target: DynamoDB_20120810.${operation}\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

describe('a client that does not speak HTTP', () => {
  it.each([
    ['nonsense', 'hello\r\n\r\n', '400'],
    ['a header without end', `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}`, '431'],
    ['a length that is none', 'POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n', '400'],
    ['two lengths', 'POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', '400'],
    ['a chunk that is none', 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n', '400'],
    ['no host', 'POST / HTTP/1.1\r\n\r\n', '400'],
  ])('is told so, and let go: %s', async (_, bytes, status) => {
    const { port } = await started()
    expect(await converse(port, bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(await tableNames(port)).toEqual([])
  })

  it.each([
    ['after a request', 'hello\r\n\r\n'],
    ['after a body that is longer than announced', 'hello'],
    ['in the body of the next', `${head}Transfer-Encoding: chunked\r\n\r\nx\r\n`],
    ['again and again', 'hello\r\n\r\n'.repeat(10_000)],
  ])('gets the answers to its requests before: %s', async (_, bytes) => {
    const { port } = await started()
    const create = JSON.stringify(tableInput('t'))
    const put = `{"TableName":"t","Item":{"pk":{"S":"a"}},"ReturnConsumedCapacity":"TOTAL"}`
    const text = await converse(port, request('CreateTable', create) + request('PutItem', put) + bytes)
    const statuses = [...text.matchAll(/HTTP\/1.1 (\d+)/g)].map(([, status]) => status)
    expect(statuses).toEqual(['200', '200', '400'])
    expect(text.indexOf('TableStatus')).toBeLessThan(text.indexOf('CapacityUnits":1'))
  })

  it('or is too slow, is told that', () => {
    const socket = new PassThrough()
    refuseConnection(
      Object.assign(new Error('slow'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }),
      socket,
      undefined,
    )
    expect(String(socket.read())).toContain('408 Request Timeout')
  })

  it('or is gone, is told nothing', () => {
    const socket = new PassThrough()
    refuseConnection(Object.assign(new Error('gone'), { code: 'ECONNRESET' }), socket, undefined)
    expect([socket.read(), socket.destroyed]).toEqual([null, true])
  })
})
