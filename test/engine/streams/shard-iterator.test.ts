import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatShardIterator, parseShardIterator } from '../../../src/engine/streams/shard-iterator.js'
import { parameters } from '../../property/runs.js'

const iterator = {
  streamArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/shop/stream/2026-01-01T00:00:00.000',
  shardId: 'shardId-00000001414576573621-f55eea83',
  from: 12,
  issuedAt: 1_767_225_600_000,
}

describe('a shard iterator', () => {
  it('is read as it was written', () => {
    expect(parseShardIterator(formatShardIterator(iterator))).toEqual(iterator)
  })

  it('begins with its stream in clear', () => {
    expect(formatShardIterator(iterator).startsWith(`${iterator.streamArn}|1|`)).toBe(true)
  })

  it('is not read from any other text', () => {
    const text = formatShardIterator(iterator)
    const place = (...parts: unknown[]) => `${iterator.streamArn}|1|${btoa(parts.join('|'))}`
    const others = [
      '',
      'x',
      `${text}|`,
      `${text}=`,
      text.replace('|1|', '|2|'),
      `${iterator.streamArn}|1|%`,
      place('shard'),
      place('shard', 1),
      place('shard', 'x', 1),
      place('shard', 1.5, 1),
      place('shard', 1, Infinity),
      place('shard', '01', 1),
      place('shard', 1, 1, 1),
    ]
    for (const other of others) expect(parseShardIterator(other)).toBeUndefined()
  })

  it('throws for no text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseShardIterator(text)).toBeUndefined()
        expect(parseShardIterator(`a|1|${text}`)).toBeUndefined()
      }),
      parameters(200),
    )
  })
})
