import { describe, expect, it } from 'vitest'
import type { ReturnValue, UpdateItemInput } from '../../../src/protocol/items.js'
import { N, S, backendWith, put, refused } from '../support.js'

const key = { pk: S('a'), sk: S('1') }
const update = (change: Partial<UpdateItemInput>): UpdateItemInput => ({
  TableName: 'shop',
  Key: key,
  ...change,
})
const stored = { ...key, count: N(1), m: { M: { x: N(1), y: N(2) } }, gone: S('g') }
const changes = {
  UpdateExpression: 'SET #count = #count + :one, m.x = :x, fresh = :x REMOVE gone',
  ExpressionAttributeNames: { '#count': 'count' },
  ExpressionAttributeValues: { ':one': N(1), ':x': N(9) },
}

describe('UpdateItem', () => {
  it('creates the item where there is none', async () => {
    const backend = await backendWith()
    const output = await backend.execute(
      'UpdateItem',
      update({
        UpdateExpression: 'ADD hits :one',
        ExpressionAttributeValues: { ':one': N(1) },
        ReturnValues: 'ALL_NEW',
      }),
    )
    expect(output.Attributes).toEqual({ ...key, hits: N(1) })
  })

  it('creates an item of the key alone without an expression', async () => {
    const backend = await backendWith()
    await backend.execute('UpdateItem', update({}))
    expect((await backend.execute('Scan', { TableName: 'shop' })).Items).toEqual([key])
    backend.assertInvariants()
  })

  it.each(['REMOVE x', 'DELETE x :s', 'REMOVE y DELETE x :s'])(
    'creates nothing where %s finds no item to take from',
    async (UpdateExpression) => {
      const backend = await backendWith()
      const values = UpdateExpression.includes(':s') ? { ':s': { SS: ['a'] } } : undefined
      const output = await backend.execute(
        'UpdateItem',
        update({ UpdateExpression, ExpressionAttributeValues: values, ReturnValues: 'ALL_NEW' }),
      )
      expect(output).toEqual({})
      expect((await backend.execute('Scan', { TableName: 'shop' })).Count).toBe(0)
      backend.assertInvariants()
    },
  )

  it('leaves an item as it is without an expression', async () => {
    const backend = await backendWith()
    await put(backend, stored)
    const output = await backend.execute('UpdateItem', update({ ReturnValues: 'ALL_NEW' }))
    expect(output.Attributes).toEqual(stored)
  })

  it.each<[ReturnValue, object | undefined]>([
    ['NONE', undefined],
    ['ALL_OLD', stored],
    ['ALL_NEW', { ...key, count: N(2), m: { M: { x: N(9), y: N(2) } }, fresh: N(9) }],
    ['UPDATED_OLD', { count: N(1), m: { M: { x: N(1) } }, gone: S('g') }],
    ['UPDATED_NEW', { count: N(2), m: { M: { x: N(9) } }, fresh: N(9) }],
  ])('returns %s', async (ReturnValues, expected) => {
    const backend = await backendWith()
    await put(backend, stored)
    const output = await backend.execute('UpdateItem', update({ ...changes, ReturnValues }))
    expect(output.Attributes).toEqual(expected)
  })

  it('brings items into indexes and takes them out', async () => {
    const backend = await backendWith()
    await put(backend, stored)
    const count = async () =>
      (await backend.execute('Scan', { TableName: 'shop', IndexName: 'keysOnly' })).Count
    await backend.execute(
      'UpdateItem',
      update({ UpdateExpression: 'SET g = :g', ExpressionAttributeValues: { ':g': S('x') } }),
    )
    expect(await count()).toBe(1)
    await backend.execute('UpdateItem', update({ UpdateExpression: 'REMOVE g' }))
    expect(await count()).toBe(0)
    backend.assertInvariants()
  })

  it.each<[Partial<UpdateItemInput>, string]>([
    [
      { UpdateExpression: 'SET pk = :x', ExpressionAttributeValues: { ':x': S('x') } },
      'One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key',
    ],
    [
      { UpdateExpression: 'SET g = :x', ExpressionAttributeValues: { ':x': N(1) } },
      'One or more parameter values were invalid: Type mismatch for Index Key g Expected: S Actual: N IndexName: byG',
    ],
    [
      { UpdateExpression: 'SET g = if_not_exists(zz, :x)', ExpressionAttributeValues: { ':x': N(1) } },
      'The update expression attempted to update the secondary index key to unsupported type',
    ],
    [
      { UpdateExpression: 'SET g = :x', ExpressionAttributeValues: { ':x': S('') } },
      'One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty string value.',
    ],
    [
      { UpdateExpression: 'SET l.x = :x', ExpressionAttributeValues: { ':x': S('x') } },
      "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: l",
    ],
    [
      { UpdateExpression: 'SET big = :x', ExpressionAttributeValues: { ':x': S('x'.repeat(400 * 1024)) } },
      'Item size to update has exceeded the maximum allowed size',
    ],
    [
      { ExpressionAttributeValues: { ':x': S('x') } },
      '1 validation error detected: ExpressionAttributeValues can only be specified when using expressions',
    ],
    [
      { UpdateExpression: 'SET a = b' },
      'The provided expression refers to an attribute that does not exist in the item',
    ],
    [
      { UpdateExpression: '' },
      '1 validation error detected: Invalid UpdateExpression: The expression can not be empty;',
    ],
    [
      { UpdateExpression: '', ConditionExpression: '' },
      '1 validation error detected: Invalid ConditionExpression: The expression can not be empty;',
    ],
    [
      { ReturnConsumedCapacity: 'ALL' as 'TOTAL' },
      "Value 'ALL' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]",
    ],
    [
      { ReturnItemCollectionMetrics: 'ALL' as 'SIZE', ReturnConsumedCapacity: 'ALL' as 'TOTAL' },
      "1 validation error detected: Value 'ALL' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member must satisfy enum value set: [SIZE, NONE]",
    ],
    [
      { ReturnValuesOnConditionCheckFailure: 'ALL' as 'NONE', ReturnItemCollectionMetrics: 'ALL' as 'SIZE' },
      "Value 'ALL' at 'returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]",
    ],
    [
      { ReturnValues: 'ALL' as 'NONE', ReturnValuesOnConditionCheckFailure: 'ALL' as 'NONE' },
      '1 validation error detected: Failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]',
    ],
    [
      { Key: undefined, ReturnValues: 'ALL' as 'NONE', ReturnConsumedCapacity: 'ALL' as 'TOTAL' },
      '3 validation errors detected: ' +
        "Value 'ALL' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; " +
        "Value 'ALL' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]; " +
        "Value null at 'key' failed to satisfy constraint: Member must not be null",
    ],
  ])('refuses %j', async (change, expected) => {
    const backend = await backendWith()
    await put(backend, stored)
    expect(await refused(backend.execute('UpdateItem', update(change)))).toBe(
      `ValidationException: ${expected}`,
    )
    expect((await backend.execute('GetItem', { TableName: 'shop', Key: key })).Item).toEqual(stored)
  })

  it('looks at its condition before it works out values', async () => {
    const backend = await backendWith()
    const input = update({ UpdateExpression: 'SET a = b', ConditionExpression: 'attribute_exists(pk)' })
    expect(await refused(backend.execute('UpdateItem', input))).toBe(
      'ConditionalCheckFailedException: The conditional request failed',
    )
  })

  it('counts write units by the larger of the two items', async () => {
    const backend = await backendWith()
    await put(backend, { ...key, x: S('x'.repeat(3000)) })
    const { ConsumedCapacity } = await backend.execute(
      'UpdateItem',
      update({ UpdateExpression: 'REMOVE x', ReturnConsumedCapacity: 'TOTAL' }),
    )
    expect(ConsumedCapacity).toEqual({ TableName: 'shop', CapacityUnits: 3 })
  })
})
