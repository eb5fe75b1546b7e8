import { describe, expect, it } from 'vitest'
import type { GetShardIteratorInput } from '../../../src/protocol/streams.js'
import { N, S, put, refused } from '../support.js'
import { hour, sequenceOf, shardsOf, watchedShop } from '../streams/streams.js'

const otherShard = 'shardId-00000001414576573621-f55eea83'

/** A stream with three records, all of one partition, and calls for the shard that holds them. */
async function threeRecords() {
  const { backend, clock, streamArn: StreamArn } = await watchedShop()
  for (const n of [1, 2, 3]) {
    await put(backend, { pk: S('a'), sk: S('1'), n: N(n) })
    clock.advance(1000)
  }
  for (const { ShardId, SequenceNumberRange } of await shardsOf(backend, StreamArn)) {
    const call = (input: Partial<GetShardIteratorInput>) =>
      backend.execute('GetShardIterator', { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON', ...input })
    const read = async (input: Partial<GetShardIteratorInput>) => {
      const { ShardIterator } = await call(input)
      return (await backend.execute('GetRecords', { ShardIterator })).Records ?? []
    }
    const records = await read({})
    if (records.length > 0) {
      return {
        backend,
        clock,
        ShardId,
        numbers: records.map(sequenceOf),
        range: SequenceNumberRange,
        call,
        read,
      }
    }
  }
  throw new Error('No shard holds the records.')
}

const numbered = (
  ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' | 'AT_SEQUENCE_NUMBER',
  SequenceNumber?: string,
) => ({
  ShardIteratorType,
  SequenceNumber,
})

describe('GetShardIterator', () => {
  it('begins at a record, after one, at the oldest, or after the latest', async () => {
    const { backend, read, numbers, range } = await threeRecords()
    const from = async (input: Partial<GetShardIteratorInput>) => (await read(input)).map(sequenceOf)
    expect(await from({ ShardIteratorType: 'TRIM_HORIZON' })).toEqual(numbers)
    expect(await from({ ShardIteratorType: 'LATEST' })).toEqual([])
    expect(await from(numbered('AT_SEQUENCE_NUMBER', numbers[1]))).toEqual(numbers.slice(1))
    expect(await from(numbered('AFTER_SEQUENCE_NUMBER', numbers[1]))).toEqual(numbers.slice(2))
    expect(await from(numbered('AFTER_SEQUENCE_NUMBER', numbers[2]))).toEqual([])
    expect(await from(numbered('AT_SEQUENCE_NUMBER', range?.StartingSequenceNumber))).toEqual(numbers)
    backend.assertInvariants()
  })

  it('begins at LATEST with what is written next', async () => {
    const { backend, call } = await threeRecords()
    const { ShardIterator } = await call({ ShardIteratorType: 'LATEST' })
    await put(backend, { pk: S('a'), sk: S('1'), n: N(4) })
    const { Records } = await backend.execute('GetRecords', { ShardIterator })
    expect(Records?.map(({ dynamodb }) => dynamodb?.NewImage?.['n'])).toEqual([N(4)])
  })

  it('begins at TRIM_HORIZON with the oldest record that is not a day old, and refuses older ones', async () => {
    const { clock, call, read, numbers } = await threeRecords()
    clock.advance(24 * hour - 2000)
    expect((await read({})).map(sequenceOf)).toEqual(numbers.slice(2))
    const trimmed =
      'TrimmedDataAccessException: The operation attempted to read past the oldest stream record in a shard.'
    for (const type of ['AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER'] as const) {
      expect(await refused(call(numbered(type, numbers[1])))).toBe(trimmed)
      await call(numbered(type, numbers[2]))
    }
  })

  it('refuses sequence numbers that the shard does not have', async () => {
    const { call } = await threeRecords()
    for (const number of ['1'.repeat(21), `1${'0'.repeat(20)}`, 'x'.repeat(21), '9'.repeat(40)])
      expect(await refused(call(numbered('AT_SEQUENCE_NUMBER', number)))).toBe(
        'ValidationException: Invalid SequenceNumber for the shard',
      )
  })

  it.each<[string, Partial<GetShardIteratorInput>, string]>([
    [
      'nothing',
      { StreamArn: undefined, ShardId: undefined, ShardIteratorType: undefined },
      "3 validation errors detected: Value null at 'streamArn' failed to satisfy constraint: Member must not be null; Value null at 'shardId' failed to satisfy constraint: Member must not be null; Value null at 'shardIteratorType' failed to satisfy constraint: Member must not be null",
    ],
    [
      'a short sequence number',
      { SequenceNumber: '1' },
      "1 validation error detected: Value at 'sequenceNumber' failed to satisfy constraint: Member must have length greater than or equal to 21",
    ],
    ['what is no ARN', { StreamArn: 'x'.repeat(40) }, 'Invalid StreamArn'],
    [
      'a missing sequence number',
      { ShardIteratorType: 'AT_SEQUENCE_NUMBER' },
      'One or more parameter values were invalid: SequenceNumber cannot be null',
    ],
    [
      'a sequence number without use',
      { ShardIteratorType: 'LATEST', SequenceNumber: '1'.repeat(21) },
      'One or more parameter values were invalid: SequenceNumber should not be passed for this iterator type',
    ],
  ])('refuses %s', async (_, input, message) => {
    const { call } = await threeRecords()
    expect(await refused(call(input))).toBe(`ValidationException: ${message}`)
  })

  it('refuses a type that it does not know', async () => {
    const { call } = await threeRecords()
    // @ts-expect-error -- no such type
    const ShardIteratorType: GetShardIteratorInput['ShardIteratorType'] = 'AT_TIMESTAMP'
    expect(await refused(call({ ShardIteratorType }))).toBe(
      "ValidationException: 1 validation error detected: Value 'AT_TIMESTAMP' at 'shardIteratorType' failed to satisfy constraint: Member must satisfy enum value set: [AFTER_SEQUENCE_NUMBER, LATEST, AT_SEQUENCE_NUMBER, TRIM_HORIZON]",
    )
  })

  it('knows no other stream, and no shard that closed a day ago', async () => {
    const { clock, call } = await threeRecords()
    const StreamArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/other/stream/2026-01-01T00:00:00.000'
    expect(await refused(call({ StreamArn }))).toBe('ResourceNotFoundException: Stream does not exist')
    const missing = 'ResourceNotFoundException: Shard does not exist'
    expect(await refused(call({ ShardId: otherShard }))).toBe(missing)
    clock.advance(28 * hour)
    expect(await refused(call({}))).toBe(missing)
  })
})
