import { createServer as createHttpServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { memory, memoryRequestHandler } from 'monotable/memory'
import type { MemoryBackend } from 'monotable/memory'
import { createServer } from 'monotable/server'
import { onTestFinished } from 'vitest'
import type { Backend } from '../../src/index.js'

const credentials = { accessKeyId: 'none', secretAccessKey: 'none' }

/** A client of the SDK on an engine in this process, with all of its middleware. */
export function clientOf(backend: Backend, config: DynamoDBClientConfig = {}): DynamoDBClient {
  return new DynamoDBClient({
    requestHandler: memoryRequestHandler(backend),
    region: 'us-east-1',
    credentials,
    ...config,
  })
}

/** A client of the SDK that asks an address. */
export function clientAt(endpoint: string, config: DynamoDBClientConfig = {}): DynamoDBClient {
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials, ...config })
  onTestFinished(() => client.destroy())
  return client
}

export const table = {
  TableName: 'shop',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
} as const

/** An engine with a table `shop` of key `pk`. */
export async function shopEngine(): Promise<MemoryBackend> {
  const engine = memory()
  await engine.execute('CreateTable', structuredClone(table) as never)
  return engine
}

/** A clock that remembers how long it was asked to sleep, and sleeps no time at all. */
export function hastyClock() {
  const sleeps: number[] = []
  return {
    now: () => 0,
    sleep: (milliseconds: number, signal?: AbortSignal) => {
      signal?.throwIfAborted()
      sleeps.push(milliseconds)
      return Promise.resolve()
    },
    sleeps,
  }
}

/** An error as the SDK throws it for an answer of the service. */
export function answered(name: string, httpStatusCode: number, members: object = {}): Error {
  return Object.assign(new Error(`${name} was made up`), {
    name,
    $fault: httpStatusCode < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode, requestId: 'REQUEST1' },
    ...members,
  })
}

/** An error of the network, as Node and the SDK throw it. */
export function broken(code: string): Error {
  return Object.assign(new Error(`the connection is gone`), { name: 'TimeoutError', code })
}

/** The SDK's own repetition, without its pauses. */
export function atOnce(maxAttempts: number) {
  const token = (count: number) => ({
    getRetryCount: () => count,
    getRetryDelay: () => 0,
    getRetryCost: () => 0,
  })
  return {
    acquireInitialRetryToken: async () => token(0),
    refreshRetryTokenForRetry: async (
      previous: { getRetryCount(): number },
      { errorType }: { errorType: string },
    ) => {
      const count = previous.getRetryCount() + 1
      if (count >= maxAttempts || !['THROTTLING', 'TRANSIENT'].includes(errorType))
        throw new Error('no more tokens')
      return token(count)
    },
    recordSuccess() {},
  }
}

/** What becomes of one request: it is lost on its way, or its answer is; otherwise it goes well. */
export type Fate = { readonly before: Error } | { readonly after: Error } | 'well'

/**
 * Decides the fate of requests, in the order in which they are sent, at the place where a client sends them; those that
 * nothing is said of go well. Counts them.
 */
export function fated(client: DynamoDBClient, fates: readonly Fate[]): { readonly sent: number } {
  const counted = { sent: 0 }
  client.middlewareStack.add(
    (next) => async (args) => {
      const fate = fates[counted.sent] ?? 'well'
      counted.sent += 1
      if (fate !== 'well' && 'before' in fate) throw fate.before
      const result = await next(args)
      if (fate !== 'well') throw fate.after
      return result
    },
    { step: 'deserialize', priority: 'high' },
  )
  return counted
}

/** What a proxy does with one request. */
export type Treatment = 'forward' | 'hang' | 'reset' | 'reset-after'

/** A server with an engine, and a proxy before it that treats requests as it is told, one after the other. */
export async function mistreated(
  treatments: readonly Treatment[],
): Promise<{ readonly url: string; readonly direct: string; readonly seen: { count: number } }> {
  const server = createServer()
  const { port, url: direct } = await server.listen({ port: 0 })
  const seen = { count: 0 }
  const proxy = createHttpServer((request, response) => {
    const treatment = treatments[seen.count] ?? 'forward'
    seen.count += 1
    if (treatment === 'hang') return
    if (treatment === 'reset') return void request.socket.resetAndDestroy()
    const { method, url: path, headers } = request
    const forwarded = httpRequest({ port, host: '127.0.0.1', method, path, headers }, (answer) => {
      if (treatment === 'reset-after') {
        // The server has answered, so that it has carried the request out.
        answer.resume()
        request.socket.resetAndDestroy()
        return
      }
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    })
    request.pipe(forwarded)
  })
  await new Promise<void>((resolve) => void proxy.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    proxy.closeAllConnections()
    await new Promise((resolve) => void proxy.close(resolve))
    await server.close()
  })
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, direct, seen }
}
