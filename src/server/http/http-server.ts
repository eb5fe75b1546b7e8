import { createServer } from 'node:http'
import type { RequestListener, Server, ServerResponse } from 'node:http'
import type { AddressInfo, ListenOptions, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { assert } from '../../core/assert.js'
import { systemClock } from '../../core/clock.js'
import {
  connectionIdleMilliseconds,
  connectionsMax,
  requestHeadersMilliseconds,
  requestHeadersSizeBytesMax,
  requestMilliseconds,
  serverCloseMilliseconds,
} from '../../protocol/limits.js'
import { refuseConnection } from './client-errors.js'

/** How often a server that stops looks for connections that have become idle. */
const pauseMilliseconds = 20

/** A server of HTTP with all limits set, which can be stopped in order. */
export class HttpServer {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  /** The answer to the last request of each connection. */
  readonly #latest = new WeakMap<Duplex, ServerResponse>()

  constructor(listener: RequestListener) {
    this.#server = createServer(
      {
        maxHeaderSize: requestHeadersSizeBytesMax,
        headersTimeout: requestHeadersMilliseconds,
        requestTimeout: requestMilliseconds,
        keepAliveTimeout: connectionIdleMilliseconds,
        connectionsCheckingInterval: requestHeadersMilliseconds / 2,
      },
      (request, response) => {
        this.#latest.set(request.socket, response)
        listener(request, response)
      },
    )
    this.#server.maxConnections = connectionsMax
    this.#server.on('clientError', (error, socket) =>
      refuseConnection(error, socket, this.#latest.get(socket)),
    )
    // A connection that could not be accepted, for want of file handles say: the others go on.
    this.#server.on('error', () => {})
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
    })
  }

  /** Binds to an address and gives it. */
  async listen(options: ListenOptions): Promise<AddressInfo> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(options, () => {
        this.#server.off('error', reject)
        resolve()
      })
    })
    const address = this.#server.address()
    assert(typeof address === 'object' && address !== null, 'a server of TCP has an address')
    return address
  }

  /** Lets requests that are running finish, closes connections as they become idle, and in the end all that are left. */
  async stop(): Promise<void> {
    if (!this.#server.listening) return
    let isClosed = false
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => {
        isClosed = true
        resolve()
      })
    })
    // Node counts connections that have not sent anything as busy.
    for (const socket of this.#sockets) if (socket.bytesRead === 0) socket.destroy()
    for (let waited = 0; !isClosed && waited < serverCloseMilliseconds; waited += pauseMilliseconds) {
      this.#server.closeIdleConnections()
      await Promise.race([closed, systemClock.sleep(pauseMilliseconds)])
    }
    this.#server.closeAllConnections()
    await closed
  }
}
