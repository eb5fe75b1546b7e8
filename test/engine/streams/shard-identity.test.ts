import { describe, expect, it } from 'vitest'
import { eventId, shardId } from '../../../src/engine/streams/shard-identity.js'

const seed = { high: -123_456_789, low: 987_654_321 }

describe('the ids that a stream gives', () => {
  it('have the form of the service', () => {
    expect(shardId(seed, 1_414_576_573_621, 5)).toMatch(/^shardId-00000001414576573621-[\da-f]{8}$/)
    expect(eventId(seed, 1)).toMatch(/^[\da-f]{32}$/)
  })

  it('are different for everything that opened together, and for every event', () => {
    const shards = new Set(Array.from({ length: 5000 }, (_, number) => shardId(seed, 0, number)))
    expect(shards.size).toBe(5000)
    const ordinals = Array.from({ length: 5000 }, (_, ordinal) => [ordinal, ordinal + 2 ** 40]).flat()
    expect(new Set(ordinals.map((ordinal) => eventId(seed, ordinal))).size).toBe(10_000)
  })

  it('are another stream’s where the seed is another', () => {
    expect(eventId({ ...seed, high: 1 }, 1)).not.toBe(eventId(seed, 1))
    expect(eventId({ ...seed, low: 1 }, 1)).not.toBe(eventId(seed, 1))
  })
})
