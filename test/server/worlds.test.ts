import { describe, expect, it } from 'vitest'
import { worldsMax } from '../../src/protocol/limits.js'
import { Worlds } from '../../src/server/worlds.js'
import { ask, jsonType, send, signedBy, started, tableInput, tableNames } from './support.js'

const scope = (key: string, region: string, day = '20260101') =>
  `${key}/${day}/${region}/dynamodb/aws4_request`

describe('worlds', () => {
  it('are separate by account and by region, and the same every day', () => {
    const worlds = new Worlds({ isShared: false, memory: {} })
    const first = worlds.ofScope(scope('a', 'us-east-1'))
    expect(worlds.ofScope(scope('a', 'us-east-1', '20270202'))).toBe(first)
    expect(worlds.ofScope(scope('b', 'us-east-1'))).not.toBe(first)
    expect(worlds.ofScope(scope('a', 'eu-west-1'))).not.toBe(first)
  })

  it('are one when shared', () => {
    const worlds = new Worlds({ isShared: true, memory: {} })
    expect(worlds.ofScope(scope('a', 'us-east-1'))).toBe(worlds.ofScope(scope('b', 'eu-west-1')))
    expect(worlds.of('123456789012', 'eu-west-1').backend).toBe(worlds.ofScope(undefined))
    expect(worlds.settled()).toMatchObject([{ accountId: '000000000000', region: 'us-east-1' }])
  })

  it.each([undefined, '', 'a/b', 'a/1/strange region!/dynamodb/aws4_request'])(
    'have a default for requests that name none: %s',
    (named) => {
      const worlds = new Worlds({ isShared: false, memory: {} })
      expect(worlds.ofScope(named)).toBe(worlds.of('000000000000', 'us-east-1').backend)
    },
  )

  it('are limited in number, and those that are there stay', () => {
    const worlds = new Worlds({ isShared: false, memory: {} })
    for (let index = 0; index < worldsMax; index += 1) worlds.ofScope(scope('a', `region-${index}`))
    expect(() => worlds.ofScope(scope('a', 'one-more'))).toThrow('at most 100 accounts and regions')
    expect(worlds.ofScope(scope('a', 'region-0'))).toBe(
      worlds.of(worlds.settled()[0]!.accountId, 'region-0').backend,
    )
  })

  it('remember scopes no longer than they have room', () => {
    const worlds = new Worlds({ isShared: false, memory: {} })
    const first = worlds.ofScope(scope('a', 'us-east-1'))
    for (let day = 0; day < 3000; day += 1) worlds.ofScope(scope('a', 'us-east-1', String(day)))
    expect(worlds.ofScope(scope('a', 'us-east-1'))).toBe(first)
  })

  it('begin with what they are told to, and share nothing afterwards', async () => {
    const worlds = new Worlds({ isShared: false, memory: {} })
    const initial = worlds.draft().backend
    await initial.execute('CreateTable', tableInput('seeded') as never)
    worlds.beginWith(initial)
    const first = worlds.ofScope(scope('a', 'us-east-1'))
    await first.execute('DeleteTable', { TableName: 'seeded' })
    const second = worlds.ofScope(scope('b', 'us-east-1'))
    expect(await first.execute('ListTables', {})).toEqual({ TableNames: [] })
    expect(await second.execute('ListTables', {})).toEqual({ TableNames: ['seeded'] })
  })
})

describe('over HTTP', () => {
  it('the signature names the world, in the ARN too', async () => {
    const { port } = await started()
    const mine = signedBy('111122223333', 'eu-west-1')
    const { json } = await ask(port, 'CreateTable', tableInput('t'), mine)
    expect(json).toMatchObject({
      TableDescription: { TableArn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/t' },
    })
    expect(await tableNames(port, mine)).toEqual(['t'])
    expect(await tableNames(port, signedBy('111122223333', 'us-east-1'))).toEqual([])
    expect(await tableNames(port, signedBy('other', 'eu-west-1'))).toEqual([])
    expect(await tableNames(port)).toEqual([])
  })

  it('the query string may carry the signature', async () => {
    const { port } = await started()
    await ask(port, 'CreateTable', tableInput('t'), signedBy('someone', 'eu-west-1'))
    const credential = encodeURIComponent('someone/20260101/eu-west-1/dynamodb/aws4_request')
    const reply = await send(port, {
      path: `/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${credential}`,
      headers: { 'Content-Type': jsonType, 'X-Amz-Target': 'DynamoDB_20120810.ListTables' },
      body: '{}',
    })
    expect(reply.json).toEqual({ TableNames: ['t'] })
  })

  it('too many worlds are refused in the form of the service', async () => {
    const { port } = await started()
    for (let index = 0; index < worldsMax; index += 1)
      await tableNames(port, signedBy('a', `region-${index}`))
    const { status, json } = await ask(port, 'ListTables', {}, signedBy('a', 'one-more'))
    expect(status).toBe(400)
    expect(json['__type']).toBe('com.amazon.coral.service#LimitExceededException')
  })

  it('one set of tables is kept when shared', async () => {
    const { port } = await started({ shared: true })
    await ask(port, 'CreateTable', tableInput('t'), signedBy('a', 'eu-west-1'))
    expect(await tableNames(port, signedBy('b', 'us-east-1'))).toEqual(['t'])
  })
})
