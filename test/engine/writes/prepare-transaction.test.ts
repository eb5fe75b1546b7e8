import { describe, expect, it } from 'vitest'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import { ServiceError } from '../../../src/protocol/service-errors.js'
import { ExpressionCache } from '../../../src/engine/expressions/index.js'
import { prepareTransaction } from '../../../src/engine/writes/prepare-transaction.js'
import { readCheck, readDelete, readPut, readUpdate } from '../../../src/engine/writes/write-members.js'
import type { WriteRequest } from '../../../src/engine/writes/write-request.js'
import { engineOf } from '../reads/sources.js'
import { N, S, plain, shop } from '../support.js'
import { tableOf } from '../tables/tables.js'

const cache = new ExpressionCache()
const item = (sk: string, rest: AttributeMap = {}) => ({ pk: S('a'), sk: S(sk), ...rest })
const put = (sk: string, rest?: AttributeMap) => readPut('shop', { Item: item(sk, rest) }, cache)
const failing = (sk: string) =>
  readCheck('shop', { Key: item(sk), ConditionExpression: 'attribute_exists(zz)' }, cache)

function attempt(...writes: WriteRequest[]) {
  const table = tableOf(shop, item('1', { n: N(1) }))
  const before = table.items.size
  try {
    return { prepared: prepareTransaction(engineOf(table, tableOf(plain)), writes) }
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    expect(table.items.size).toBe(before)
    return { error }
  }
}

describe('prepareTransaction', () => {
  it('sees in every action the state before the transaction', () => {
    const increment = readUpdate(
      'shop',
      { Key: item('2'), UpdateExpression: 'ADD n :n', ExpressionAttributeValues: { ':n': N(1) } },
      cache,
    )
    const { prepared } = attempt(readDelete('shop', { Key: item('1') }, cache), increment)
    expect(prepared?.map(({ next }) => next?.item)).toEqual([undefined, item('2', { n: N(1) })])
  })

  it('gives a reason for each action, those that could be done too', () => {
    const { error } = attempt(put('2'), failing('1'), put('3', { g: N(1) }))
    // A key that does not fit is found before any condition is looked at.
    expect(error).toMatchObject({
      name: 'TransactionCanceledException',
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons [None, None, ValidationError]',
    })
    expect(attempt(put('2'), failing('1')).error?.CancellationReasons).toEqual([
      { Code: 'None' },
      { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
    ])
  })

  it('refuses two actions on one item, and admits one key in two tables', () => {
    expect(attempt(put('2'), failing('2')).error).toMatchObject({
      name: 'ValidationException',
      message: 'Transaction request cannot include multiple operations on one item',
    })
    const elsewhere = readPut('plain', { Item: { id: S('a') } }, cache)
    expect(attempt(put('2'), elsewhere).prepared).toHaveLength(2)
  })

  it('is refused as a whole when a table is not there', () => {
    const nowhere = readPut('nowhere', { Item: item('1') }, cache)
    expect(attempt(failing('1'), nowhere).error?.name).toBe('ResourceNotFoundException')
  })
})
