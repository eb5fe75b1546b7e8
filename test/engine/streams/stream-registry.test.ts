import { describe, expect, it } from 'vitest'
import type { MemoryBackend } from '../../../src/engine/index.js'
import type { StreamSpecification } from '../../../src/protocol/tables.js'
import { N, S, put } from '../support.js'
import { hour, recordsOf, streamArnOf, watchedShop } from './streams.js'

async function setStream(backend: MemoryBackend, StreamSpecification: StreamSpecification) {
  const { TableDescription } = await backend.execute('UpdateTable', {
    TableName: 'shop',
    StreamSpecification,
  })
  return TableDescription ?? {}
}

const enabled = { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } as const
const item = (n: number) => ({ pk: S('a'), sk: S('1'), n: N(n) })

describe('a stream that is disabled', () => {
  it('takes no more records, can be read for a day, and is named as the latest', async () => {
    const { backend, clock, streamArn } = await watchedShop()
    await put(backend, item(1))
    const description = await setStream(backend, { StreamEnabled: false })
    expect(description).not.toHaveProperty('StreamSpecification')
    expect(description.LatestStreamArn).toBe(streamArn)
    await put(backend, item(2))
    clock.advance(24 * hour - 1)
    expect(await recordsOf(backend, streamArn)).toHaveLength(1)
    const { StreamDescription } = await backend.execute('DescribeStream', { StreamArn: streamArn })
    expect(StreamDescription?.StreamStatus).toBe('DISABLED')
    backend.assertInvariants()
    clock.advance(1)
    expect(await backend.execute('ListStreams', {})).toEqual({ Streams: [] })
  })

  it('is followed by another stream, which begins anew', async () => {
    const { backend, streamArn } = await watchedShop()
    await put(backend, item(1))
    await setStream(backend, { StreamEnabled: false })
    const { LatestStreamArn, StreamSpecification } = await setStream(backend, enabled)
    expect(StreamSpecification).toEqual(enabled)
    expect(LatestStreamArn).not.toBe(streamArn)
    expect(await streamArnOf(backend)).toBe(LatestStreamArn)
    await put(backend, item(2))
    const [record, ...more] = await recordsOf(backend, LatestStreamArn ?? '')
    expect(more).toEqual([])
    expect(record).toMatchObject({ eventName: 'MODIFY', dynamodb: { StreamViewType: 'KEYS_ONLY' } })
    expect(await recordsOf(backend, streamArn)).toHaveLength(1)
    const { Streams } = await backend.execute('ListStreams', { TableName: 'shop' })
    expect(Streams?.map(({ StreamArn }) => StreamArn)).toEqual([streamArn, LatestStreamArn])
  })

  it('is open again where a snapshot from before is restored', async () => {
    const { backend, streamArn } = await watchedShop()
    const snapshot = backend.snapshot()
    await setStream(backend, { StreamEnabled: false })
    backend.restore(snapshot)
    await put(backend, item(1))
    expect(await recordsOf(backend, streamArn)).toHaveLength(1)
    const { StreamDescription } = await backend.execute('DescribeStream', { StreamArn: streamArn })
    expect(StreamDescription?.StreamStatus).toBe('ENABLED')
    backend.assertInvariants()
  })
})

describe('the shards of a new stream', () => {
  it.each([
    ['PAY_PER_REQUEST', undefined, 4],
    ['PROVISIONED', [5, 5], 1],
    ['PROVISIONED', [3000, 1000], 2],
    ['PROVISIONED', [3001, 1000], 3],
  ] as const)('are as many as its table has partitions: %s, %j', async (BillingMode, units, shards) => {
    const { backend } = await watchedShop()
    const { TableDescription } = await backend.execute('CreateTable', {
      TableName: 'other',
      BillingMode,
      ...(units && { ProvisionedThroughput: { ReadCapacityUnits: units[0], WriteCapacityUnits: units[1] } }),
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      StreamSpecification: enabled,
    })
    for (let id = 0; id < 20; id += 1)
      await backend.execute('PutItem', { TableName: 'other', Item: { id: S(String(id)) } })
    const StreamArn = TableDescription?.LatestStreamArn ?? ''
    const { StreamDescription } = await backend.execute('DescribeStream', { StreamArn })
    expect(StreamDescription?.Shards).toHaveLength(shards)
    expect(await recordsOf(backend, StreamArn)).toHaveLength(20)
    backend.assertInvariants()
  })
})
