import { connect } from 'node:net'
import type { Socket } from 'node:net'

export interface HttpAnswer {
  readonly status: number
  readonly body: Buffer
}

interface Waiting {
  readonly resolve: (answer: HttpAnswer) => void
  readonly reject: (error: Error) => void
}

/**
 * One kept-alive connection that sends bytes as they are: a client library would cost more than most servers, and hide
 * them. Connects again after the server has closed an idle one.
 */
export class Connection {
  readonly #port: number
  #socket: Socket | undefined
  #received = Buffer.alloc(0)
  #waiting: Waiting | undefined

  constructor(port: number) {
    this.#port = port
  }

  send(request: Buffer): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#socket ??= this.#connect()
      this.#socket.write(request)
    })
  }

  close(): void {
    this.#socket?.destroy()
  }

  #connect(): Socket {
    const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true })
    socket.on('data', (chunk) => {
      this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
      this.#settle()
    })
    socket.on('error', (error) => this.#waiting?.reject(error))
    socket.on('close', () => {
      this.#socket = undefined
      this.#waiting?.reject(new Error('The server hung up'))
    })
    return socket
  }

  #settle(): void {
    const end = this.#received.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.#received.toString('latin1', 0, end)
    const length = Number(/\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? Number.NaN)
    if (Number.isNaN(length)) {
      this.#waiting?.reject(new Error(`An answer without a length: ${head}`))
      return
    }
    const total = end + 4 + length
    if (this.#received.length < total) return
    const body = this.#received.subarray(end + 4, total)
    this.#received = this.#received.subarray(total)
    const waiting = this.#waiting
    this.#waiting = undefined
    waiting?.resolve({ status: Number(head.slice(9, 12)), body })
  }
}

/** The bytes of a request of the AWS JSON 1.0 protocol, with the headers that a client of the SDK sends. */
export function requestBytes(operation: string, body: string, more = ''): Buffer {
  return Buffer.from(
    [
      'POST / HTTP/1.1',
      'Host: 127.0.0.1',
      'Content-Type: application/x-amz-json-1.0',
      `X-Amz-Target: DynamoDB_20120810.${operation}`,
      'X-Amz-Date: 20260101T000000Z',
      'Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=0000000000000000000000000000000000000000000000000000000000000000',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `${more}\r\n`,
    ].join('\r\n') + body,
  )
}
