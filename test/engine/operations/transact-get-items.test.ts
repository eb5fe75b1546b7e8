import { describe, expect, it } from 'vitest'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import type { Get, TransactGetItem, TransactGetItemsInput } from '../../../src/protocol/transactions.js'
import { N, S, backendWith, plain, put, refusal, refused, shop } from '../support.js'
import { waitingClock } from '../waiting-clock.js'

const key = (sk: string) => ({ pk: S('a'), sk: S(sk) })
const getOf = (Key: AttributeMap, more: Partial<Get> = {}): TransactGetItem => ({
  Get: { TableName: 'shop', Key, ...more },
})

async function refusalOf(TransactItems: unknown): Promise<string> {
  const backend = await backendWith([shop, plain])
  // What JavaScript callers and the wire may send is not what the type says.
  return refused(backend.execute('TransactGetItems', { TransactItems } as TransactGetItemsInput))
}

describe('TransactGetItems', () => {
  it('gives an answer for each read, in order: projected, empty where nothing is', async () => {
    const backend = await backendWith([shop, plain])
    await put(backend, { ...key('1'), n: N(1), m: { M: { a: N(2) } } })
    await backend.execute('PutItem', { TableName: 'plain', Item: { id: S('x') } })
    const output = await backend.execute('TransactGetItems', {
      TransactItems: [
        { Get: { TableName: 'plain', Key: { id: S('x') } } },
        getOf(key('2')),
        getOf(key('1'), { ProjectionExpression: '#m.a', ExpressionAttributeNames: { '#m': 'm' } }),
        { Get: { TableName: 'plain', Key: { id: S('y') } } },
      ],
    })
    expect(output).toEqual({
      Responses: [{ Item: { id: S('x') } }, {}, { Item: { m: { M: { a: N(2) } } } }, {}],
    })
  })

  it('gives no item where a projection finds nothing of it', async () => {
    const backend = await backendWith()
    await put(backend, key('1'))
    const TransactItems = [getOf(key('1'), { ProjectionExpression: 'zz' })]
    expect(await backend.execute('TransactGetItems', { TransactItems })).toEqual({
      Responses: [{}],
    })
  })

  it('consumes two units for 4 KB of each item, and two where none is', async () => {
    const backend = await backendWith([shop, plain])
    await put(backend, { ...key('1'), x: S('x'.repeat(4096)) })
    const { ConsumedCapacity } = await backend.execute('TransactGetItems', {
      TransactItems: [getOf(key('1')), getOf(key('2')), { Get: { TableName: 'plain', Key: { id: S('x') } } }],
      ReturnConsumedCapacity: 'INDEXES',
    })
    expect(ConsumedCapacity).toEqual([
      {
        TableName: 'shop',
        CapacityUnits: 6,
        ReadCapacityUnits: 6,
        Table: { CapacityUnits: 6, ReadCapacityUnits: 6 },
      },
      {
        TableName: 'plain',
        CapacityUnits: 2,
        ReadCapacityUnits: 2,
        Table: { CapacityUnits: 2, ReadCapacityUnits: 2 },
      },
    ])
  })

  it('is cancelled by a key that does not fit, with a reason for each read', async () => {
    const backend = await backendWith()
    const TransactItems = [getOf(key('1')), getOf({ pk: S('a') })]
    const { name, message, CancellationReasons } = await refusal(
      backend.execute('TransactGetItems', { TransactItems }),
    )
    expect(`${name}: ${message}`).toBe(
      'TransactionCanceledException: Transaction cancelled, please refer cancellation reasons for specific reasons [None, ValidationError]',
    )
    expect(CancellationReasons).toEqual([
      { Code: 'None' },
      { Code: 'ValidationError', Message: 'The provided key element does not match the schema' },
    ])
  })

  it('is cancelled by a transaction that is writing what it reads', async () => {
    const clock = waitingClock()
    const backend = await backendWith([shop], { clock, transactionTime: 5 })
    const writing = backend.execute('TransactWriteItems', {
      TransactItems: [{ Put: { TableName: 'shop', Item: { ...key('2'), n: N(1) } } }],
    })
    const TransactItems = [getOf(key('1')), getOf(key('2'))]
    const { CancellationReasons } = await refusal(backend.execute('TransactGetItems', { TransactItems }))
    expect(CancellationReasons).toEqual([
      { Code: 'None' },
      { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' },
    ])
    await clock.advance(5)
    await writing
    const { Responses } = await backend.execute('TransactGetItems', { TransactItems })
    expect(Responses).toEqual([{}, { Item: { ...key('2'), n: N(1) } }])
  })

  it('reads 4 MB and no more', async () => {
    const backend = await backendWith()
    const keys = Array.from({ length: 11 }, (_, index) => key(String(index)))
    for (const each of keys) await put(backend, { ...each, x: S('x'.repeat(390 * 1024)) })
    const read = (count: number) =>
      backend.execute('TransactGetItems', { TransactItems: keys.slice(0, count).map((each) => getOf(each)) })
    expect((await read(10)).Responses).toHaveLength(10)
    expect(await refused(read(11))).toBe('ValidationException: Transaction payload size cannot exceed 4MB')
  })

  it.each<[string, unknown, string]>([
    [
      'no reads',
      undefined,
      "1 validation error detected: Value null at 'transactItems' failed to satisfy constraint: Member must not be null",
    ],
    [
      'an empty list',
      [],
      "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      'reads of nothing',
      [{}, { Get: {} }],
      "3 validation errors detected: Value null at 'transactItems.1.member.get' failed to satisfy constraint: Member must not be null; Value null at 'transactItems.2.member.get.key' failed to satisfy constraint: Member must not be null; Value null at 'transactItems.2.member.get.tableName' failed to satisfy constraint: Member must not be null",
    ],
    [
      'a name that no table can have',
      [getOf(key('1'), { TableName: 'a b' })],
      "1 validation error detected: Value 'a b' at 'transactItems.1.member.get.tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
    ],
    [
      'names without an expression',
      [getOf(key('1'), { ExpressionAttributeNames: { '#a': 'a' } })],
      'ExpressionAttributeNames can only be specified when using expressions',
    ],
    [
      'a broken projection',
      [getOf(key('1'), { ProjectionExpression: 'a,' })],
      'Invalid ProjectionExpression: Syntax error; token: "<EOF>", near: ","',
    ],
    [
      'an item twice',
      [getOf(key('1')), getOf(key('2')), getOf(key('1'))],
      'Transaction request cannot include multiple operations on one item',
    ],
  ])('refuses %s', async (_, TransactItems, expected) => {
    expect(await refusalOf(TransactItems)).toBe(`ValidationException: ${expected}`)
  })

  it('refuses more than a hundred reads', async () => {
    const many = Array.from({ length: 101 }, (_, index) => getOf(key(String(index))))
    expect(await refusalOf(many)).toMatch(
      /^ValidationException: 1 validation error detected: Value '\[.*\]' at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to 100$/,
    )
  })

  it('refuses a table that is missing', async () => {
    expect(await refusalOf([getOf(key('1')), getOf(key('1'), { TableName: 'nothing' })])).toBe(
      'ResourceNotFoundException: Requested resource not found',
    )
  })
})
