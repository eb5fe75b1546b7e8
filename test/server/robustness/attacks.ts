import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import { bodyFor, operations } from './bodies.js'
import type { Chance } from './chance.js'

/** Statuses that a client may be given. 500 is none of them. */
const statuses = new Set([200, 400, 404, 408, 413, 431])

/**
 * Does something to the server that a client might do, and throws when what comes back is no answer to it. Gives the
 * status of the answer to a request that was sent whole.
 */
export async function attack(port: number, chance: Chance): Promise<number | undefined> {
  if (chance.onceIn(500)) return tooLarge(port, chance)
  if (chance.onceIn(40)) return slow(port, chance)
  if (chance.onceIn(20)) return aborted(port, chance)
  if (chance.onceIn(20)) return nonsense(port, chance)
  if (chance.onceIn(10)) return pipelined(port, chance)
  const sent = request(
    chance,
    chance.onceIn(50) ? chance.of(['GET', 'PUT', 'OPTIONS', 'HEAD', 'DELETE']) : 'POST',
  )
  const answer = await converse(port, sent)
  return checkedStatus(answer, sent)
}

/** Sends many requests at once on one connection, and takes the answers apart again. */
async function pipelined(port: number, chance: Chance): Promise<number | undefined> {
  const count = 2 + chance.below(10)
  const sent = Array.from({ length: count }, (_, index) =>
    request(chance, 'POST', index === count - 1 ? 'close' : 'keep-alive'),
  )
  let rest = await converse(port, Buffer.concat(sent))
  let status: number | undefined
  for (const each of sent) {
    const end = answerEnd(rest)
    status = checkedStatus(rest.subarray(0, end), each)
    rest = rest.subarray(end)
  }
  if (rest.length > 0) throw new Error(`more than ${count} answers: ${rest.toString()}`)
  return status
}

/** Where the first of several answers ends: after so many bytes, or after the chunk that has none. */
function answerEnd(answers: Buffer): number {
  const start = answers.indexOf('\r\n\r\n') + 4
  const length = /content-length: (\d+)/i.exec(answers.subarray(0, start).toString())?.[1]
  return length === undefined ? answers.indexOf('0\r\n\r\n', start) + 5 : start + Number(length)
}

/** A request, most likely with something wrong in its headers or body. */
function request(chance: Chance, method = 'POST', connection = 'close'): Buffer {
  const operation = chance.of(Object.keys(operations))
  const body = bodyFor(chance, operation)
  const isCompressed = body[0] === 0x1f || chance.onceIn(50)
  const lines = [
    `${method} ${chance.onceIn(50) ? '/x?%zz&=&a' : '/'} HTTP/1.1`,
    'Host: localhost',
    `Connection: ${connection}`,
    `Content-Length: ${body.length}`,
    `Content-Type: ${chance.onceIn(50) ? chance.of(['', 'text/html', ';;;', 'application/x-amz-json-1.1']) : 'application/x-amz-json-1.0'}`,
    `X-Amz-Target: ${chance.onceIn(20) ? chance.of(['', '.', 'DynamoDB_20120810.', 'DynamoDB_20120810.__proto__', 'DynamoDBStreams_20120810.GetRecords', 'x'.repeat(5000)]) : targetOf(operation)}`,
  ]
  if (isCompressed) lines.push('Content-Encoding: gzip')
  if (chance.onceIn(10)) lines.push('Accept-Encoding: gzip')
  if (chance.onceIn(10)) lines.push('Origin: https://example.org')
  if (chance.onceIn(5)) lines.push(`Authorization: ${authorization(chance)}`)
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body])
}

function targetOf(operation: string): string {
  return `${/Stream|Shard|Records/.test(operation) ? 'DynamoDBStreams' : 'DynamoDB'}_20120810.${operation}`
}

function authorization(chance: Chance): string {
  return chance.of([
    '',
    'AWS4-HMAC-SHA256',
    'AWS4-HMAC-SHA256 Credential=',
    'AWS4-HMAC-SHA256 Credential=////',
    'AWS4-HMAC-SHA256 Credential=__proto__/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    `AWS4-HMAC-SHA256 Credential=key/20260101/region-${chance.below(5)}/dynamodb/aws4_request, SignedHeaders=, Signature=`,
    'x'.repeat(3000),
  ])
}

/** Sends bytes and gives what comes back until the connection is closed. */
function converse(port: number, bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(chunks)))
    socket.setTimeout(20_000, () => socket.destroy(new Error('no answer in 20 seconds')))
  })
}

function checkedStatus(answer: Buffer, sent: Buffer): number {
  const end = answer.indexOf('\r\n\r\n')
  const head = answer.subarray(0, end).toString()
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1])
  const body = answer.subarray(end + 4)
  const fault = (what: string) =>
    new Error(`${what}: ${sent.subarray(0, 2000).toString()} got ${answer.toString()}`)
  if (!statuses.has(status)) throw fault(`status ${status}`)
  const checksum = /x-amz-crc32: (\d+)/i.exec(head)?.[1]
  if (body.length > 0 && checksum !== undefined && Number(checksum) !== crc32(body))
    throw fault('wrong checksum')
  if (status === 400 && body.length > 0 && body[0] === 0x7b && !/"__type":"com\.amazon/.test(body.toString()))
    throw fault('no error of the service')
  return status
}

async function opened(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve))
  return socket
}

/** Goes away in the middle. */
async function aborted(port: number, chance: Chance): Promise<undefined> {
  const socket = await opened(port)
  const sent = request(chance)
  socket.write(sent.subarray(0, chance.below(sent.length)))
  if (chance.onceIn(2)) await pause(chance.below(5))
  if (chance.onceIn(2)) socket.resetAndDestroy()
  else socket.destroy()
}

/** Sends byte after byte. */
async function slow(port: number, chance: Chance): Promise<undefined> {
  const socket = await opened(port)
  for (const byte of request(chance).subarray(0, 30)) {
    if (socket.destroyed) break
    socket.write(Buffer.from([byte]))
    await pause(0)
  }
  socket.destroy()
}

/** What is no HTTP, or HTTP as nobody means it. */
async function nonsense(port: number, chance: Chance): Promise<undefined> {
  const socket = await opened(port)
  socket.end(
    chance.of([
      chance.bytes(100),
      Buffer.from('GET / HTTP/9.9\r\n\r\n'),
      Buffer.from(`GET / HTTP/1.1\r\nHost: a\r\n${'X: y\r\n'.repeat(5000)}\r\n`),
      Buffer.from(`GET / HTTP/1.1\r\nHost: a\r\nX: ${'y'.repeat(40_000)}\r\n\r\n`),
      Buffer.from(
        'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\nffffffffffffffff\r\n',
      ),
      Buffer.from('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n'),
      Buffer.from('POST / HTTP/1.1\r\nHost: a\r\nExpect: 200-ok\r\nContent-Length: 2\r\n\r\n{}'),
      Buffer.from('GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n'),
      Buffer.from('GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(100)),
    ]),
  )
  socket.resume()
  await new Promise((resolve) => socket.once('close', resolve).setTimeout(5000, () => socket.destroy()))
}

/** 50 MB, announced or in chunks, of brackets or of zeros. */
async function tooLarge(port: number, chance: Chance): Promise<undefined> {
  const socket = await opened(port)
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  const isChunked = chance.onceIn(2)
  const megabyte = Buffer.alloc(1_048_576, chance.of(['[', '{"a":', '0']))
  socket.write(
    `POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-amz-json-1.0\r\n${isChunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${50 * megabyte.length}`}\r\n\r\n`,
  )
  for (let sent = 0; sent < 50 && !socket.destroyed; sent += 1) {
    if (isChunked) socket.write('100000\r\n')
    const isFull = !socket.write(megabyte)
    if (isChunked) socket.write('\r\n')
    if (isFull) await drained(socket)
  }
  if (isChunked) socket.write('0\r\n\r\n')
  while (chunks.length === 0 && !socket.destroyed) await pause(5)
  socket.destroy()
  const answer = Buffer.concat(chunks).toString()
  if (!answer.startsWith('HTTP/1.1 413 ')) throw new Error(`50 MB got ${answer}`)
}

/** When there is room to write again, or never will be. */
function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      socket.off('drain', done).off('close', done)
      resolve()
    }
    socket.on('drain', done).on('close', done)
  })
}
