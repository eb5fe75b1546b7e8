import { Agent, request as send } from 'node:http'
import { answerWireRequest, memory } from '../../src/engine/index.js'
import type { MemoryBackend } from '../../src/engine/index.js'
import type { GeneratedRequest } from './generators/requests.js'

export type Output = Readonly<Record<string, unknown>>

/** An answer as both sides give it: the body of a success, or what a refusal says. */
export type Answer =
  | { readonly output: Output }
  | { readonly refusal: string; readonly message: string; readonly members: Output }

export type Contestant = (request: GeneratedRequest) => Promise<Answer>

/** The engine, through the same JSON. */
export function engine(backend: MemoryBackend = memory()): Contestant {
  return async ({ operation, input }) => {
    const { status, body } = await answerWireRequest(backend, {
      target: targetOf(operation),
      body: JSON.stringify(input),
    })
    return answerOf(status, body)
  }
}

/** DynamoDB Local, over one connection. */
export function local(endpoint: string): Contestant {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return ({ operation, input }) =>
    new Promise((resolve, reject) => {
      const outgoing = send(
        endpoint,
        { agent, method: 'POST', headers: headersOf(operation) },
        (incoming) => {
          incoming.setEncoding('utf8')
          let body = ''
          incoming.on('data', (chunk: string) => (body += chunk))
          incoming.on('end', () => resolve(answerOf(incoming.statusCode ?? 0, body)))
          incoming.on('error', reject)
        },
      )
      outgoing.on('error', reject)
      outgoing.end(JSON.stringify(input))
    })
}

/** Streams have a service of their own, at the same address. */
function targetOf(operation: string): string {
  const isOfStreams = /^(ListStreams|DescribeStream|GetShardIterator|GetRecords)$/.test(operation)
  return `${isOfStreams ? 'DynamoDBStreams' : 'DynamoDB'}_20120810.${operation}`
}

/** DynamoDB Local asks for a signature and does not look at it. */
function headersOf(operation: string): Record<string, string> {
  return {
    'Content-Type': 'application/x-amz-json-1.0',
    'X-Amz-Target': targetOf(operation),
    Authorization:
      'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  }
}

function answerOf(status: number, body: string): Answer {
  const output = JSON.parse(body) as Output
  if (status === 200) return { output }
  const { __type, message, Message, ...members } = output as Record<string, unknown>
  const text = typeof message === 'string' ? message : Message
  return {
    refusal: String(__type).replace(/^.*#/, ''),
    message: typeof text === 'string' ? text : '',
    members,
  }
}
