import { describe, expect, it } from 'vitest'
import type { MemoryBackend, MemoryOptions } from '../../../src/engine/index.js'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import { N, S, put } from '../support.js'
import { hour, recordsOf, watchedShop } from '../streams/streams.js'

const start = Date.UTC(2026, 0, 1)
const inSeconds = (seconds: number) => N(start / 1000 + seconds)
const Key = { pk: S('a'), sk: S('1') }

async function expiring(options: MemoryOptions = { timeToLiveLag: 0 }) {
  const shop = await watchedShop(undefined, options)
  await setTimeToLive(shop.backend, true)
  return shop
}

async function setTimeToLive(backend: MemoryBackend, Enabled: boolean, AttributeName = 'expiresAt') {
  const TimeToLiveSpecification = { Enabled, AttributeName }
  await backend.execute('UpdateTimeToLive', { TableName: 'shop', TimeToLiveSpecification })
}

async function countOf(backend: MemoryBackend): Promise<number | undefined> {
  backend.assertInvariants()
  return (await backend.execute('Scan', { TableName: 'shop' })).Count
}

describe('an item of a table with time to live', () => {
  it('is deleted once its expiry is past', async () => {
    const { backend, clock } = await expiring()
    await put(backend, { ...Key, expiresAt: inSeconds(10) })
    clock.advance(10_000)
    expect(await countOf(backend)).toBe(1)
    clock.advance(1)
    expect(await backend.execute('GetItem', { TableName: 'shop', Key })).toEqual({})
    expect(await countOf(backend)).toBe(0)
  })

  it('is deleted 48 hours late by default, as the service may be, and read until then', async () => {
    const { backend, clock } = await expiring({})
    await put(backend, { ...Key, expiresAt: inSeconds(0) })
    clock.advance(48 * hour)
    expect(await countOf(backend)).toBe(1)
    clock.advance(1)
    expect(await countOf(backend)).toBe(0)
  })

  it.each([
    ['nothing', {}],
    ['a string', { expiresAt: S(String(start / 1000)) }],
    ['a fraction', { expiresAt: N(start / 1000 + 0.5) }],
    ['what is more than five years past', { expiresAt: inSeconds(-5 * 365 * 86_400 - 1) }],
    ['a nested number', { expiresAt: { M: { at: inSeconds(0) } } }],
    ['milliseconds', { expiresAt: N(start) }],
  ] satisfies [string, AttributeMap][])('is not deleted for %s', async (_, attributes) => {
    const { backend, clock } = await expiring()
    await put(backend, { ...Key, ...attributes })
    clock.advance(1000 * hour)
    expect(await countOf(backend)).toBe(1)
  })

  it('is deleted although nobody looked for ten years', async () => {
    const { backend, clock } = await expiring()
    await put(backend, { ...Key, expiresAt: inSeconds(1) })
    clock.advance(10 * 365 * 24 * hour)
    expect(await countOf(backend)).toBe(0)
  })

  it('follows what is written: an expiry that is put off, brought forward, or removed', async () => {
    const { backend, clock } = await expiring()
    await put(backend, { ...Key, expiresAt: inSeconds(10) }, { pk: S('b'), sk: S('1') })
    const set = async (pk: string, UpdateExpression: string, values?: AttributeMap) => {
      const ExpressionAttributeValues = values
      const request = { TableName: 'shop', Key: { pk: S(pk), sk: S('1') }, UpdateExpression }
      await backend.execute('UpdateItem', { ...request, ExpressionAttributeValues })
    }
    await set('a', 'SET expiresAt = :e', { ':e': inSeconds(100) })
    await set('b', 'SET expiresAt = :e', { ':e': inSeconds(20) })
    clock.advance(21_000)
    expect(await countOf(backend)).toBe(1)
    await set('a', 'REMOVE expiresAt')
    clock.advance(1000 * hour)
    expect(await countOf(backend)).toBe(1)
  })

  it('leaves indexes, collections and counts with the deletion', async () => {
    const { backend, clock } = await expiring()
    await put(backend, { ...Key, g: S('g'), n: N(1), l: S('l'), expiresAt: inSeconds(1) })
    clock.advance(5000)
    const { Table } = await backend.execute('DescribeTable', { TableName: 'shop' })
    expect(Table).toMatchObject({ ItemCount: 0, TableSizeBytes: 0 })
    for (const index of [...(Table?.GlobalSecondaryIndexes ?? []), ...(Table?.LocalSecondaryIndexes ?? [])])
      expect(index).toMatchObject({ ItemCount: 0, IndexSizeBytes: 0 })
    backend.assertInvariants()
  })

  it('is deleted before a write looks at it, and the write pays for itself alone', async () => {
    const { backend, clock } = await expiring()
    await put(backend, { ...Key, text: S('x'.repeat(5000)), expiresAt: inSeconds(1) })
    clock.advance(5000)
    const output = await backend.execute('PutItem', {
      TableName: 'shop',
      Item: Key,
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValues: 'ALL_OLD',
      ReturnConsumedCapacity: 'TOTAL',
    })
    expect(output).toEqual({ ConsumedCapacity: { TableName: 'shop', CapacityUnits: 1 } })
  })

  it('leaves a record that names the service, in a stream that nobody touched the table for', async () => {
    const { backend, clock, streamArn } = await expiring()
    await put(backend, { ...Key, expiresAt: inSeconds(1) })
    clock.advance(5000)
    const [inserted, removed, ...more] = await recordsOf(backend, streamArn)
    expect(more).toEqual([])
    expect(inserted).not.toHaveProperty('userIdentity')
    expect(removed).toMatchObject({
      eventName: 'REMOVE',
      userIdentity: { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' },
      dynamodb: { Keys: Key, OldImage: { ...Key, expiresAt: inSeconds(1) } },
    })
  })

  it('stays once time to live is disabled, and goes when it is enabled for its attribute', async () => {
    const { backend, clock } = await expiring()
    await put(backend, { ...Key, expiresAt: inSeconds(10), other: inSeconds(500) })
    await setTimeToLive(backend, false)
    clock.advance(20 * hour)
    expect(await countOf(backend)).toBe(1)
    await setTimeToLive(backend, true, 'other')
    expect(await countOf(backend)).toBe(0)
  })

  it('keeps its place in order when the clock is set back', async () => {
    const { backend, clock } = await expiring()
    clock.advance(5 * 365 * 24 * hour)
    await put(backend, { ...Key, expiresAt: inSeconds(-1) }, { ...Key, sk: S('2'), expiresAt: inSeconds(1) })
    clock.advance(-24 * hour)
    await put(backend, { pk: S('c'), sk: S('1'), expiresAt: inSeconds(1) })
    expect(await countOf(backend)).toBe(1)
  })

  it('comes back with a snapshot and expires again', async () => {
    const { backend, clock } = await expiring()
    await put(backend, { ...Key, expiresAt: inSeconds(10) })
    const snapshot = backend.snapshot()
    await put(backend, { ...Key })
    clock.advance(20_000)
    expect(await countOf(backend)).toBe(1)
    backend.restore(snapshot)
    expect(await countOf(backend)).toBe(0)
    backend.restore(snapshot)
    expect(await countOf(backend)).toBe(0)
  })
})
