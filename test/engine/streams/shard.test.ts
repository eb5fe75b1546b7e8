import { describe, expect, it } from 'vitest'
import { Shard } from '../../../src/engine/streams/shard.js'
import type { StreamEvent } from '../../../src/engine/streams/stream-event.js'
import { Stream } from '../../../src/engine/streams/stream.js'
import { storedItem } from '../../../src/engine/tables/stored-item.js'
import { S, shop } from '../support.js'
import { schemaOf } from '../tables/tables.js'

const event = (hash: number, at: number): StreamEvent => ({
  hash,
  at,
  name: 'INSERT',
  keys: { pk: S('a'), sk: S('1') },
  oldImage: undefined,
  newImage: undefined,
  isByService: false,
})

function shardWith(...events: StreamEvent[]): Shard {
  const shard = new Shard({ id: 'shard', parentId: undefined, openedAt: 100, firstOrdinal: 10 })
  for (const each of events) shard.append(each)
  return shard
}

function ordinalsFrom(shard: Shard, from: number): number[] {
  const ordinals: number[] = []
  shard.read(from, ({ hash }) => ordinals.push(hash) > 0)
  return ordinals
}

describe('Shard', () => {
  it('reads from any ordinal on, its events’ or not', () => {
    const shard = shardWith(event(12, 100), event(15, 100), event(16, 200))
    shard.assertInvariants()
    expect(ordinalsFrom(shard, 0)).toEqual([12, 15, 16])
    expect(ordinalsFrom(shard, 13)).toEqual([15, 16])
    expect(ordinalsFrom(shard, 16)).toEqual([16])
    expect(ordinalsFrom(shard, 17)).toEqual([])
    expect(shard.reaches(16)).toBe(true)
    expect(shard.reaches(17)).toBe(false)
    expect(shardWith().reaches(0)).toBe(false)
  })

  it('knows from which ordinal on its events are younger than a time', () => {
    const shard = shardWith(event(12, 100), event(15, 100), event(16, 200))
    expect(shard.ordinalAt(99)).toBe(10)
    expect(shard.ordinalAt(100)).toBe(16)
    expect(shard.ordinalAt(199)).toBe(16)
    expect(shard.ordinalAt(200)).toBe(17)
    expect(shardWith().ordinalAt(1000)).toBe(10)
  })

  it('is copied while it is open, and shared once it is closed, when it takes nothing more', () => {
    const open = shardWith(event(12, 100))
    const copy = open.clone()
    copy.append(event(13, 100))
    expect([ordinalsFrom(open, 0), ordinalsFrom(copy, 0)]).toEqual([[12], [12, 13]])
    open.close(300)
    expect(open.clone()).toBe(open)
    expect(copy.closedAt).toBeUndefined()
    expect(() => open.append(event(14, 300))).toThrow('a closed shard takes no events')
  })

  it('notices events that are out of order', () => {
    expect(() => shardWith(event(10, 100)).assertInvariants()).toThrow('growing ordinals')
    expect(() => shardWith(event(12, 200), event(13, 150)).assertInvariants()).toThrow('order of time')
    expect(() => shardWith(event(12, 200), event(11, 200)).assertInvariants()).toThrow(
      'knows its last ordinal',
    )
    const late = shardWith(event(12, 200))
    late.close(150)
    expect(() => late.assertInvariants()).toThrow('closes after its last event')
  })
})

describe('Stream', () => {
  const key = schemaOf(shop).key
  const identity = {
    arn: 'arn',
    label: 'label',
    tableName: 'shop',
    key,
    viewType: 'KEYS_ONLY' as const,
    createdAt: 0,
    partitions: 4,
    seed: { high: 1, low: 2 },
  }
  const itemOf = (pk: string) => storedItem({ pk: S(pk), sk: S('1') })

  function record(stream: Stream, pk: string, under = pk): void {
    const place = key.entryKeyOf({ pk: S(under), sk: S('1') })
    if (place === undefined) throw new Error('The key is complete.')
    stream.record(place, { previous: undefined, next: itemOf(pk), isByService: false })
  }

  it('notices an event that is not where its item’s events are', () => {
    const stream = new Stream(identity)
    record(stream, 'a')
    stream.assertInvariants()
    record(stream, 'a', 'b')
    expect(() => stream.assertInvariants()).toThrow('an event is in the lineage of its item')
  })

  it('never changes once it is closed', () => {
    const stream = new Stream(identity)
    record(stream, 'a')
    stream.close(5)
    stream.proceedTo(1e12)
    expect(stream.closedAt).toBe(5)
    expect(stream.shardsAt(0)).toHaveLength(4)
    expect(() => record(stream, 'a')).toThrow('a closed shard takes no events')
    stream.assertInvariants()
  })

  it('does not go back in time', () => {
    const stream = new Stream(identity)
    stream.proceedTo(9 * 3_600_000)
    record(stream, 'a')
    stream.proceedTo(3_600_000)
    record(stream, 'a')
    stream.assertInvariants()
    expect(stream.shardsAt(0)).toHaveLength(12)
  })
})
