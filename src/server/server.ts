import type { AddressInfo } from 'node:net'
import { systemClock } from '../core/clock.js'
import type { Service } from './http/handle-request.js'
import { handleRequest } from './http/handle-request.js'
import { WorkRoom } from './http/work-room.js'
import { Inflater } from './http/content-encoding.js'
import { HttpServer } from './http/http-server.js'
import { Pipelines } from './http/pipelines.js'
import { BodyRoom } from './http/read-body.js'
import { RequestIds } from './http/request-ids.js'
import { hostEmpty, serverClosed } from './errors.js'
import { loadState, saveState } from './files/state.js'
import type { ListenOptions, ServerOptions } from './options.js'
import { assertListenOptions, assertServerOptions } from './options.js'
import { SignatureVerifier } from './signature/verifier.js'
import { Worlds } from './worlds.js'

/** Where a server can be reached. */
export interface ServerAddress {
  readonly host: string
  readonly port: number
  /** What a client of the SDK takes as `endpoint`. */
  readonly url: string
}

/** DynamoDB over HTTP. */
export interface Server {
  /**
   * Reads the files and begins to answer. Rejects when a file is damaged, the snapshot cannot be written, or the address
   * is taken, and with the code `server.closed` when the server is closed before or meanwhile.
   */
  listen(options?: ListenOptions): Promise<ServerAddress>
  /**
   * Finishes the requests that are being answered, at most for five seconds, closes all connections and writes the
   * snapshot. May be called more than once.
   */
  close(): Promise<void>
}

/**
 * Creates a server that speaks DynamoDB's protocol, for programs in any language. Throws a MonotableError of code
 * `server.option-invalid`, or `engine.option-invalid` for those of `memory`, when an option is not as it has to be.
 *
 * @example
 * ```ts
 * import { createServer } from 'monotable/server'
 *
 * const server = createServer()
 * const { url } = await server.listen({ port: 0 })
 * const client = new DynamoDBClient({ endpoint: url, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } })
 * await server.close()
 * ```
 *
 * `POST /` with `X-Amz-Target: DynamoDB_20120810.…` or `DynamoDBStreams_20120810.…` is a request of the AWS JSON 1.0
 * protocol; `GET /` tells that the server is there.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
 */
export function createServer(options: ServerOptions = {}): Server {
  return new EngineServer(options)
}

class EngineServer implements Server {
  readonly #options: ServerOptions
  readonly #service: Service
  readonly #http: HttpServer
  #closed: Promise<void> | undefined
  /** Settles when the last `listen` has: the next one, and `close`, wait for it. */
  #listening: Promise<unknown> = Promise.resolve()
  #isLoaded = false

  constructor(options: ServerOptions) {
    assertServerOptions(options)
    this.#options = options
    const { shared = false, credentials, memory = {} } = options
    this.#service = {
      worlds: new Worlds({ isShared: shared, memory }),
      requestIds: new RequestIds(),
      bodyRoom: new BodyRoom(),
      workRoom: new WorkRoom(),
      inflater: new Inflater(),
      pipelines: new Pipelines(),
      verifier:
        credentials === undefined
          ? undefined
          : new SignatureVerifier(credentials, memory.clock ?? systemClock),
      isClosing: false,
    }
    this.#http = new HttpServer((request, response) => handleRequest(this.#service, request, response))
  }

  listen(options: ListenOptions = {}): Promise<ServerAddress> {
    const listening = this.#listening.then(() => this.#listen(options))
    this.#listening = listening.catch(() => undefined)
    return listening
  }

  async #listen(options: ListenOptions): Promise<ServerAddress> {
    assertListenOptions(options)
    const { port = 8000, host = '127.0.0.1' } = options
    if (host === '') throw hostEmpty()
    this.#assertOpen()
    if (!this.#isLoaded) await loadState(this.#service.worlds, this.#options)
    this.#isLoaded = true
    this.#assertOpen()
    const address = await this.#http.listen({ port, host })
    // Bound all the same; what closes the server waits for this and stops it.
    this.#assertOpen()
    return addressOf(address)
  }

  #assertOpen(): void {
    if (this.#service.isClosing) throw serverClosed()
  }

  close(): Promise<void> {
    this.#closed ??= this.#close()
    return this.#closed
  }

  async #close(): Promise<void> {
    this.#service.isClosing = true
    await this.#listening
    await this.#http.stop()
    // What was never read must not be overwritten.
    if (this.#isLoaded) await saveState(this.#service.worlds, this.#options)
  }
}

function addressOf({ address: host, port, family }: AddressInfo): ServerAddress {
  return { host, port, url: `http://${family === 'IPv6' ? `[${host}]` : host}:${port}` }
}
