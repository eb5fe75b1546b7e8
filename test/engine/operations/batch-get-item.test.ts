import { describe, expect, it } from 'vitest'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import type { BatchGetItemInput } from '../../../src/protocol/batches.js'
import { N, S, backendWith, plain, put, refused, shop } from '../support.js'

const key = (sk: string) => ({ pk: S('a'), sk: S(sk) })
const keys = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => key(String(from + index)))
const missing = { id: S('nothing') }
const required = 'Member must not be null'

async function refusalOf(RequestItems: unknown, more: Partial<BatchGetItemInput> = {}): Promise<string> {
  const backend = await backendWith([shop, plain])
  // What JavaScript callers and the wire may send is not what the type says.
  const input = { RequestItems, ...more } as BatchGetItemInput
  return refused(backend.execute('BatchGetItem', input))
}

describe('BatchGetItem', () => {
  it('gives the items of each table that are there', async () => {
    const backend = await backendWith([shop, plain])
    await put(backend, { ...key('1'), n: N(1) }, key('2'))
    await backend.execute('PutItem', { TableName: 'plain', Item: { id: S('x') } })
    const RequestItems = {
      shop: { Keys: [key('2'), key('9'), key('1')] },
      plain: { Keys: [missing, { id: S('x') }] },
    }
    expect(await backend.execute('BatchGetItem', { RequestItems })).toEqual({
      Responses: { shop: [key('2'), { ...key('1'), n: N(1) }], plain: [{ id: S('x') }] },
      UnprocessedKeys: {},
    })
  })

  it('projects each table in its own way, and names a table as the request names it', async () => {
    const backend = await backendWith([shop, plain])
    await put(backend, { ...key('1'), n: N(1), m: { M: { a: N(1), b: N(2) } } })
    await backend.execute('PutItem', { TableName: 'plain', Item: { id: S('x'), o: N(1), p: N(2) } })
    const arn = 'arn:aws:dynamodb:us-east-1:000000000000:table/plain'
    const { Responses } = await backend.execute('BatchGetItem', {
      RequestItems: {
        shop: {
          Keys: [key('1')],
          ProjectionExpression: '#m.a',
          ExpressionAttributeNames: { '#m': 'm' },
        },
        [arn]: { Keys: [{ id: S('x') }], ProjectionExpression: 'p, zz' },
      },
    })
    expect(Responses).toEqual({ shop: [{ m: { M: { a: N(1) } } }], [arn]: [{ p: N(2) }] })
  })

  it('reads tables that are named as objects name their members', async () => {
    const name = '__proto__'
    const backend = await backendWith([{ ...plain, TableName: name }])
    await backend.execute('PutItem', { TableName: name, Item: { id: S('x') } })
    const RequestItems = Object.fromEntries([[name, { Keys: [{ id: S('x') }] }]])
    const { Responses } = await backend.execute('BatchGetItem', { RequestItems })
    expect(Object.entries(Responses ?? {})).toEqual([[name, [{ id: S('x') }]]])
  })

  it('counts each read by itself: half a unit where it may be stale, a whole one where not', async () => {
    const backend = await backendWith([shop, plain])
    await put(backend, { ...key('1'), x: S('x'.repeat(5000)) })
    const output = await backend.execute('BatchGetItem', {
      RequestItems: {
        shop: { Keys: keys(3) },
        plain: { Keys: [missing], ConsistentRead: true },
      },
      ReturnConsumedCapacity: 'INDEXES',
    })
    expect(output.ConsumedCapacity).toEqual([
      { TableName: 'shop', CapacityUnits: 2, Table: { CapacityUnits: 2 } },
      { TableName: 'plain', CapacityUnits: 1, Table: { CapacityUnits: 1 } },
    ])
    const RequestItems = { plain: { Keys: [missing] } }
    const total = await backend.execute('BatchGetItem', { RequestItems, ReturnConsumedCapacity: 'TOTAL' })
    expect(total.ConsumedCapacity).toEqual([{ TableName: 'plain', CapacityUnits: 0.5 }])
  })

  it('leaves over, with their settings, the keys from the first that does not fit into 16 MB', async () => {
    const backend = await backendWith([shop, plain])
    const text = S('x'.repeat(300 * 1024 - 10))
    for (const each of keys(60)) await put(backend, { ...each, t: text })
    const settings = {
      ProjectionExpression: '#s',
      ExpressionAttributeNames: { '#s': 'sk' },
      ConsistentRead: true,
    }
    const { Responses, UnprocessedKeys, ConsumedCapacity } = await backend.execute('BatchGetItem', {
      RequestItems: { shop: { Keys: keys(60), ...settings }, plain: { Keys: [missing] } },
      ReturnConsumedCapacity: 'TOTAL',
    })
    expect(Responses?.['shop']).toHaveLength(52)
    expect(Responses?.['plain']).toEqual([])
    expect(UnprocessedKeys).toEqual({ shop: { Keys: keys(8, 52), ...settings }, plain: { Keys: [missing] } })
    expect(ConsumedCapacity).toEqual([{ TableName: 'shop', CapacityUnits: 52 * 75 }])
    const rest = await backend.execute('BatchGetItem', { RequestItems: UnprocessedKeys })
    expect(rest.Responses?.['shop']).toEqual(keys(8, 52).map(({ sk }) => ({ sk })))
    expect(rest.UnprocessedKeys).toEqual({})
  })

  it('reads at most a hundred items, over all tables', async () => {
    const tooMany = 'failed to satisfy constraint: Member must have length less than or equal to 100'
    const backend = await backendWith([shop, plain])
    const { Responses } = await backend.execute('BatchGetItem', {
      RequestItems: { shop: { Keys: keys(100) } },
    })
    expect(Responses).toEqual({ shop: [] })
    expect(await refusalOf({ shop: { Keys: keys(60) }, plain: { Keys: keys(41) } })).toBe(
      `ValidationException: 1 validation error detected: Value at 'RequestItems.shop.member.Keys' ${tooMany}`,
    )
    expect(await refusalOf({ plain: { Keys: keys(101) } })).toBe(
      `ValidationException: 1 validation error detected: Value at 'RequestItems.plain.member.Keys' ${tooMany}`,
    )
    expect(await refusalOf({ 'a b': { Keys: [{}] }, plain: { Keys: keys(101) } })).toMatch(
      /at 'requestItems' failed to satisfy constraint: Map keys must satisfy constraint/,
    )
  })

  it.each<[string, unknown, string]>([
    [
      'no requests',
      undefined,
      `1 validation error detected: Value null at 'requestItems' failed to satisfy constraint: ${required}`,
    ],
    [
      'no table',
      {},
      "1 validation error detected: Value at 'RequestItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      'tables without keys',
      { shop: {}, plain: { Keys: [] } },
      "1 validation error detected: Value at 'RequestItems.plain.member.Keys' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      'a table without a list of keys',
      { shop: {} },
      `1 validation error detected: Value null at 'requestItems.shop.member.keys' failed to satisfy constraint: ${required}`,
    ],
    [
      'tables that are projected in different forms',
      { shop: { Keys: [{}], AttributesToGet: ['a'] }, plain: { Keys: [{}], ProjectionExpression: 'a' } },
      'Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributesToGet} Expression parameters: {ProjectionExpression}',
    ],
    [
      'a name that no table can have',
      { 'a b': { Keys: [missing] } },
      `1 validation error detected: Value '{"a b":{"Keys":[{"id":{"S":"nothing"}}]}}' at 'requestItems' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 255, Member must have length greater than or equal to 3, Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]`,
    ],
    [
      'both forms of a projection',
      { shop: { Keys: [{}], AttributesToGet: ['a'], ProjectionExpression: '' } },
      'Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributesToGet} Expression parameters: {ProjectionExpression}',
    ],
    [
      'names without an expression',
      { shop: { Keys: [{}], ExpressionAttributeNames: {} } },
      'ExpressionAttributeNames can only be specified when using expressions',
    ],
    [
      'an attribute twice',
      { shop: { Keys: [{ pk: {} }], AttributesToGet: ['a', 'a'] } },
      'One or more parameter values were invalid: Duplicate value in attribute name: a',
    ],
    [
      'a broken expression',
      { shop: { Keys: [{ pk: {} }], ProjectionExpression: '' } },
      'Invalid ProjectionExpression: The expression can not be empty;',
    ],
    [
      'a broken value',
      { nothing: { Keys: [{ pk: {} }] } },
      'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
    ],
    [
      'a key twice',
      {
        nothing: {
          Keys: [
            { a: N('1.0'), b: N(2) },
            { b: N(2), a: N(1) },
          ],
        },
      },
      'Provided list of item keys contains duplicates',
    ],
    [
      'a key of another table',
      { shop: { Keys: [missing] } },
      'The provided key element does not match the schema',
    ],
    [
      'an empty key',
      { shop: { Keys: [key('')] } },
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: sk',
    ],
    [
      'a projection into a key',
      { shop: { Keys: [key('1')], ProjectionExpression: 'pk.a' } },
      "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk",
    ],
  ])('refuses %s', async (_, RequestItems, expected) => {
    expect(await refusalOf(RequestItems)).toBe(`ValidationException: ${expected}`)
  })

  it('refuses all when one table is missing, before it looks at keys', async () => {
    const RequestItems = { shop: { Keys: [missing] }, nothing: { Keys: [missing] } }
    expect(await refusalOf(RequestItems)).toBe('ResourceNotFoundException: Requested resource not found')
  })

  it('gathers faults of members', async () => {
    const refusal = await refusalOf(undefined, { ReturnConsumedCapacity: 'ALL' as never })
    expect(refusal).toBe(
      `ValidationException: 2 validation errors detected: Value null at 'requestItems' failed to satisfy constraint: ${required}; ` +
        "Value 'ALL' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]",
    )
  })

  it('does not share keys that are left over with the request', async () => {
    const backend = await backendWith([shop])
    const big: AttributeMap[] = keys(60)
    for (const each of big) await put(backend, { ...each, t: S('x'.repeat(300 * 1024)) })
    const RequestItems = { shop: { Keys: big } }
    const { UnprocessedKeys } = await backend.execute('BatchGetItem', { RequestItems })
    const left = UnprocessedKeys?.['shop']?.Keys ?? []
    expect(left.at(-1)).toEqual(big.at(-1))
    expect(left.at(-1)).not.toBe(big.at(-1))
  })
})
