import { describe, expect, it } from 'vitest'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import type { TransactWriteItem, TransactWriteItemsInput } from '../../../src/protocol/transactions.js'
import { overlap } from '../../../src/engine/writes/overlap.js'
import { engineOf } from '../reads/sources.js'
import { N, S, backendWith, plain, put, refusal, refused, shop } from '../support.js'
import { waitingClock } from '../waiting-clock.js'

const TableName = 'shop'
const key = (sk: string) => ({ pk: S('a'), sk: S(sk) })
const putOf = (sk: string, rest: AttributeMap = {}): TransactWriteItem => ({
  Put: { TableName, Item: { ...key(sk), ...rest } },
})
const addOne = (sk: string): TransactWriteItem => ({
  Update: {
    TableName,
    Key: key(sk),
    UpdateExpression: 'ADD n :one',
    ExpressionAttributeValues: { ':one': N(1) },
  },
})
const conflict = 'Transaction is ongoing for the item'

async function slow() {
  const clock = waitingClock()
  const backend = await backendWith([shop, plain], { clock, transactionTime: 100 })
  const transact = (TransactItems: TransactWriteItem[], more: Partial<TransactWriteItemsInput> = {}) =>
    backend.execute('TransactWriteItems', { TransactItems, ...more })
  const items = async () => (await backend.execute('Scan', { TableName })).Items
  return { backend, clock, transact, items }
}

describe('a transaction that takes time', () => {
  it('writes when its time is over; until then reads see what was there before', async () => {
    const { backend, clock, transact, items } = await slow()
    await put(backend, { ...key('1'), n: N(1) })
    const writing = transact([addOne('1'), putOf('2')])
    expect(await items()).toEqual([{ ...key('1'), n: N(1) }])
    await clock.advance(99)
    expect(await items()).toEqual([{ ...key('1'), n: N(1) }])
    await clock.advance(1)
    expect(await items()).toEqual([{ ...key('1'), n: N(2) }, key('2')])
    expect(await writing).toEqual({})
  })

  it('refuses writes of its items, those that it only checks too, and of no others', async () => {
    const { backend, clock, transact } = await slow()
    const check = { TableName, Key: key('2'), ConditionExpression: 'attribute_not_exists(pk)' }
    const writing = transact([putOf('1'), { ConditionCheck: check }])
    const refusedWrites = [
      backend.execute('PutItem', { TableName, Item: key('1') }),
      backend.execute('UpdateItem', { TableName, Key: key('1') }),
      backend.execute('DeleteItem', { TableName, Key: key('2') }),
      // The conflict is found before the condition is looked at.
      backend.execute('DeleteItem', {
        TableName,
        Key: key('2'),
        ConditionExpression: 'attribute_exists(pk)',
      }),
    ]
    for (const write of refusedWrites) {
      expect(await refused(write)).toBe(`TransactionConflictException: ${conflict}`)
    }
    await put(backend, key('3'), { pk: S('b'), sk: S('1') })
    await clock.advance(100)
    await writing
    await put(backend, key('1'), key('2'))
  })

  it('cancels others that write its items, whose other actions are judged too', async () => {
    const { backend, clock, transact } = await slow()
    await put(backend, { ...key('3'), n: N(1) })
    const writing = transact([putOf('1')])
    const mustBeNew = { ConditionExpression: 'attribute_not_exists(pk)' }
    const other = transact([
      putOf('2'),
      putOf('1'),
      {
        Put: {
          TableName,
          Item: key('3'),
          ...mustBeNew,
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
    ])
    const { name, message, CancellationReasons } = await refusal(other)
    expect(`${name}: ${message}`).toBe(
      'TransactionCanceledException: Transaction cancelled, please refer cancellation reasons for specific reasons [None, TransactionConflict, ConditionalCheckFailed]',
    )
    expect(CancellationReasons).toEqual([
      { Code: 'None' },
      { Code: 'TransactionConflict', Message: conflict },
      {
        Code: 'ConditionalCheckFailed',
        Message: 'The conditional request failed',
        Item: { ...key('3'), n: N(1) },
      },
    ])
    await clock.advance(100)
    await writing
  })

  it('runs beside others that write other items', async () => {
    const { clock, transact, items } = await slow()
    const both = Promise.all([transact([putOf('1')]), transact([putOf('2')])])
    await clock.advance(100)
    await both
    expect(await items()).toEqual([key('1'), key('2')])
  })

  it('does not write into a table that took the place of its own', async () => {
    const { backend, clock, transact, items } = await slow()
    const writing = refused(transact([putOf('1')]))
    await backend.execute('DeleteTable', { TableName })
    await backend.execute('CreateTable', shop)
    await put(backend, key('1'))
    await clock.advance(100)
    expect(await writing).toBe('ResourceNotFoundException: Requested resource not found')
    expect(await items()).toEqual([key('1')])
  })

  it('looks at its conditions when it writes, and lets go of its items when one fails', async () => {
    const { backend, clock, transact, items } = await slow()
    const condition = { ConditionExpression: 'attribute_exists(pk)' }
    const writing = refused(transact([{ Put: { TableName, Item: key('1'), ...condition } }]))
    await clock.advance(100)
    expect(await writing).toMatch(/^TransactionCanceledException: .*\[ConditionalCheckFailed\]$/)
    await put(backend, key('1'))
    expect(await items()).toEqual([key('1')])
  })

  it('is refused at once for what its items and tables are', async () => {
    const { transact } = await slow()
    expect(await refused(transact([putOf('1'), putOf('1')]))).toMatch(/cannot include multiple operations/)
    expect(await refused(transact([{ Delete: { TableName, Key: { pk: S('a') } } }]))).toMatch(
      /\[ValidationError\]$/,
    )
    expect(await refused(transact([{ Delete: { TableName: 'nothing', Key: key('1') } }]))).toBe(
      'ResourceNotFoundException: Requested resource not found',
    )
  })

  it('with a token refuses the same token while it runs, and is not carried out again after', async () => {
    const { backend, clock, transact, items } = await slow()
    const token = { ClientRequestToken: 'once' }
    const writing = transact([addOne('1')], token)
    expect(await refused(transact([addOne('1')], token))).toBe(
      'TransactionInProgressException: The transaction with the given request token is already in progress.',
    )
    expect((await refusal(transact([addOne('2')], token))).name).toBe('IdempotentParameterMismatchException')
    await clock.advance(100)
    await writing
    expect(await transact([addOne('1')], token)).toEqual({})
    expect(await items()).toEqual([{ ...key('1'), n: N(1) }])
    backend.assertInvariants()
  })

  it('that fails with a token can be tried again with it', async () => {
    const { clock, transact, items } = await slow()
    const check = { TableName, Key: key('2'), ConditionExpression: 'attribute_exists(pk)' }
    const token = { ClientRequestToken: 'again' }
    const failing = refused(transact([putOf('1'), { ConditionCheck: check }], token))
    await clock.advance(100)
    expect(await failing).toMatch(/ConditionalCheckFailed/)
    const again = transact([putOf('1')], token)
    await clock.advance(100)
    await again
    expect(await items()).toEqual([key('1')])
  })

  it('is in no snapshot until it is over, and writes to what has been restored meanwhile', async () => {
    const { backend, clock, transact, items } = await slow()
    await put(backend, key('0'))
    const empty = backend.snapshot()
    const writing = transact([putOf('1')], { ClientRequestToken: 'kept' })
    const during = backend.snapshot()
    backend.restore(during)
    expect(await items()).toEqual([key('0')])
    await clock.advance(100)
    await writing
    expect(await items()).toEqual([key('0'), key('1')])
    backend.restore(empty)
    const again = transact([putOf('1')], { ClientRequestToken: 'kept' })
    await clock.advance(100)
    await again
    expect(await items()).toEqual([key('0'), key('1')])
  })

  it('fails when its table is gone by then', async () => {
    const { backend, clock, transact } = await slow()
    const writing = refused(transact([putOf('1')]))
    await backend.execute('DeleteTable', { TableName })
    await clock.advance(100)
    expect(await writing).toBe('ResourceNotFoundException: Requested resource not found')
  })

  it('can be abandoned, and goes on', async () => {
    const { backend, clock, items } = await slow()
    const controller = new AbortController()
    const input = { TransactItems: [putOf('1')] }
    const writing = backend.execute('TransactWriteItems', input, { signal: controller.signal })
    controller.abort(new Error('enough'))
    await expect(writing).rejects.toThrow('enough')
    await clock.advance(100)
    expect(await items()).toEqual([key('1')])
  })
})

describe('a transaction that takes no time', () => {
  it('is one step: callers that start together are served one after the other', async () => {
    const backend = await backendWith()
    const transact = () => backend.execute('TransactWriteItems', { TransactItems: [addOne('1')] })
    await Promise.all([transact(), transact(), backend.execute('DeleteItem', { TableName, Key: key('2') })])
    const { Item } = await backend.execute('GetItem', { TableName, Key: key('1') })
    expect(Item).toEqual({ ...key('1'), n: N(2) })
  })

  it('commits before anything else can happen', () => {
    expect(overlap(engineOf(), [], undefined, () => 'done')).toBe('done')
  })
})
