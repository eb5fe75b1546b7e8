import { describe, expect, it } from 'vitest'
import { ServiceError } from '../../../src/protocol/service-errors.js'
import { primaryKeyOfItem } from '../../../src/engine/tables/item-keys.js'
import { OngoingTransactions } from '../../../src/engine/writes/ongoing-transactions.js'
import { S, shop } from '../support.js'
import { tableOf } from '../tables/tables.js'

const table = tableOf(shop)
const place = (sk: string) => ({ table, key: primaryKeyOfItem(table.schema, { pk: S('a'), sk: S(sk) }) })
const nameOf = (check: () => void) => {
  try {
    check()
  } catch (error) {
    return error instanceof ServiceError ? error.name : String(error)
  }
  return 'free'
}

describe('ongoing transactions', () => {
  it('hold their items until they end', () => {
    const transactions = new OngoingTransactions()
    expect(transactions.hasItems).toBe(false)
    const end = transactions.begin([place('1'), place('2')], undefined)
    expect(transactions.hasItems).toBe(true)
    expect(nameOf(() => transactions.assertFree(place('2')))).toBe('TransactionConflictException')
    expect(nameOf(() => transactions.assertFree(place('3')))).toBe('free')
    end()
    expect(nameOf(() => transactions.assertFree(place('2')))).toBe('free')
    expect(transactions.hasItems).toBe(false)
  })

  it('hold their tokens: for the same actions as in progress, for others as used', () => {
    const transactions = new OngoingTransactions()
    const token = { text: 't', fingerprint: 'x' }
    const end = transactions.begin([], token)
    expect(nameOf(() => transactions.assertTokenFree(token))).toBe('TransactionInProgressException')
    expect(nameOf(() => transactions.assertTokenFree({ text: 't', fingerprint: 'y' }))).toBe(
      'IdempotentParameterMismatchException',
    )
    expect(nameOf(() => transactions.assertTokenFree({ text: 'u', fingerprint: 'x' }))).toBe('free')
    end()
    expect(nameOf(() => transactions.assertTokenFree(token))).toBe('free')
  })
})
