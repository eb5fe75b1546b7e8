import { describe, expect, it } from 'vitest'
import type { StreamViewType } from '../../../src/protocol/tables.js'
import { N, S, put } from '../support.js'
import { recordsOf, watchedShop } from './streams.js'

const Key = { pk: S('a'), sk: S('1') }

async function lifeOfAnItem(viewType: StreamViewType) {
  const { backend, clock, streamArn } = await watchedShop(viewType)
  clock.advance(1999)
  await put(backend, { ...Key, n: N(101) })
  await put(backend, { ...Key, n: N(102), tags: { SS: ['x', 'y'] } })
  await backend.execute('DeleteItem', { TableName: 'shop', Key })
  return recordsOf(backend, streamArn)
}

describe('a record of a stream', () => {
  it('is what the service writes', async () => {
    const [inserted, modified, removed] = await lifeOfAnItem('NEW_AND_OLD_IMAGES')
    expect(inserted).toEqual({
      eventID: expect.stringMatching(/^[\da-f]{32}$/),
      eventName: 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'us-east-1',
      dynamodb: {
        ApproximateCreationDateTime: new Date('2026-01-01T00:00:01.000Z'),
        Keys: Key,
        NewImage: { ...Key, n: N(101) },
        SequenceNumber: expect.stringMatching(/^\d{21}$/),
        SizeBytes: 6 + 6 + 4,
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
    })
    expect(modified?.eventName).toBe('MODIFY')
    expect(modified?.dynamodb).toMatchObject({
      Keys: Key,
      OldImage: { ...Key, n: N(101) },
      NewImage: { ...Key, n: N(102), tags: { SS: ['x', 'y'] } },
      SizeBytes: 6 + 10 + 10 + 6,
    })
    expect(removed?.eventName).toBe('REMOVE')
    expect(removed?.dynamodb).not.toHaveProperty('NewImage')
    expect(removed?.dynamodb).toMatchObject({ Keys: Key, OldImage: { ...Key, n: N(102) } })
    expect(new Set([inserted, modified, removed].map((each) => each?.eventID)).size).toBe(3)
  })

  it('counts the bytes of key and images as the documentation of the service does', async () => {
    const { backend, streamArn } = await watchedShop()
    await backend.execute('CreateTable', {
      TableName: 'documented',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'Id', AttributeType: 'N' }],
      KeySchema: [{ AttributeName: 'Id', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    })
    for (const text of ['New item!', 'This item has changed']) {
      const Item = { Id: N(101), Message: S(text) }
      await backend.execute('PutItem', { TableName: 'documented', Item })
    }
    await backend.execute('DeleteItem', { TableName: 'documented', Key: { Id: N(101) } })
    const { Table } = await backend.execute('DescribeTable', { TableName: 'documented' })
    const records = await recordsOf(backend, Table?.LatestStreamArn ?? '')
    expect(records.map(({ dynamodb }) => dynamodb?.SizeBytes)).toEqual([26, 59, 38])
    expect(await recordsOf(backend, streamArn)).toEqual([])
  })

  it.each([
    ['KEYS_ONLY', false, false],
    ['NEW_IMAGE', false, true],
    ['OLD_IMAGE', true, false],
    ['NEW_AND_OLD_IMAGES', true, true],
  ] as const)('shows what %s says', async (viewType, showsOld, showsNew) => {
    const [inserted, modified, removed] = await lifeOfAnItem(viewType)
    expect(inserted?.dynamodb?.StreamViewType).toBe(viewType)
    for (const record of [inserted, modified, removed]) expect(record?.dynamodb?.Keys).toEqual(Key)
    const shows = (record: typeof inserted) => [
      record?.dynamodb?.OldImage !== undefined,
      record?.dynamodb?.NewImage !== undefined,
    ]
    expect(shows(inserted)).toEqual([false, showsNew])
    expect(shows(modified)).toEqual([showsOld, showsNew])
    expect(shows(removed)).toEqual([showsOld, false])
  })

  it('is written for no write that changed nothing', async () => {
    const { backend, streamArn } = await watchedShop()
    await put(backend, { ...Key, n: N(1), s: { SS: ['a', 'b'] } })
    await put(backend, { ...Key, n: N('1.0'), s: { SS: ['b', 'a'] } })
    await backend.execute('DeleteItem', { TableName: 'shop', Key: { pk: S('none'), sk: S('1') } })
    await backend.execute('UpdateItem', { TableName: 'shop', Key })
    await backend.execute('UpdateItem', {
      TableName: 'shop',
      Key,
      UpdateExpression: 'SET n = :n REMOVE gone',
      ExpressionAttributeValues: { ':n': N(1) },
    })
    const ConditionCheck = { TableName: 'shop', Key, ConditionExpression: 'attribute_exists(pk)' }
    await backend.execute('TransactWriteItems', { TransactItems: [{ ConditionCheck }] })
    expect(await recordsOf(backend, streamArn)).toHaveLength(1)
  })

  it('is written for each action of a transaction, and for none of one that was cancelled', async () => {
    const { backend, streamArn } = await watchedShop()
    const Put = (pk: string) => ({ TableName: 'shop', Item: { pk: S(pk), sk: S('1') } })
    await backend.execute('TransactWriteItems', {
      TransactItems: [{ Put: Put('a') }, { Put: Put('b') }, { Put: Put('c') }],
    })
    const failing = { ...Put('a'), ConditionExpression: 'attribute_not_exists(pk)' }
    const TransactItems = [{ Put: Put('d') }, { Put: failing }]
    await expect(backend.execute('TransactWriteItems', { TransactItems })).rejects.toThrow('cancelled')
    const records = await recordsOf(backend, streamArn)
    expect(records.map(({ dynamodb }) => dynamodb?.Keys?.['pk']?.S)).toEqual(['a', 'b', 'c'])
  })

  it('shares nothing with what is stored or what was given out before', async () => {
    const { backend, streamArn } = await watchedShop()
    const bytes = new Uint8Array([1, 2])
    await put(backend, { ...Key, b: { B: bytes } })
    bytes[0] = 9
    const [first] = await recordsOf(backend, streamArn)
    const image = first?.dynamodb?.NewImage ?? {}
    image['b']?.B?.fill(7)
    delete image['sk']
    Object.assign(first?.dynamodb?.Keys ?? {}, { pk: S('other') })
    const [again] = await recordsOf(backend, streamArn)
    expect(again?.dynamodb).toMatchObject({
      Keys: Key,
      NewImage: { ...Key, b: { B: new Uint8Array([1, 2]) } },
    })
    const { Item } = await backend.execute('GetItem', { TableName: 'shop', Key })
    expect(Item).toEqual({ ...Key, b: { B: new Uint8Array([1, 2]) } })
  })
})
