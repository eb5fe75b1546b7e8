import { describe, expect, it } from 'vitest'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import type { BatchWriteItemInput, WriteRequest } from '../../../src/protocol/batches.js'
import { N, S, backendWith, plain, put, refused, shop } from '../support.js'
import { waitingClock } from '../waiting-clock.js'

const key = (sk: string) => ({ pk: S('a'), sk: S(sk) })
const putOf = (Item: AttributeMap): WriteRequest => ({ PutRequest: { Item } })
const deleteOf = (Key: AttributeMap): WriteRequest => ({ DeleteRequest: { Key } })
const deletes = (count: number) => Array.from({ length: count }, (_, index) => deleteOf(key(String(index))))
const lengths =
  'Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to 1]'
const oneOfTwo =
  'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes'

async function refusalOf(RequestItems: unknown): Promise<string> {
  const backend = await backendWith([shop, plain])
  await put(backend, { ...key('kept'), n: N(1) })
  // What JavaScript callers and the wire may send is not what the type says.
  const refusal = await refused(backend.execute('BatchWriteItem', { RequestItems } as BatchWriteItemInput))
  expect((await backend.execute('Scan', { TableName: 'shop' })).Items).toEqual([{ ...key('kept'), n: N(1) }])
  return refusal
}

describe('BatchWriteItem', () => {
  it('puts and deletes, over tables', async () => {
    const backend = await backendWith([shop, plain])
    await put(backend, { ...key('1'), n: N(1) }, key('2'))
    const output = await backend.execute('BatchWriteItem', {
      RequestItems: {
        shop: [putOf({ ...key('1'), g: S('g'), n: N('2.0') }), deleteOf(key('2')), deleteOf(key('3'))],
        plain: [putOf({ id: S('x') })],
      },
    })
    expect(output).toEqual({ UnprocessedItems: {} })
    expect((await backend.execute('Scan', { TableName: 'shop' })).Items).toEqual([
      { ...key('1'), g: S('g'), n: N(2) },
    ])
    expect((await backend.execute('Scan', { TableName: 'shop', IndexName: 'byG' })).Count).toBe(1)
    expect((await backend.execute('Scan', { TableName: 'plain' })).Items).toEqual([{ id: S('x') }])
    backend.assertInvariants()
  })

  it('counts a write for each request and each index that it changes', async () => {
    const backend = await backendWith([shop, plain])
    await put(backend, { ...key('2'), x: S('x'.repeat(3000)) })
    const { ConsumedCapacity } = await backend.execute('BatchWriteItem', {
      RequestItems: {
        shop: [putOf({ ...key('1'), g: S('g'), l: S('l') }), deleteOf(key('2')), deleteOf(key('3'))],
        plain: [putOf({ id: S('x') })],
      },
      ReturnConsumedCapacity: 'INDEXES',
    })
    expect(ConsumedCapacity).toEqual([
      {
        TableName: 'shop',
        CapacityUnits: 7,
        Table: { CapacityUnits: 5 },
        LocalSecondaryIndexes: { local: { CapacityUnits: 1 } },
        GlobalSecondaryIndexes: { keysOnly: { CapacityUnits: 1 } },
      },
      { TableName: 'plain', CapacityUnits: 1, Table: { CapacityUnits: 1 } },
    ])
  })

  it('tells the sizes of item collections, of tables with local indexes', async () => {
    const backend = await backendWith([shop, plain])
    const { ItemCollectionMetrics } = await backend.execute('BatchWriteItem', {
      RequestItems: { shop: [putOf(key('1'))], plain: [putOf({ id: S('x') })] },
      ReturnItemCollectionMetrics: 'SIZE',
    })
    expect(ItemCollectionMetrics).toEqual({
      shop: [{ ItemCollectionKey: { pk: S('a') }, SizeEstimateRangeGB: [0, 1] }],
    })
  })

  it('leaves over what an ongoing transaction holds, and writes the rest', async () => {
    const clock = waitingClock()
    const backend = await backendWith([shop, plain], { clock, transactionTime: 10 })
    const transaction = backend.execute('TransactWriteItems', {
      TransactItems: [
        { Put: { TableName: 'shop', Item: { ...key('1'), n: N(1) } } },
        { Delete: { TableName: 'plain', Key: { id: S('x') } } },
      ],
    })
    const held = { shop: [putOf({ ...key('1'), n: N(2) })], plain: [deleteOf({ id: S('x') })] }
    const { UnprocessedItems, ConsumedCapacity } = await backend.execute('BatchWriteItem', {
      RequestItems: { ...held, shop: [...held.shop, putOf(key('2'))] },
      ReturnConsumedCapacity: 'TOTAL',
    })
    expect(UnprocessedItems).toEqual(held)
    expect(ConsumedCapacity).toEqual([{ TableName: 'shop', CapacityUnits: 1 }])
    await clock.advance(10)
    await transaction
    await backend.execute('BatchWriteItem', { RequestItems: UnprocessedItems })
    expect((await backend.execute('Scan', { TableName: 'shop' })).Items).toEqual([
      { ...key('1'), n: N(2) },
      key('2'),
    ])
  })

  it.each<[string, unknown, string]>([
    [
      'no requests',
      undefined,
      "1 validation error detected: Value null at 'requestItems' failed to satisfy constraint: Member must not be null",
    ],
    ['no table', {}, 'The requestItems parameter is required for BatchWriteItem'],
    [
      'a table without requests',
      { shop: [] },
      `1 validation error detected: Value '{shop=[]}' at 'requestItems' failed to satisfy constraint: ${lengths}`,
    ],
    [
      'requests without items and keys',
      { shop: [{ PutRequest: {} }, { DeleteRequest: {} }] },
      "2 validation errors detected: Value null at 'requestItems.shop.member.1.member.putRequest.item' failed to satisfy constraint: Member must not be null; Value null at 'requestItems.shop.member.2.member.deleteRequest.key' failed to satisfy constraint: Member must not be null",
    ],
    ['a request for nothing', { shop: [{}] }, oneOfTwo],
    ['a request for both', { shop: [{ ...putOf(key('1')), ...deleteOf(key('1')) }] }, oneOfTwo],
    [
      'a broken value',
      { nothing: [putOf({ pk: N('x') })] },
      'The parameter cannot be converted to a numeric value: x',
    ],
    [
      'an item that is too large',
      { nothing: [putOf({ ...key('1'), x: S('x'.repeat(400 * 1024)) })] },
      'Item size has exceeded the maximum allowed size',
    ],
    [
      'more than 25 in all',
      { shop: deletes(15), plain: deletes(11) },
      'Too many items requested for the BatchWriteItem call',
    ],
    [
      'an item without its key',
      { shop: [putOf({ pk: S('a') })] },
      'The provided key element does not match the schema',
    ],
    [
      'a key of another type',
      { shop: [putOf({ pk: S('a'), sk: N(1) })] },
      'The provided key element does not match the schema',
    ],
    [
      'a key that is no key',
      { shop: [deleteOf({ pk: S('a') })] },
      'The provided key element does not match the schema',
    ],
    [
      'an empty key',
      { shop: [putOf(key(''))] },
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: sk',
    ],
    [
      'a key that does not fit an index',
      { shop: [putOf({ ...key('1'), g: N(1) })] },
      'One or more parameter values were invalid: Type mismatch for Index Key g Expected: S Actual: N IndexName: byG',
    ],
    [
      'two requests for one item',
      { shop: [putOf(key('1')), deleteOf(key('kept')), deleteOf(key('1'))] },
      'Provided list of item keys contains duplicates',
    ],
  ])('refuses %s, and writes nothing', async (_, RequestItems, expected) => {
    expect(await refusalOf(RequestItems)).toBe(`ValidationException: ${expected}`)
  })

  it('takes 25 requests for a table and no more', async () => {
    const backend = await backendWith([shop])
    const output = await backend.execute('BatchWriteItem', { RequestItems: { shop: deletes(25) } })
    expect(output).toEqual({ UnprocessedItems: {} })
    const refusal = await refusalOf({ shop: deletes(26) })
    expect(refusal.endsWith(`at 'requestItems' failed to satisfy constraint: ${lengths}`)).toBe(true)
  })

  it('refuses all when one table is missing', async () => {
    const RequestItems = { shop: [deleteOf(key('kept'))], nothing: [deleteOf(key('1'))] }
    expect(await refusalOf(RequestItems)).toBe('ResourceNotFoundException: Requested resource not found')
  })
})
