import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'
import { describe, expect, it } from 'vitest'
import type { Reply, Sent, Signing } from '../support.js'
import { accessKeyId, ask, secret, send, signature, started } from '../support.js'

const credentials = { accessKeyId, secretAccessKey: secret }
const now = Date.parse('2026-01-31T12:00:00Z')
const clock = { now: () => now, sleep: async () => {} }
const strict = () => started({ credentials, memory: { clock } })

async function reply(
  signing: Omit<Signing, 'port'> = {},
  change: (sent: Sent) => Sent = (sent) => sent,
): Promise<Reply> {
  const { port } = await strict()
  return send(port, change(signature({ port, time: now, ...signing })))
}

const minutes = (count: number) => now + count * 60_000

async function expectFault(answer: Promise<Reply>, name: string, message: string): Promise<void> {
  const { status, json } = await answer
  expect({ status, json }).toEqual({
    status: 400,
    json: { __type: `com.amazon.coral.service#${name}`, message },
  })
}

const withHeader =
  (name: string, value: string) =>
  (sent: Sent): Sent => ({
    ...sent,
    headers: { ...sent.headers, [name]: value },
  })

const withoutHeader =
  (name: string) =>
  (sent: Sent): Sent => ({
    ...sent,
    headers: Object.fromEntries(Object.entries(sent.headers ?? {}).filter(([each]) => each !== name)),
  })

const changed =
  (from: string | RegExp, to: string) =>
  (sent: Sent): Sent =>
    withHeader('authorization', (sent.headers?.['authorization'] ?? '').replace(from, to))(sent)

describe('a signature is accepted', () => {
  it('of the SDK, with a session token or without', async () => {
    const { url } = await started({ credentials })
    for (const sessionToken of [undefined, 'any']) {
      const client = new DynamoDBClient({
        endpoint: url,
        region: 'eu-west-1',
        credentials: { ...credentials, ...(sessionToken === undefined ? {} : { sessionToken }) },
      })
      expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual([])
      client.destroy()
    }
  })

  it('by the book, again and again', async () => {
    const { port } = await strict()
    for (const region of ['eu-west-1', 'us-east-1', 'eu-west-1'])
      expect(await send(port, signature({ port, time: now, region }))).toMatchObject({ status: 200 })
  })

  it.each([14, -14])('of a clock that is %i minutes off', async (off) => {
    expect((await reply({ time: minutes(off) })).status).toBe(200)
  })

  it('whatever headers are not signed', async () => {
    expect((await reply({}, withHeader('x-amz-security-token', 'any'))).status).toBe(200)
    expect((await reply({}, withHeader('user-agent', 'any'))).status).toBe(200)
  })

  it('with headers that are signed too, space in them folded', async () => {
    const spaced = withHeader('x-amz-meta', '  a   b ')
    expect((await reply({ headers: { 'x-amz-meta': 'a b' } }, spaced)).status).toBe(200)
    const hash = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'
    expect((await reply({ headers: { 'x-amz-content-sha256': hash } })).status).toBe(200)
  })
})

describe('a signature is missing', () => {
  const missing = 'MissingAuthenticationTokenException'

  it('without a header', async () => {
    const { port } = await strict()
    await expectFault(ask(port, 'ListTables', {}), missing, 'Request is missing Authentication Token')
  })

  it('in a header of another kind', () =>
    expectFault(
      reply({}, withHeader('authorization', 'Bearer x')),
      missing,
      'Request is missing Authentication Token',
    ))
})

describe('a signature is malformed', () => {
  const incomplete = 'IncompleteSignatureException'

  it('without its parts, all of which are named', () =>
    expectFault(
      reply({}, (sent) =>
        withoutHeader('x-amz-date')(withHeader('authorization', 'AWS4-HMAC-SHA256 A=b')(sent)),
      ),
      incomplete,
      "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. " +
        "Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a " +
        "'X-Amz-Date' or a 'Date' header. Authorization=AWS4-HMAC-SHA256 A=b",
    ))

  it('with a part that is no pair', () =>
    expectFault(
      reply({}, withHeader('authorization', 'AWS4-HMAC-SHA256 Signature=b,    Credential,    SignedHeaders')),
      incomplete,
      "'Credential' not a valid key=value pair (missing equal-sign) in Authorization header: " +
        "'AWS4-HMAC-SHA256 Signature=b,    Credential,    SignedHeaders'.",
    ))

  it('with a date that is none', () =>
    expectFault(
      reply({}, withHeader('x-amz-date', '201')),
      incomplete,
      "Date must be in ISO-8601 'basic format'. Got '201'. See http://en.wikipedia.org/wiki/ISO_8601",
    ))

  it('of another algorithm', () =>
    expectFault(
      reply({}, changed('SHA256', 'SHA25')),
      incomplete,
      "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA25' (only AWS4-HMAC-SHA256 for now). ",
    ))

  it('with a credential that has no scope', () =>
    expectFault(
      reply({}, changed(/Credential=[^,]+/, 'Credential=a/b/c/d')),
      incomplete,
      "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'a/b/c/d'",
    ))
})

describe('a signature is wrong', () => {
  const invalid = 'InvalidSignatureException'
  const mismatch =
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.'

  it('with another secret', () => expectFault(reply({ secret: 'other' }), invalid, mismatch))

  it('for another body', () =>
    expectFault(
      reply({}, (sent) => ({ ...sent, body: '{ }' })),
      invalid,
      mismatch,
    ))

  it('whatever the request says its body hashes to', () =>
    expectFault(
      reply({ headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } }, (sent) => ({
        ...sent,
        body: '{ }',
      })),
      invalid,
      mismatch,
    ))

  it('for another path, query or header', async () => {
    await expectFault(
      reply({}, (sent) => ({ ...sent, path: '/other' })),
      invalid,
      mismatch,
    )
    await expectFault(
      reply({}, (sent) => ({ ...sent, path: '/?a=b' })),
      invalid,
      mismatch,
    )
    await expectFault(reply({}, withHeader('x-amz-target', 'DynamoDB_20120810.Scan')), invalid, mismatch)
  })

  it('when it is no signature at all', () =>
    expectFault(reply({}, changed(/Signature=\w+/, 'Signature=x')), invalid, mismatch))

  it('with a key that nobody knows', () =>
    expectFault(
      reply({ keyId: 'AKIDOTHER' }),
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    ))

  it('with the host unsigned', () =>
    expectFault(
      reply({}, changed('host;', '')),
      invalid,
      "'Host' must be a 'SignedHeader' in the AWS Authorization.",
    ))

  it('with a scope that is not this service, all faults of which are named', () =>
    expectFault(
      reply({ region: 'EU', service: 's3', terminator: 'end', day: '20200101' }),
      invalid,
      "Credential should be scoped to a valid region, not 'EU'. Credential should be scoped to correct service: " +
        "'dynamodb'. Credential should be scoped with a valid terminator: 'aws4_request', not 'end'. Date in Credential " +
        "scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20200101' != '20260131', from " +
        "'20260131T120000Z'.",
    ))

  it('when it has expired', () =>
    expectFault(
      reply({ time: minutes(-16) }),
      invalid,
      'Signature expired: 20260131T114400Z is now earlier than 20260131T114500Z (20260131T120000Z - 15 min.)',
    ))

  it('when it is from the future', () =>
    expectFault(
      reply({ time: minutes(16) }),
      invalid,
      'Signature not yet current: 20260131T121600Z is still later than 20260131T121500Z (20260131T120000Z + 15 min.)',
    ))
})

it('nothing is done for a request that is not signed', async () => {
  const { port } = await strict()
  expect((await ask(port, 'CreateTable', {})).json['__type']).toMatch(/MissingAuthenticationToken/)
  const { json } = await send(port, signature({ port, time: now }))
  expect(json).toEqual({ TableNames: [] })
  expect((await send(port, { method: 'GET' })).status).toBe(200)
})
