import { describe, expect, it } from 'vitest'
import type { GetItemInput } from '../../../src/protocol/items.js'
import { N, S, backendWith, put, refused } from '../support.js'

const key = { pk: S('a'), sk: S('1') }

describe('GetItem', () => {
  it('gives nothing where nothing is', async () => {
    const backend = await backendWith()
    expect(await backend.execute('GetItem', { TableName: 'shop', Key: key })).toEqual({})
  })

  it('gives the paths that a projection asks for', async () => {
    const backend = await backendWith()
    await put(backend, { ...key, m: { M: { a: N(1), b: N(2) } }, parts: { L: [S('x'), S('y')] } })
    const { Item } = await backend.execute('GetItem', {
      TableName: 'shop',
      Key: key,
      ProjectionExpression: 'sk, m.#b, parts[1]',
      ExpressionAttributeNames: { '#b': 'b' },
    })
    expect(Item).toEqual({ sk: S('1'), m: { M: { b: N(2) } }, parts: { L: [S('y')] } })
  })

  it.each([
    [{ pk: S('a') }, 'The provided key element does not match the schema'],
    [{ ...key, extra: S('x') }, 'The provided key element does not match the schema'],
    [{ pk: S('a'), sk: N(1) }, 'The provided key element does not match the schema'],
    [
      { pk: S('a'), sk: S('') },
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: sk',
    ],
  ])('refuses the key %j', async (Key, expected) => {
    const backend = await backendWith()
    expect(await refused(backend.execute('GetItem', { TableName: 'shop', Key }))).toBe(
      `ValidationException: ${expected}`,
    )
  })

  it('refuses a missing key, a missing table, and a projection into a key attribute', async () => {
    const backend = await backendWith()
    const get = (change: Partial<GetItemInput>) =>
      refused(backend.execute('GetItem', { TableName: 'shop', Key: key, ...change }))
    expect(await get({ Key: undefined })).toBe(
      "ValidationException: 1 validation error detected: Value null at 'key' failed to satisfy constraint: Member must not be null",
    )
    expect(await get({ TableName: 'none' })).toBe('ResourceNotFoundException: Requested resource not found')
    expect(await get({ ProjectionExpression: 'g.x' })).toBe(
      "ValidationException: Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: g",
    )
  })

  it('counts read units of the whole item, in steps of 4 KB, half of them when the read may be stale', async () => {
    const backend = await backendWith()
    await put(backend, { ...key, x: S('x'.repeat(4096)) })
    const units = async (Key: GetItemInput['Key'], ConsistentRead: boolean) => {
      const input = { TableName: 'shop', Key, ConsistentRead, ReturnConsumedCapacity: 'TOTAL' as const }
      return (await backend.execute('GetItem', input)).ConsumedCapacity?.CapacityUnits
    }
    expect(await units(key, true)).toBe(2)
    expect(await units(key, false)).toBe(1)
    expect(await units({ pk: S('none'), sk: S('1') }, true)).toBe(1)
    expect(await units({ pk: S('none'), sk: S('1') }, false)).toBe(0.5)
  })
})

describe('a table that is named by its ARN', () => {
  const arn = 'arn:aws:dynamodb:us-east-1:000000000000:table/shop'
  const told = { TableName: arn, ReturnConsumedCapacity: 'TOTAL' } as const

  it('is the same table, and is named so in reports', async () => {
    const backend = await backendWith()
    const written = await backend.execute('PutItem', { ...told, Item: key })
    expect(written.ConsumedCapacity?.TableName).toBe(arn)
    const { Item, ConsumedCapacity } = await backend.execute('GetItem', { ...told, Key: key })
    expect(Item).toEqual(key)
    expect(ConsumedCapacity).toEqual({ TableName: arn, CapacityUnits: 0.5 })
    const scanned = await backend.execute('Scan', told)
    expect(scanned.ConsumedCapacity?.TableName).toBe(arn)
    const { ConsumedCapacity: transacted } = await backend.execute('TransactWriteItems', {
      TransactItems: [{ Delete: { TableName: arn, Key: key } }],
      ReturnConsumedCapacity: 'TOTAL',
    })
    expect(transacted?.map(({ TableName }) => TableName)).toEqual([arn])
  })
})
