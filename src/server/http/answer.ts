import { Buffer } from 'node:buffer'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { crc32 } from 'node:zlib'
import { acceptsGzip, deflate } from './content-encoding.js'

/** What an answer is sent with, besides itself. */
export interface Sender {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly requestId: string
  /** The last answer on its connection. */
  readonly isLast: boolean
}

/** Sends JSON text, compressed where the client takes it. */
export function sendJson(sender: Sender, status: number, contentType: string, text: string): void {
  if (!acceptsGzip(sender.request.headers['accept-encoding'])) {
    return send(sender, status, ['Content-Type', contentType], text)
  }
  const headers = ['Content-Type', contentType, 'Content-Encoding', 'gzip']
  const compressed = deflate(text)
  if (Buffer.isBuffer(compressed)) return send(sender, status, headers, compressed)
  compressed.then(
    (body) => send(sender, status, headers, body),
    () => sender.response.destroy(),
  )
}

/** A shorter text goes out in one piece with the headers, which is worth encoding it twice. */
const encodedFrom = 2048

/** Sends a body with its length and checksum, in one write. */
export function send(sender: Sender, status: number, headers: string[], content: string | Buffer): void {
  const { request, response, requestId, isLast } = sender
  const body = typeof content === 'string' && content.length >= encodedFrom ? Buffer.from(content) : content
  headers.push(
    'x-amzn-RequestId',
    requestId,
    'x-amz-crc32',
    String(crc32(body)),
    'Content-Length',
    String(Buffer.byteLength(body)),
  )
  if (isLast) headers.push('Connection', 'close')
  if (request.headers.origin !== undefined) headers.push('Access-Control-Allow-Origin', '*')
  response.writeHead(status, headers)
  response.end(body)
}

/** The answer to a preflight: whatever the browser asks for is allowed, for two days. */
export function sendPreflight({ request, response, requestId }: Sender): void {
  const headers = ['x-amzn-RequestId', requestId, 'Access-Control-Allow-Origin', '*']
  const { 'access-control-request-headers': names, 'access-control-request-method': methods } =
    request.headers
  if (names !== undefined) headers.push('Access-Control-Allow-Headers', names)
  if (methods !== undefined) headers.push('Access-Control-Allow-Methods', methods)
  headers.push('Access-Control-Max-Age', '172800', 'Content-Length', '0')
  response.writeHead(200, headers)
  response.end()
}

/** The answer to a request that is too large: nothing but its status, as the service gives it. */
export function sendTooLarge(response: ServerResponse): void {
  response.writeHead(413, ['Transfer-Encoding', 'chunked'])
  response.end()
}

/** The answer to a request that there is no room for at the moment. Clients try again. */
export function sendUnavailable(response: ServerResponse): void {
  response.writeHead(503, ['Retry-After', '1', 'Content-Length', '0'])
  response.end()
}
