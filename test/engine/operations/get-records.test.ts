import { describe, expect, it } from 'vitest'
import type { GetRecordsOutput } from '../../../src/protocol/streams.js'
import { N, S, put, refused } from '../support.js'
import { hour, iteratorOf, recordsOf, shardsOf, watchedShop } from '../streams/streams.js'

/** A stream with this many records of one item, and an iterator at the beginning of their shard. */
async function records(count: number, text = '') {
  const { backend, clock, streamArn } = await watchedShop()
  for (let n = 1; n <= count; n += 1) await put(backend, { pk: S('a'), sk: S('1'), n: N(n), text: S(text) })
  const read = (ShardIterator: string | undefined, Limit?: number): Promise<GetRecordsOutput> =>
    backend.execute('GetRecords', { ShardIterator, Limit })
  for (const { ShardId } of await shardsOf(backend, streamArn)) {
    const iterator = await iteratorOf(backend, streamArn, ShardId)
    const { Records } = await read(iterator, 1)
    if (Records?.length === 1) return { backend, clock, streamArn, ShardId, iterator, read }
  }
  throw new Error('No shard holds the records.')
}

const numbersOf = ({ Records = [] }: GetRecordsOutput) =>
  Records.map(({ dynamodb }) => Number(dynamodb?.NewImage?.['n']?.N))

describe('GetRecords', () => {
  it('reads on where the page before it ended, and waits at the end of an open shard', async () => {
    const { backend, read, iterator } = await records(5)
    const first = await read(iterator, 2)
    expect(numbersOf(first)).toEqual([1, 2])
    const second = await read(first.NextShardIterator, 2)
    expect(numbersOf(second)).toEqual([3, 4])
    const third = await read(second.NextShardIterator, 2)
    expect(numbersOf(third)).toEqual([5])
    const waiting = await read(third.NextShardIterator)
    expect(waiting.Records).toEqual([])
    await put(backend, { pk: S('a'), sk: S('1'), n: N(6) })
    expect(numbersOf(await read(waiting.NextShardIterator))).toEqual([6])
    // An iterator can be used again.
    expect(numbersOf(await read(iterator, 2))).toEqual([1, 2])
  })

  it('gives no more than 1000 records at once', async () => {
    const { read, iterator } = await records(1005)
    const page = await read(iterator)
    expect(page.Records).toHaveLength(1000)
    expect(numbersOf(await read(page.NextShardIterator))).toEqual([1001, 1002, 1003, 1004, 1005])
  })

  it('gives no more than 1 MB at once, but always a record', async () => {
    const { read, iterator } = await records(4, 'x'.repeat(300_000))
    // 300 KB with one image, 600 KB with two.
    const page = await read(iterator)
    expect(numbersOf(page)).toEqual([1, 2])
    expect(numbersOf(await read(page.NextShardIterator))).toEqual([3])
  })

  it('ends with a shard that closed, at its last record or where it has none', async () => {
    const { clock, backend, streamArn, ShardId, read } = await records(1)
    clock.advance(4 * hour - 60_000)
    for (const n of [2, 3]) await put(backend, { pk: S('a'), sk: S('1'), n: N(n) })
    const iterator = await iteratorOf(backend, streamArn, ShardId)
    const page = await read(iterator, 2)
    clock.advance(60_000)
    const last = await read(page.NextShardIterator, 1)
    expect(numbersOf(last)).toEqual([3])
    expect(last).not.toHaveProperty('NextShardIterator')
    for (const { ShardId: id, SequenceNumberRange } of await shardsOf(backend, streamArn)) {
      if (id === ShardId) continue
      const isClosed = SequenceNumberRange?.EndingSequenceNumber !== undefined
      const { Records, NextShardIterator } = await read(await iteratorOf(backend, streamArn, id))
      expect(Records).toEqual([])
      expect(NextShardIterator === undefined).toBe(isClosed)
    }
  })

  it('refuses an iterator after a quarter of an hour', async () => {
    const { clock, read, iterator } = await records(1)
    clock.advance(15 * 60_000)
    expect(numbersOf(await read(iterator))).toEqual([1])
    clock.advance(1)
    expect(await refused(read(iterator))).toMatch(/^ExpiredIteratorException: The shard iterator has expired/)
  })

  it('refuses to skip what was trimmed since the iterator was given', async () => {
    const { clock, backend, streamArn, ShardId, read } = await records(2)
    clock.advance(24 * hour - 1)
    const iterator = await iteratorOf(backend, streamArn, ShardId)
    expect(numbersOf(await read(iterator))).toEqual([1, 2])
    clock.advance(1)
    expect(await refused(read(iterator))).toBe(
      'TrimmedDataAccessException: The operation attempted to read past the oldest stream record in a shard.',
    )
  })

  it('refuses to read a shard that was forgotten since', async () => {
    const { clock, backend, streamArn, ShardId, read } = await records(1)
    clock.advance(28 * hour - 1)
    const iterator = await iteratorOf(backend, streamArn, ShardId)
    expect(await read(iterator)).toEqual({ Records: [] })
    clock.advance(1)
    expect(await refused(read(iterator))).toMatch(/^TrimmedDataAccessException/)
  })

  it('names the region in which it is asked', async () => {
    const { backend, streamArn } = await watchedShop('KEYS_ONLY', { region: 'eu-central-1' })
    await put(backend, { pk: S('a'), sk: S('1') })
    const [record] = await recordsOf(backend, streamArn)
    expect(record?.awsRegion).toBe('eu-central-1')
  })

  it('refuses what is no iterator of its own', async () => {
    const { read, iterator, backend } = await records(1)
    expect(await refused(read(undefined))).toBe(
      "ValidationException: 1 validation error detected: Value null at 'shardIterator' failed to satisfy constraint: Member must not be null",
    )
    expect(await refused(read(''))).toBe(
      "ValidationException: 1 validation error detected: Value '' at 'shardIterator' failed to satisfy constraint: Member must have length greater than or equal to 1",
    )
    expect(await refused(read('x'))).toBe('ValidationException: Invalid ShardIterator')
    expect(await refused(read(`${iterator}A`))).toBe('ValidationException: Invalid ShardIterator')
    expect(await refused(read(iterator.replace('shop', 'other')))).toBe(
      'ResourceNotFoundException: Stream does not exist',
    )
    expect(await refused(read(iterator, 0))).toBe(
      "ValidationException: 1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    )
    expect(await refused(read(iterator, 1001))).toBe(
      'LimitExceededException: One or more parameter values were invalid: Limit should be less than or equal to 1000',
    )
    backend.assertInvariants()
  })
})
