import type { Random } from '../../core/random.js'
import { systemRandom } from '../../core/random.js'
import { unlessAborted } from '../../core/unless-aborted.js'
import type { Backend } from '../../protocol/backend.js'
import { lenderOf } from '../memory.js'
import { answerWireRequest } from './answer.js'
import type { WireAnswer } from './answer.js'

/** What of a request of the SDK matters when there is no network. */
export interface ClientRequest {
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

export interface ClientRequestOptions {
  /** Abandons the request: it rejects with an error named `AbortError`. */
  readonly abortSignal?: { readonly aborted: boolean } | undefined
}

/** An answer in the form in which the SDK's clients take it. */
export interface ClientResponse {
  statusCode: number
  headers: Record<string, string>
  body: Uint8Array
}

/** Answers requests of the SDK's clients: assignable to their option `requestHandler`. */
export interface MemoryRequestHandler {
  handle(request: ClientRequest, options?: ClientRequestOptions): Promise<{ response: ClientResponse }>
  /** Does nothing: there are no connections to close. */
  destroy(): void
  /** Does nothing: there is nothing to configure. */
  updateHttpClientConfig(key: never, value: never): void
  httpHandlerConfigs(): Record<never, never>
}

/**
 * Lets clients of the AWS SDK, and whatever is built on them, work on a backend in this process: no network, with all
 * of the client's own serialization, middleware and retries in between.
 *
 * @example
 * ```ts
 * import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
 * import { memory, memoryRequestHandler } from 'monotable/memory'
 *
 * const client = new DynamoDBClient({
 *   requestHandler: memoryRequestHandler(memory()),
 *   region: 'us-east-1',
 *   credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
 * })
 * await client.send(new PutItemCommand({ TableName: 'shop', Item: { pk: { S: 'A' } } }))
 * ```
 *
 * The client insists on a region and on credentials and signs with them; nobody looks at either. `DynamoDBStreamsClient`
 * takes the same handler. Time limits of requests are not kept: the engine answers at once, or not at all only when a
 * backend around it does so on purpose, for which there is `abortSignal`. There is no CRC32 header.
 *
 * @see https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/dynamodb/
 */
export function memoryRequestHandler(backend: Backend): MemoryRequestHandler {
  // Whoever runs a backend again from its seed gets the same ids.
  const random = lenderOf(backend)?.random ?? systemRandom
  return {
    async handle(request, options = {}) {
      const { abortSignal } = options
      const signal = abortSignal instanceof AbortSignal ? abortSignal : undefined
      if (abortSignal?.aborted === true) throw abortError(signal?.reason)
      const wireRequest = { target: targetOf(request.headers), body: textOf(request.body) }
      const answer = answerWireRequest(backend, wireRequest, { signal })
      return { response: responseOf(await unlessAborted(answer, signal, abortError), requestId(random)) }
    },
    destroy() {},
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  }
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

function targetOf(headers: Readonly<Record<string, string>>): string | undefined {
  if (headers['x-amz-target'] !== undefined) return headers['x-amz-target']
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-amz-target')?.[1]
}

function textOf(body: unknown): string {
  if (typeof body === 'string') return body
  return body instanceof Uint8Array ? decoder.decode(body) : ''
}

function responseOf(answer: WireAnswer, id: string): ClientResponse {
  return {
    statusCode: answer.status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': id },
    body: encoder.encode(answer.body),
  }
}

const requestIdCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const requestIdLength = 52

function requestId(random: Random): string {
  let id = ''
  while (id.length < requestIdLength) {
    id += requestIdCharacters.charAt(Math.floor(random() * requestIdCharacters.length))
  }
  return id
}

/** Named as those of the SDK's own handlers, which is how callers tell it. */
function abortError(cause: unknown): Error {
  const error = new Error('Request aborted', { cause })
  error.name = 'AbortError'
  return error
}
