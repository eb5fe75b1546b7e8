import { createHash, createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Server, ServerOptions } from 'monotable/server'
import { createServer } from 'monotable/server'

export interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
  readonly text: string
  /** The body as JSON. */
  readonly json: Record<string, unknown>
}

export interface Sent {
  readonly method?: string
  readonly path?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Buffer
}

/** A server of this test, closed after it. */
export async function started(
  options?: ServerOptions,
): Promise<{ server: Server; url: string; port: number }> {
  const server = createServer(options)
  onTestFinished(() => server.close())
  const { url, port } = await server.listen({ port: 0 })
  return { server, url, port }
}

/** Sends one request, on a connection of its own, and gives the whole reply. */
export function send(
  port: number,
  { method = 'POST', path = '/', headers = {}, body = '' }: Sent,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, method, path, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const bytes = Buffer.concat(chunks)
          const text = bytes.toString()
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes,
            text,
            get json() {
              return JSON.parse(text) as Record<string, unknown>
            },
          })
        })
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

export const jsonType = 'application/x-amz-json-1.0'

/** Carries out an operation; without `headers` it is not signed. */
export function ask(
  port: number,
  operation: string,
  input: unknown,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const target = `DynamoDB_20120810.${operation}`
  return send(port, {
    headers: { 'Content-Type': jsonType, 'X-Amz-Target': target, ...headers },
    body: JSON.stringify(input),
  })
}

/** Headers that name a world and prove nothing. */
export function signedBy(accessKeyId: string, region = 'us-east-1'): Record<string, string> {
  const credential = `${accessKeyId}/20260101/${region}/dynamodb/aws4_request`
  return {
    Authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=0`,
    'X-Amz-Date': '20260101T000000Z',
  }
}

export const tableInput = (TableName: string) => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
})

export async function tableNames(port: number, headers?: Record<string, string>): Promise<unknown> {
  return (await ask(port, 'ListTables', {}, headers)).json['TableNames']
}

/** A folder of this test, removed after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'monotable-server-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
export const accessKeyId = 'AKIDEXAMPLE'

export interface Signing {
  readonly port: number
  readonly body?: string
  readonly time?: number
  readonly day?: string
  readonly region?: string
  readonly service?: string
  readonly terminator?: string
  readonly keyId?: string
  readonly secret?: string
  readonly headers?: Record<string, string>
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

export const basic = (milliseconds: number) => new Date(milliseconds).toISOString().replace(/[-:]|\.\d+/g, '')

/** Signs ListTables by the book, as the SDK does, or with one thing wrong. */
export function signature(signing: Signing): Sent & { headers: Record<string, string>; body: string } {
  const {
    body = '{}',
    time = Date.now(),
    region = 'eu-west-1',
    service = 'dynamodb',
    terminator = 'aws4_request',
  } = signing
  const date = basic(time)
  const day = signing.day ?? date.slice(0, 8)
  const signed: Record<string, string> = {
    'content-type': jsonType,
    host: `127.0.0.1:${signing.port}`,
    'x-amz-date': date,
    'x-amz-target': 'DynamoDB_20120810.ListTables',
    ...signing.headers,
  }
  const names = Object.keys(signed).sort()
  const canonical = [
    'POST',
    '/',
    '',
    ...names.map((name) => `${name}:${signed[name]}`),
    '',
    names.join(';'),
    createHash('sha256').update(body).digest('hex'),
  ].join('\n')
  const scope = `${day}/${region}/${service}/${terminator}`
  const text = ['AWS4-HMAC-SHA256', date, scope, createHash('sha256').update(canonical).digest('hex')].join(
    '\n',
  )
  const key = [day, region, service, terminator].reduce<string | Buffer>(
    hmac,
    `AWS4${signing.secret ?? secret}`,
  )
  const authorization = `AWS4-HMAC-SHA256 Credential=${signing.keyId ?? accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${hmac(key, text).toString('hex')}`
  return { headers: { ...signed, authorization }, body }
}
