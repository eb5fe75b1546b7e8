import { describe, expect, it } from 'vitest'
import type { DescribeStreamInput } from '../../../src/protocol/streams.js'
import { S, put, refused } from '../support.js'
import { hour, iteratorOf, recordsOf, shardsOf, watchedShop } from '../streams/streams.js'

const arn = 'arn:aws:dynamodb:us-east-1:000000000000:table/shop/stream/2026-01-01T00:00:00.000'
const someShard = 'shardId-00000001414576573621-f55eea83'

async function described() {
  const shop = await watchedShop('NEW_IMAGE')
  return {
    ...shop,
    call: (input: Partial<DescribeStreamInput> = {}) =>
      shop.backend.execute('DescribeStream', { StreamArn: shop.streamArn, ...input }),
  }
}

describe('DescribeStream', () => {
  it('tells what the stream is, and its shards', async () => {
    const { call, streamArn } = await described()
    expect(streamArn).toBe(arn)
    const { StreamDescription } = await call()
    expect(StreamDescription).toEqual({
      StreamArn: arn,
      StreamLabel: '2026-01-01T00:00:00.000',
      StreamStatus: 'ENABLED',
      StreamViewType: 'NEW_IMAGE',
      CreationRequestDateTime: new Date('2026-01-01T00:00:00.000Z'),
      TableName: 'shop',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      Shards: Array.from({ length: 4 }, () => ({
        ShardId: expect.stringMatching(/^shardId-00000001767225600000-[\da-f]{8}$/),
        SequenceNumberRange: { StartingSequenceNumber: expect.stringMatching(/^\d{21}$/) },
      })),
    })
  })

  it('gives shards a page at a time, and the children of one', async () => {
    const { backend, call, clock, streamArn } = await described()
    clock.advance(9 * hour)
    const all = await shardsOf(backend, streamArn)
    expect(all).toHaveLength(12)
    const first = await call({ Limit: 5 })
    expect(first.StreamDescription?.Shards).toEqual(all.slice(0, 5))
    expect(first.StreamDescription?.LastEvaluatedShardId).toBe(all[4]?.ShardId)
    const rest = await call({ ExclusiveStartShardId: all[4]?.ShardId })
    expect(rest.StreamDescription?.Shards).toEqual(all.slice(5))
    expect(rest.StreamDescription).not.toHaveProperty('LastEvaluatedShardId')
    const children = await call({ ShardFilter: { Type: 'CHILD_SHARDS', ShardId: all[0]?.ShardId } })
    expect(children.StreamDescription?.Shards).toEqual(
      all.filter(({ ParentShardId }) => ParentShardId === all[0]?.ShardId),
    )
    expect(children.StreamDescription?.Shards).toHaveLength(1)
    const none = await call({ ShardFilter: { Type: 'CHILD_SHARDS', ShardId: someShard } })
    expect(none.StreamDescription?.Shards).toEqual([])
  })

  it('tells of the stream of a deleted table for a day, which can be read to its end', async () => {
    const { backend, call, clock, streamArn } = await described()
    await put(backend, { pk: S('a'), sk: S('1') })
    await backend.execute('DeleteTable', { TableName: 'shop' })
    clock.advance(24 * hour - 1)
    const { StreamDescription } = await call()
    expect(StreamDescription?.StreamStatus).toBe('DISABLED')
    expect(StreamDescription?.Shards).toHaveLength(4)
    for (const { ShardId, SequenceNumberRange } of StreamDescription?.Shards ?? []) {
      expect(SequenceNumberRange).toHaveProperty('EndingSequenceNumber')
      const ShardIterator = await iteratorOf(backend, streamArn, ShardId)
      expect(await backend.execute('GetRecords', { ShardIterator })).not.toHaveProperty('NextShardIterator')
    }
    expect(await recordsOf(backend, streamArn)).toHaveLength(1)
    backend.assertInvariants()
    clock.advance(1)
    expect(await refused(call())).toBe(
      `ResourceNotFoundException: Requested resource not found: Stream: ${arn} not found`,
    )
  })

  it.each<[string, Partial<DescribeStreamInput>, string]>([
    [
      'no stream',
      { StreamArn: undefined },
      "1 validation error detected: Value null at 'streamArn' failed to satisfy constraint: Member must not be null",
    ],
    [
      'several faults at once',
      { StreamArn: 'x', Limit: 0 },
      "2 validation errors detected: Value 'x' at 'streamArn' failed to satisfy constraint: Member must have length greater than or equal to 37; Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    ['what is no ARN', { StreamArn: 'x'.repeat(40) }, 'Invalid StreamArn'],
    [
      'too high a limit',
      { Limit: 101 },
      'One or more parameter values were invalid: Limit cannot be greater than the maximum: 100',
    ],
    [
      'a short shard id',
      { ExclusiveStartShardId: 'x' },
      "1 validation error detected: Value 'x' at 'exclusiveStartShardId' failed to satisfy constraint: Member must have length greater than or equal to 28",
    ],
    [
      'a filter and a start',
      { ExclusiveStartShardId: someShard, ShardFilter: { Type: 'CHILD_SHARDS', ShardId: someShard } },
      'ShardFilter and ExclusiveStartShardId both should not be specified in the request.',
    ],
  ])('refuses %s', async (_, input, message) => {
    const { call } = await described()
    expect(await refused(call(input))).toBe(`ValidationException: ${message}`)
  })

  it('refuses a filter that it does not know', async () => {
    const { call } = await described()
    // @ts-expect-error -- no such filter
    const ShardFilter: DescribeStreamInput['ShardFilter'] = { Type: 'OPEN' }
    expect(await refused(call({ ShardFilter }))).toBe(
      "ValidationException: 1 validation error detected: Value 'OPEN' at 'shardFilter.type' failed to satisfy constraint: Member must satisfy enum value set: [CHILD_SHARDS]",
    )
  })

  it('knows no stream of another region, account, table or time', async () => {
    const { call } = await described()
    for (const StreamArn of [
      arn.replace('us-east-1', 'us-east-2'),
      arn.replace('000000000000', '000000000001'),
      arn.replace('shop', 'other'),
      arn.replace('00.000', '00.001'),
    ])
      expect(await refused(call({ StreamArn }))).toBe(
        `ResourceNotFoundException: Requested resource not found: Stream: ${StreamArn} not found`,
      )
  })
})
