import { describe, expect, it } from 'vitest'
import { S, backendWith, put, refusal, refused } from '../support.js'

const key = { pk: S('a'), sk: S('1') }
const units = (CapacityUnits: number) => ({ CapacityUnits })

describe('DeleteItem', () => {
  it('removes the item from the table and its indexes, and gives it back when asked', async () => {
    const backend = await backendWith()
    await put(backend, { ...key, g: S('x'), l: S('y') })
    const output = await backend.execute('DeleteItem', {
      TableName: 'shop',
      Key: key,
      ReturnValues: 'ALL_OLD',
      ReturnConsumedCapacity: 'INDEXES',
      ReturnItemCollectionMetrics: 'SIZE',
    })
    expect(output).toEqual({
      Attributes: { ...key, g: S('x'), l: S('y') },
      ConsumedCapacity: {
        TableName: 'shop',
        ...units(3),
        Table: units(1),
        GlobalSecondaryIndexes: { keysOnly: units(1) },
        LocalSecondaryIndexes: { local: units(1) },
      },
      ItemCollectionMetrics: { ItemCollectionKey: { pk: S('a') }, SizeEstimateRangeGB: [0, 1] },
    })
    expect((await backend.execute('Scan', { TableName: 'shop', IndexName: 'keysOnly' })).Count).toBe(0)
  })

  it('takes what is not there for removed, and one write unit for it', async () => {
    const backend = await backendWith()
    const output = await backend.execute('DeleteItem', {
      TableName: 'shop',
      Key: key,
      ReturnValues: 'ALL_OLD',
      ReturnConsumedCapacity: 'TOTAL',
    })
    expect(output).toEqual({ ConsumedCapacity: { TableName: 'shop', ...units(1) } })
  })

  it('refuses by condition, and values that it cannot return', async () => {
    const backend = await backendWith()
    await put(backend, { ...key, v: S('x') })
    const failed = await refusal(
      backend.execute('DeleteItem', {
        TableName: 'shop',
        Key: key,
        ConditionExpression: 'v = :v',
        ExpressionAttributeValues: { ':v': S('y') },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    )
    expect([failed.name, failed.Item]).toEqual(['ConditionalCheckFailedException', { ...key, v: S('x') }])
    expect(
      await refused(backend.execute('DeleteItem', { TableName: 'shop', Key: key, ReturnValues: 'ALL_NEW' })),
    ).toBe('ValidationException: 1 validation error detected: ReturnValues can only be ALL_OLD or NONE')
    const faulty = { TableName: 'shop', Key: key, ReturnValues: 'ALL_NEW', ReturnConsumedCapacity: 'ALL' }
    expect(await refused(backend.execute('DeleteItem', faulty as never))).toBe(
      "ValidationException: 2 validation errors detected: Value 'ALL' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; ReturnValues can only be ALL_OLD or NONE",
    )
  })
})
