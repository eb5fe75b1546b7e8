import { Buffer } from 'node:buffer'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { crc32 } from 'node:zlib'
import { nextTurn } from '../../core/clock.js'
import { textInOneTurnLengthMax } from '../../protocol/limits.js'
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
    const plain = ['Content-Type', contentType]
    if (text.length <= longLength) return send(sender, status, plain, text)
    sendInTurns(sender, status, plain, text).catch(() => sender.response.destroy())
    return
  }
  const headers = ['Content-Type', contentType, 'Content-Encoding', 'gzip']
  const compressed = deflate(text)
  if (Buffer.isBuffer(compressed)) return send(sender, status, headers, compressed)
  compressed.then(
    (body) => send(sender, status, headers, body),
    () => sender.response.destroy(),
  )
}

/** A longer text is encoded in parts. */
const longLength = 4 * textInOneTurnLengthMax

/** A shorter text goes out in one piece with the headers, which is worth encoding it twice. */
const encodedFrom = 2048

/** Sends a body with its length and checksum, in one write. */
export function send(sender: Sender, status: number, headers: string[], content: string | Buffer): void {
  const body = typeof content === 'string' && content.length >= encodedFrom ? Buffer.from(content) : content
  begin(sender, status, headers, crc32(body), Buffer.byteLength(body))
  sender.response.end(body)
}

/** Sends a long text, which is encoded with turns for others in between. */
async function sendInTurns(sender: Sender, status: number, headers: string[], text: string): Promise<void> {
  const parts: Buffer[] = []
  let checksum = 0
  let sizeBytes = 0
  for (let start = 0; start < text.length;) {
    const end = endOfPart(text, start + textInOneTurnLengthMax)
    const part = Buffer.from(text.slice(start, end))
    parts.push(part)
    checksum = crc32(part, checksum)
    sizeBytes += part.length
    start = end
    await nextTurn()
  }
  begin(sender, status, headers, checksum, sizeBytes)
  for (const part of parts) sender.response.write(part)
  sender.response.end()
}

/** Where a part may end: not within a pair of surrogates. */
function endOfPart(text: string, end: number): number {
  const code = text.charCodeAt(end - 1)
  return end < text.length && code >= 0xd800 && code < 0xdc00 ? end - 1 : end
}

function begin(sender: Sender, status: number, headers: string[], checksum: number, sizeBytes: number): void {
  const { request, response, requestId, isLast } = sender
  headers.push(
    'x-amzn-RequestId',
    requestId,
    'x-amz-crc32',
    String(checksum),
    'Content-Length',
    String(sizeBytes),
  )
  if (isLast) headers.push('Connection', 'close')
  if (request.headers.origin !== undefined) headers.push('Access-Control-Allow-Origin', '*')
  response.writeHead(status, headers)
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
