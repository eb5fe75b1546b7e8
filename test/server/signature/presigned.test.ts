import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Reply } from '../support.js'
import { accessKeyId, basic, jsonType, secret, send, started } from '../support.js'

const now = Date.parse('2026-01-31T12:00:00Z')
const clock = { now: () => now, sleep: async () => {} }
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** Asks for the tables with the signature in the query string, some parameters left out or added. */
async function reply(
  change: { time?: number; expires?: string; without?: string; with?: string } = {},
): Promise<Reply> {
  const { port } = await started({ credentials: { accessKeyId, secretAccessKey: secret }, memory: { clock } })
  const date = basic(change.time ?? now)
  const scope = `${date.slice(0, 8)}/eu-west-1/dynamodb/aws4_request`
  const parameters: [string, string][] = [
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', `${accessKeyId}/${scope}`],
    ['X-Amz-Date', date],
    ...(change.expires === undefined ? [] : [['X-Amz-Expires', change.expires] as [string, string]]),
    ['X-Amz-SignedHeaders', 'host'],
    ['a b', "it's*"],
  ]
  const encode = (text: string) => encodeURIComponent(text).replaceAll("'", '%27').replaceAll('*', '%2A')
  const query = parameters.map(([name, value]) => `${encode(name)}=${encode(value)}`)
  const hash = createHash('sha256').update('{}').digest('hex')
  const canonical = ['POST', '/a%2520b', query.join('&'), `host:127.0.0.1:${port}`, '', 'host', hash].join(
    '\n',
  )
  const text = ['AWS4-HMAC-SHA256', date, scope, createHash('sha256').update(canonical).digest('hex')].join(
    '\n',
  )
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secret}`)
  // In another order, and encoded less, than in the text that is signed.
  const sent = [...query.toReversed(), `X-Amz-Signature=${hmac(key, text).toString('hex')}`]
    .filter((parameter) => change.without === undefined || !parameter.startsWith(change.without))
    .join('&')
    .replaceAll('%2F', '/')
    .replaceAll('%2A', '*')
  return send(port, {
    path: `/x/.././a%20b?${sent}`,
    headers: {
      'Content-Type': jsonType,
      'X-Amz-Target': 'DynamoDB_20120810.ListTables',
      ...(change.with === undefined ? {} : { Authorization: change.with }),
    },
    body: '{}',
  })
}

describe('a signature in the query string', () => {
  it('is accepted, whatever the order and spelling of the address', async () => {
    expect((await reply()).json).toEqual({ TableNames: [] })
  })

  it('holds as long as it says', async () => {
    expect((await reply({ time: now - 3_600_000, expires: '3601' })).status).toBe(200)
    expect((await reply({ time: now - 3_600_000, expires: '3599' })).json['message']).toMatch(
      /^Signature expired/,
    )
    expect((await reply({ time: now - 604_799_000, expires: '604800' })).status).toBe(200)
  })

  it.each([
    ['nonsense', 'X-Amz-Expires should be a number'],
    ['1e3', 'X-Amz-Expires should be a number'],
    ['1.5', 'X-Amz-Expires should be a number'],
    ['Infinity', 'X-Amz-Expires should be a number'],
    ['', 'X-Amz-Expires should be a number'],
    ['-1', 'X-Amz-Expires must be non-negative'],
    ['0', 'X-Amz-Expires must be non-negative'],
    [
      '604801',
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    ],
  ])('does not hold for %s seconds', async (expires, message) => {
    expect((await reply({ expires })).json).toEqual({
      __type: 'com.amazon.coral.service#IncompleteSignatureException',
      message,
    })
  })

  it('is incomplete without its parts', async () => {
    expect((await reply({ without: 'X-Amz-Date' })).json).toEqual({
      __type: 'com.amazon.coral.service#IncompleteSignatureException',
      message:
        "AWS query-string parameters must include 'X-Amz-Date'. Re-examine the query-string parameters.",
    })
  })

  it('is not accepted beside one in a header', async () => {
    expect((await reply({ with: 'AWS4-HMAC-SHA256 x' })).json).toEqual({
      __type: 'com.amazon.coral.service#InvalidSignatureException',
      message: "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    })
  })

  it('is wrong when a parameter is missing that was signed', async () => {
    expect((await reply({ without: 'a%20b' })).json['__type']).toMatch(/#InvalidSignatureException$/)
  })
})
