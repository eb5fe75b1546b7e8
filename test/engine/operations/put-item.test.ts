import { describe, expect, it } from 'vitest'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import type { PutItemInput } from '../../../src/protocol/items.js'
import { N, S, backendWith, put, refusal, refused } from '../support.js'

const key = { pk: S('a'), sk: S('1') }
const putRefused = async (change: Partial<PutItemInput>) =>
  refused((await backendWith()).execute('PutItem', { TableName: 'shop', Item: key, ...change }))

describe('PutItem', () => {
  it('replaces the whole item and gives back the one before when asked', async () => {
    const backend = await backendWith()
    await put(backend, { ...key, old: S('x') })
    const output = await backend.execute('PutItem', {
      TableName: 'shop',
      Item: { ...key, fresh: S('y') },
      ReturnValues: 'ALL_OLD',
    })
    expect(output).toEqual({ Attributes: { ...key, old: S('x') } })
    expect((await backend.execute('GetItem', { TableName: 'shop', Key: key })).Item).toEqual({
      ...key,
      fresh: S('y'),
    })
  })

  it('stores numbers in their canonical form', async () => {
    const backend = await backendWith()
    await put(backend, { ...key, n: N('1.50e2') })
    expect((await backend.execute('GetItem', { TableName: 'shop', Key: key })).Item).toEqual({
      ...key,
      n: N('150'),
    })
  })

  it('writes only when its condition holds, and shows the item that stands there', async () => {
    const backend = await backendWith()
    await put(backend, { ...key, v: N(1) })
    const write = {
      TableName: 'shop',
      Item: { ...key, v: N(2) },
      ConditionExpression: 'attribute_not_exists(pk)',
    }
    const plain = await refusal(backend.execute('PutItem', write))
    expect([plain.name, plain.message, plain.Item]).toEqual([
      'ConditionalCheckFailedException',
      'The conditional request failed',
      undefined,
    ])
    const detailed = await refusal(
      backend.execute('PutItem', { ...write, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
    )
    expect(detailed.Item).toEqual({ ...key, v: N(1) })
  })

  it.each<[string, AttributeMap, string]>([
    [
      'lacks a key attribute',
      { pk: S('a') },
      'One or more parameter values were invalid: Missing the key sk in the item',
    ],
    [
      'has a key attribute of another type',
      { pk: N(1), sk: S('1') },
      'One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N',
    ],
    [
      'has an empty key attribute',
      { pk: S(''), sk: S('1') },
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk',
    ],
    [
      'has a partition key that is too long',
      { pk: S('é'.repeat(1025)), sk: S('1') },
      'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
    ],
    [
      'has a sort key that is too long',
      { pk: S('a'), sk: S('x'.repeat(1025)) },
      'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
    ],
    [
      'has an index key attribute of another type',
      { ...key, g: N(1) },
      'One or more parameter values were invalid: Type mismatch for Index Key g Expected: S Actual: N IndexName: byG',
    ],
    [
      'has an empty index key attribute',
      { ...key, l: S('') },
      'One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: local, IndexKey: l',
    ],
    [
      'has index key attributes that are too long together',
      { ...key, g: S('g'.repeat(1500)), h: S('h'.repeat(1500)), n: N(1) },
      'Aggregate size for HASH key attributes g, h of index multi has exceeded limit 2048 bytes, with actual size 3000 bytes',
    ],
    [
      'is too large',
      { ...key, x: S('x'.repeat(400 * 1024)) },
      'Item size has exceeded the maximum allowed size',
    ],
  ])('refuses an item that %s', async (_, Item, expected) => {
    expect(await putRefused({ Item })).toBe(`ValidationException: ${expected}`)
  })

  it('accepts an item of exactly 400 KB', async () => {
    const backend = await backendWith()
    const rest = 400 * 1024 - 'pkask1x'.length
    await put(backend, { ...key, x: S('x'.repeat(rest)) })
    expect((await backend.execute('DescribeTable', { TableName: 'shop' })).Table?.TableSizeBytes).toBe(
      400 * 1024,
    )
  })

  it.each<[Partial<PutItemInput>, string]>([
    [{ TableName: 'none' }, 'ResourceNotFoundException: Requested resource not found'],
    [
      { ReturnValues: 'ALL_NEW' },
      'ValidationException: 1 validation error detected: ReturnValues can only be ALL_OLD or NONE',
    ],
    [
      { Item: undefined, ReturnConsumedCapacity: 'ALL' as 'TOTAL' },
      'ValidationException: 2 validation errors detected: ' +
        "Value null at 'item' failed to satisfy constraint: Member must not be null; " +
        "Value 'ALL' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]",
    ],
    [
      { TableName: '', ReturnValues: 'SOME' as 'NONE' },
      "ValidationException: 1 validation error detected: Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      { TableName: 'bad!name', ReturnValues: 'SOME' as 'NONE', ReturnItemCollectionMetrics: 'ALL' as 'NONE' },
      'ValidationException: 3 validation errors detected: ' +
        "Value 'bad!name' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; " +
        'Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]; ' +
        "Value 'ALL' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member must satisfy enum value set: [SIZE, NONE]",
    ],
    [
      { ExpressionAttributeNames: { '#a': 'a' } },
      'ValidationException: 1 validation error detected: ExpressionAttributeNames can only be specified when using expressions',
    ],
    [
      { ExpressionAttributeValues: { ':a': S('a') } },
      'ValidationException: 1 validation error detected: ExpressionAttributeValues can only be specified when using expressions',
    ],
    [
      {
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':a': S('a') },
      },
      'ValidationException: 1 validation error detected: Value provided in ExpressionAttributeValues unused in expressions: keys: {:a}',
    ],
    [
      { ConditionExpression: 'pk.a = sk' },
      "ValidationException: Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk",
    ],
  ])('refuses %j', async (change, expected) => {
    expect(await putRefused(change)).toBe(expected)
  })

  it('validates the request before it looks for the table', async () => {
    expect(await putRefused({ TableName: 'none', ConditionExpression: 'a =' })).toMatch(
      /^ValidationException: 1 validation error detected: Invalid ConditionExpression: Syntax error/,
    )
  })

  it('counts write units by the larger item, and those of each index by what changes there', async () => {
    const backend = await backendWith()
    const write = async (Item: AttributeMap) =>
      (await backend.execute('PutItem', { TableName: 'shop', Item, ReturnConsumedCapacity: 'INDEXES' }))
        .ConsumedCapacity
    const large = { ...key, x: S('x'.repeat(2500)) }
    const units = (CapacityUnits: number) => ({ CapacityUnits })
    expect(await write(large)).toEqual({ TableName: 'shop', ...units(3), Table: units(3) })
    expect(await write({ ...key, g: S('a'), n: N(1), l: S('l') })).toEqual({
      TableName: 'shop',
      ...units(6),
      Table: units(3),
      GlobalSecondaryIndexes: { byG: units(1), keysOnly: units(1) },
      LocalSecondaryIndexes: { local: units(1) },
    })
    expect(await write({ ...key, g: S('b'), n: N(1), l: S('l') })).toEqual({
      TableName: 'shop',
      ...units(5),
      Table: units(1),
      GlobalSecondaryIndexes: { byG: units(2), keysOnly: units(2) },
    })
    expect(await write({ ...key, g: S('b'), n: N(1), l: S('l'), other: S('o') })).toEqual({
      TableName: 'shop',
      ...units(2),
      Table: units(1),
      GlobalSecondaryIndexes: { byG: units(1) },
    })
  })

  it('reports the size of the item collection where there are local indexes', async () => {
    const backend = await backendWith()
    const { ItemCollectionMetrics } = await backend.execute('PutItem', {
      TableName: 'shop',
      Item: key,
      ReturnItemCollectionMetrics: 'SIZE',
    })
    expect(ItemCollectionMetrics).toEqual({ ItemCollectionKey: { pk: S('a') }, SizeEstimateRangeGB: [0, 1] })
  })
})
