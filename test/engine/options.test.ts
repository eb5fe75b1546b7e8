import { describe, expect, it } from 'vitest'
import { memory } from '../../src/engine/index.js'
import { environmentOf } from '../../src/engine/options.js'
import { seededRandom } from '../../src/core/random.js'
import { N, S, hash, manualClock, refused } from './support.js'

describe('options of memory', () => {
  it('have defaults', () => {
    expect(environmentOf({ timeToLiveLag: undefined })).toMatchObject({
      region: 'us-east-1',
      accountId: '000000000000',
      tableTransition: 0,
      itemCollectionSizeLimit: 10 * 2 ** 30,
      timeToLiveLag: 48 * 3_600_000,
      transactionTime: 0,
    })
  })

  it.each<[string, unknown]>([
    ['tableTransition', Number.NaN],
    ['tableTransition', -1],
    ['itemCollectionSizeLimit', Infinity],
    ['timeToLiveLag', '1000'],
    ['timeToLiveLag', -0.5],
    ['transactionTime', null],
    ['region', ''],
    ['region', 'eu west'],
    ['accountId', '123'],
    ['accountId', 123_456_789_012],
    ['clock', {}],
    ['clock', null],
    ['random', 4],
  ])('%s cannot be %s', (option, value) => {
    const refusal = { code: 'engine.option-invalid', details: { option, value } }
    expect(() => memory({ [option]: value })).toThrow(expect.objectContaining(refusal) as Error)
    expect(() => memory({ [option]: value })).toThrow(new RegExp(`memory: ${option} cannot be .*: give `))
  })

  it('are no others', () => {
    const refusal = { code: 'engine.option-invalid', details: expect.objectContaining({ near: ['region'] }) }
    expect(() => memory({ regoin: 'eu' } as object)).toThrow(expect.objectContaining(refusal) as Error)
    expect(() => memory(null as never)).toThrow('memory: options are an object, not null. It takes clock, ')
  })
})

describe('a snapshot of another account and region', () => {
  it('belongs to those of the backend that restores it, streams included', async () => {
    const clock = manualClock()
    const first = memory({ clock, random: seededRandom(1) })
    const create = (TableName: string) =>
      first.execute('CreateTable', {
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: hash('id'),
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
      })
    for (const TableName of ['kept', 'gone']) await create(TableName)
    await first.execute('PutItem', { TableName: 'kept', Item: { id: S('a'), n: N(1) } })
    await first.execute('DeleteTable', { TableName: 'gone' })
    const other = memory({ clock, region: 'eu-west-1', accountId: '111122223333' })
    other.restore(first.snapshot())
    const arn = 'arn:aws:dynamodb:eu-west-1:111122223333:table/kept'
    const { Table } = await other.execute('DescribeTable', { TableName: 'kept' })
    expect(Table?.TableArn).toBe(arn)
    expect(Table?.LatestStreamArn).toMatch(`${arn}/stream/`)
    const { Streams = [] } = await other.execute('ListStreams', {})
    expect(Streams.map(({ StreamArn }) => StreamArn?.split('/stream/')[0])).toEqual([
      arn.replace('kept', 'gone'),
      arn,
    ])
    const { StreamDescription } = await other.execute('DescribeStream', { StreamArn: Table?.LatestStreamArn })
    expect(StreamDescription?.Shards).toHaveLength(4)
    await other.execute('TagResource', { ResourceArn: arn, Tags: [{ Key: 'k', Value: 'v' }] })
    other.assertInvariants()
    const kept = await first.execute('DescribeTable', { TableName: 'kept' })
    expect(kept.Table?.TableArn).toBe('arn:aws:dynamodb:us-east-1:000000000000:table/kept')
    expect(await refused(first.execute('ListTagsOfResource', { ResourceArn: arn }))).toMatch(
      /AccessDenied|NotFound|Validation/,
    )
  })
})
