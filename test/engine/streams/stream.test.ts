import { describe, expect, it } from 'vitest'
import { S, put } from '../support.js'
import { hour, iteratorOf, recordsOf, sequenceOf, shardsOf, watchedShop } from './streams.js'

const item = (pk: string, more = '') => ({ pk: S(pk), sk: S('1'), more: S(more) })
const names = Array.from({ length: 40 }, (_, index) => `partition${index}`)

describe('a stream', () => {
  it('has several open shards, among which partitions are shared out', async () => {
    const { backend, streamArn } = await watchedShop()
    await put(backend, ...names.map((name) => item(name)))
    const shards = await shardsOf(backend, streamArn)
    expect(shards).toHaveLength(4)
    for (const shard of shards) {
      expect(shard.ParentShardId).toBeUndefined()
      expect(shard.SequenceNumberRange?.EndingSequenceNumber).toBeUndefined()
      const ShardIterator = await iteratorOf(backend, streamArn, shard.ShardId)
      const { Records = [] } = await backend.execute('GetRecords', { ShardIterator })
      expect(Records.length).toBeGreaterThan(0)
    }
    const records = await recordsOf(backend, streamArn)
    expect(records.map(({ dynamodb }) => dynamodb?.Keys?.['pk']?.S)).toEqual(names)
  })

  it('keeps the records of a partition in one shard, in order', async () => {
    const { backend, streamArn } = await watchedShop()
    for (const text of ['1', '2', '3']) await put(backend, ...names.map((name) => item(name, text)))
    const home = new Map<string, string>()
    for (const { ShardId = '' } of await shardsOf(backend, streamArn)) {
      const ShardIterator = await iteratorOf(backend, streamArn, ShardId)
      const { Records = [] } = await backend.execute('GetRecords', { ShardIterator })
      expect(Records.map(sequenceOf)).toEqual(Records.map(sequenceOf).toSorted())
      for (const { dynamodb } of Records) {
        const pk = dynamodb?.Keys?.['pk']?.S ?? ''
        expect(home.get(pk) ?? ShardId).toBe(ShardId)
        home.set(pk, ShardId)
      }
    }
    expect(home.size).toBe(names.length)
  })

  it('closes its shards after four hours, for children that hold the same partitions', async () => {
    const { backend, clock, streamArn } = await watchedShop()
    await put(backend, item('a', 'before'))
    const before = await shardsOf(backend, streamArn)
    clock.advance(4 * hour - 1)
    expect(await shardsOf(backend, streamArn)).toEqual(before)
    clock.advance(1)
    await put(backend, item('a', 'after'))
    const after = await shardsOf(backend, streamArn)
    expect(after).toHaveLength(8)
    const children = after.filter(({ ParentShardId }) => ParentShardId !== undefined)
    expect(new Set(children.map(({ ParentShardId }) => ParentShardId))).toEqual(
      new Set(before.map(({ ShardId }) => ShardId)),
    )
    for (const { ShardId, SequenceNumberRange, ParentShardId } of after) {
      const isClosed = ParentShardId === undefined
      expect(SequenceNumberRange?.EndingSequenceNumber !== undefined).toBe(isClosed)
      const ending = SequenceNumberRange?.EndingSequenceNumber ?? '9'
      expect(ending >= (SequenceNumberRange?.StartingSequenceNumber ?? '')).toBe(true)
      const ShardIterator = await iteratorOf(backend, streamArn, ShardId)
      const { Records = [], NextShardIterator } = await backend.execute('GetRecords', { ShardIterator })
      expect(NextShardIterator === undefined).toBe(isClosed)
      for (const { dynamodb } of Records) {
        expect(dynamodb?.NewImage?.['more']?.S).toBe(isClosed ? 'before' : 'after')
      }
    }
    expect(await recordsOf(backend, streamArn)).toHaveLength(2)
  })

  it('forgets records after a day and shards that closed a day ago, however long nobody looked', async () => {
    const { backend, clock, streamArn } = await watchedShop()
    await put(backend, item('a'))
    clock.advance(24 * hour - 1)
    expect(await recordsOf(backend, streamArn)).toHaveLength(1)
    clock.advance(1)
    expect(await recordsOf(backend, streamArn)).toEqual([])
    expect(await shardsOf(backend, streamArn)).toHaveLength(4 * 7)
    clock.advance(24 * 365 * 100 * hour)
    const shards = await shardsOf(backend, streamArn)
    expect(shards).toHaveLength(4 * 6 + 4)
    backend.assertInvariants()
    await put(backend, item('a', 'late'))
    expect(await recordsOf(backend, streamArn)).toHaveLength(1)
  })

  it('is another in a snapshot, which later writes do not reach', async () => {
    const { backend, clock, streamArn } = await watchedShop()
    await put(backend, item('a', '1'))
    const snapshot = backend.snapshot()
    await put(backend, item('a', '2'))
    clock.advance(5 * hour)
    await put(backend, item('b', '3'))
    expect(await recordsOf(backend, streamArn)).toHaveLength(3)
    for (const text of ['4', '5']) {
      backend.restore(snapshot)
      backend.assertInvariants()
      expect(await recordsOf(backend, streamArn)).toHaveLength(1)
      await put(backend, item('a', text))
      const [, record] = await recordsOf(backend, streamArn)
      expect(record?.dynamodb?.NewImage?.['more']?.S).toBe(text)
    }
  })
})
