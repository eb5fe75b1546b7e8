import { describe, expect, it } from 'vitest'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import type { TransactWriteItem, TransactWriteItemsInput } from '../../../src/protocol/transactions.js'
import { N, S, backendWith, manualClock, plain, put, refusal, refused, shop } from '../support.js'

const TableName = 'shop'
const key = (sk: string) => ({ pk: S('a'), sk: S(sk) })
const putOf = (sk: string, rest: AttributeMap = {}): TransactWriteItem => ({
  Put: { TableName, Item: { ...key(sk), ...rest } },
})
const mustBeNew = { ConditionExpression: 'attribute_not_exists(pk)' }
const transact = (TransactItems: TransactWriteItem[], more: Partial<TransactWriteItemsInput> = {}) => ({
  TransactItems,
  ...more,
})

describe('TransactWriteItems', () => {
  it('does all of its actions, over tables', async () => {
    const backend = await backendWith([shop, plain])
    await put(backend, { ...key('1'), n: N(1) }, key('2'), key('3'))
    const output = await backend.execute(
      'TransactWriteItems',
      transact([
        {
          Update: {
            TableName,
            Key: key('1'),
            UpdateExpression: 'ADD n :one',
            ExpressionAttributeValues: { ':one': N(1) },
          },
        },
        { Delete: { TableName, Key: key('2') } },
        { ConditionCheck: { TableName, Key: key('3'), ConditionExpression: 'attribute_exists(pk)' } },
        {
          Put: { TableName: 'plain', Item: { id: S('x') }, ConditionExpression: 'attribute_not_exists(id)' },
        },
      ]),
    )
    expect(output).toEqual({})
    expect((await backend.execute('Scan', { TableName })).Items).toEqual([{ ...key('1'), n: N(2) }, key('3')])
    expect((await backend.execute('Scan', { TableName: 'plain' })).Items).toEqual([{ id: S('x') }])
    backend.assertInvariants()
  })

  it('does none of them when one cannot be done, and says of each why', async () => {
    const backend = await backendWith()
    await put(backend, { ...key('2'), v: S('there') })
    const error = await refusal(
      backend.execute(
        'TransactWriteItems',
        transact([
          putOf('1'),
          {
            Put: { TableName, Item: key('2'), ...mustBeNew, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
          },
          { Delete: { TableName, Key: { pk: S('a') } } },
        ]),
      ),
    )
    expect(error.name).toBe('TransactionCanceledException')
    expect(error.message).toBe(
      'Transaction cancelled, please refer cancellation reasons for specific reasons [None, None, ValidationError]',
    )
    const conditional = await refusal(
      backend.execute(
        'TransactWriteItems',
        transact([
          putOf('1'),
          {
            Put: { TableName, Item: key('2'), ...mustBeNew, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
          },
          { ConditionCheck: { TableName, Key: key('3'), ConditionExpression: 'attribute_exists(pk)' } },
        ]),
      ),
    )
    expect(conditional.message).toBe(
      'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, ConditionalCheckFailed]',
    )
    const failed = { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' }
    expect(conditional.CancellationReasons).toEqual([
      { Code: 'None' },
      { ...failed, Item: { ...key('2'), v: S('there') } },
      failed,
    ])
    expect((await backend.execute('Scan', { TableName })).Count).toBe(1)
  })

  it('gives what its own table refuses as the reason of the action', async () => {
    const backend = await backendWith()
    const reasons = async (action: TransactWriteItem) =>
      (await refusal(backend.execute('TransactWriteItems', transact([putOf('1'), action]))))
        .CancellationReasons?.[1]
    const invalid = (Message: string) => ({ Code: 'ValidationError', Message })
    expect(await reasons(putOf('2', { g: N(1) }))).toEqual(
      invalid(
        'One or more parameter values were invalid: Type mismatch for Index Key g Expected: S Actual: N IndexName: byG',
      ),
    )
    expect(await reasons({ Update: { TableName, Key: key('2'), UpdateExpression: 'SET a = b' } })).toEqual(
      invalid('The provided expression refers to an attribute that does not exist in the item'),
    )
    expect(await reasons({ Delete: { TableName, Key: { pk: S('a') } } })).toEqual(
      invalid('The provided key element does not match the schema'),
    )
  })

  it.each<[string, TransactWriteItemsInput, string]>([
    [
      'no actions',
      { TransactItems: [] },
      "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      'no list of actions',
      { TransactItems: undefined },
      "1 validation error detected: Value null at 'transactItems' failed to satisfy constraint: Member must not be null",
    ],
    [
      'a check without condition',
      transact([{ ConditionCheck: { TableName, Key: key('1'), ConditionExpression: undefined } }]),
      "1 validation error detected: Value null at 'transactItems.1.member.conditionCheck.conditionExpression' failed to satisfy constraint: Member must not be null",
    ],
    [
      'two actions in one member',
      transact([{ ...putOf('1'), Delete: { TableName, Key: key('2') } }]),
      'TransactItems can only contain one of Check, Put, Update or Delete',
    ],
    [
      'an empty member',
      transact([{}]),
      'Invalid Request: TransactWriteRequest should contain Delete or Put or Update request',
    ],
    [
      'two actions on one item',
      transact([putOf('1'), { Delete: { TableName, Key: key('1') } }]),
      'Transaction request cannot include multiple operations on one item',
    ],
    [
      'a token that is too long',
      transact([putOf('1')], { ClientRequestToken: 'x'.repeat(37) }),
      `1 validation error detected: Value '${'x'.repeat(37)}' at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or equal to 36`,
    ],
    [
      'an item that is too large',
      transact([putOf('1', { x: S('x'.repeat(400 * 1024)) })]),
      'Item size has exceeded the maximum allowed size',
    ],
    [
      'more than 4 MB',
      transact(Array.from({ length: 11 }, (_, at) => putOf(String(at), { x: S('x'.repeat(399 * 1024)) }))),
      'Transaction payload size cannot exceed 4MB',
    ],
  ])('refuses a request with %s', async (_, input, expected) => {
    const backend = await backendWith()
    expect(await refused(backend.execute('TransactWriteItems', input))).toBe(
      `ValidationException: ${expected}`,
    )
  })

  it('refuses more than a hundred actions and a table that is not there', async () => {
    const backend = await backendWith()
    const many = transact(Array.from({ length: 101 }, (_, at) => putOf(String(at))))
    expect(await refused(backend.execute('TransactWriteItems', many))).toMatch(
      /^ValidationException: 1 validation error detected: Value '\[.*\]' at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to 100$/,
    )
    const elsewhere = transact([{ Delete: { TableName: 'none', Key: key('1') } }])
    expect(await refused(backend.execute('TransactWriteItems', elsewhere))).toBe(
      'ResourceNotFoundException: Requested resource not found',
    )
  })

  it('does what came with a token once within ten minutes', async () => {
    const clock = manualClock()
    const backend = await backendWith([shop], { clock })
    const once = transact(
      [
        {
          Update: {
            TableName,
            Key: key('1'),
            UpdateExpression: 'ADD n :one',
            ExpressionAttributeValues: { ':one': N(1) },
          },
        },
      ],
      { ClientRequestToken: 'token', ReturnConsumedCapacity: 'TOTAL' },
    )
    const count = async () => (await backend.execute('GetItem', { TableName, Key: key('1') })).Item?.['n']?.N
    expect(await backend.execute('TransactWriteItems', once)).toEqual({
      ConsumedCapacity: [{ TableName, CapacityUnits: 2, WriteCapacityUnits: 2 }],
    })
    expect(await backend.execute('TransactWriteItems', once)).toEqual({
      ConsumedCapacity: [{ TableName, CapacityUnits: 2, ReadCapacityUnits: 2 }],
    })
    expect(await count()).toBe('1')
    expect(
      await refused(backend.execute('TransactWriteItems', { ...once, TransactItems: [putOf('9')] })),
    ).toMatch(/^IdempotentParameterMismatchException: /)
    clock.advance(10 * 60 * 1000)
    await backend.execute('TransactWriteItems', once)
    expect(await count()).toBe('2')
  })

  it('does not remember the token of a transaction that was cancelled', async () => {
    const backend = await backendWith()
    await put(backend, key('1'))
    const input = transact([{ Put: { TableName, Item: key('1'), ...mustBeNew } }], {
      ClientRequestToken: 't',
    })
    expect((await refusal(backend.execute('TransactWriteItems', input))).name).toBe(
      'TransactionCanceledException',
    )
    await backend.execute('DeleteItem', { TableName, Key: key('1') })
    await backend.execute('TransactWriteItems', input)
    expect((await backend.execute('Scan', { TableName })).Count).toBe(1)
  })

  it('counts twice what the writes would take on the table by themselves, and the sizes of item collections', async () => {
    const backend = await backendWith()
    const output = await backend.execute(
      'TransactWriteItems',
      transact([putOf('1', { x: S('x'.repeat(1500)) }), putOf('2', { g: S('g') })], {
        ReturnConsumedCapacity: 'INDEXES',
        ReturnItemCollectionMetrics: 'SIZE',
      }),
    )
    const units = (count: number) => ({ CapacityUnits: count, WriteCapacityUnits: count })
    expect(output.ConsumedCapacity).toEqual([
      { TableName, ...units(7), Table: units(6), GlobalSecondaryIndexes: { keysOnly: units(1) } },
    ])
    const metrics = { ItemCollectionKey: { pk: S('a') }, SizeEstimateRangeGB: [0, 1] }
    expect(output.ItemCollectionMetrics).toEqual({ shop: [metrics, metrics] })
  })
})
