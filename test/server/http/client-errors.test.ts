import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { refuseConnection } from '../../../src/server/http/client-errors.js'
import { PassThrough } from 'node:stream'
import { started, tableNames } from '../support.js'

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

  it('or is too slow, is told that', () => {
    const socket = new PassThrough()
    refuseConnection(Object.assign(new Error('slow'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket)
    expect(String(socket.read())).toContain('408 Request Timeout')
  })

  it('or is gone, is told nothing', () => {
    const socket = new PassThrough()
    refuseConnection(Object.assign(new Error('gone'), { code: 'ECONNRESET' }), socket)
    expect([socket.read(), socket.destroyed]).toEqual([null, true])
  })
})
