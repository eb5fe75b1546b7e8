import { describe, expect, it } from 'vitest'
import { ServiceError } from '../../../src/protocol/service-errors.js'
import { settleActions } from '../../../src/engine/writes/cancellation.js'
import { S } from '../support.js'

function reasonsOf(...errors: (Error | undefined)[]): unknown {
  try {
    settleActions(errors, (error) => {
      if (error !== undefined) throw error
    })
  } catch (error) {
    if (error instanceof ServiceError && error.name === 'TransactionCanceledException') {
      return error.CancellationReasons
    }
    throw error
  }
  return undefined
}

describe('the actions of a transaction', () => {
  it('give their values, in order, when none is refused', () => {
    expect(settleActions(['a', 'b'], (text, index) => `${text}${index}`)).toEqual(['a0', 'b1'])
  })

  it('are all attempted, and give a reason each when one is refused', () => {
    expect(
      reasonsOf(
        undefined,
        new ServiceError('ValidationException', 'v'),
        new ServiceError('ConditionalCheckFailedException', 'c', { Item: { a: S('x') } }),
        new ServiceError('ItemCollectionSizeLimitExceededException', 'i'),
        new ServiceError('TransactionConflictException', 't'),
        new ServiceError('ResourceNotFoundException', 'r'),
      ),
    ).toEqual([
      { Code: 'None' },
      { Code: 'ValidationError', Message: 'v' },
      { Code: 'ConditionalCheckFailed', Message: 'c', Item: { a: S('x') } },
      { Code: 'ItemCollectionSizeLimitExceeded', Message: 'i' },
      { Code: 'TransactionConflict', Message: 't' },
      { Code: 'ResourceNotFound', Message: 'r' },
    ])
  })

  it('let every other error through', () => {
    expect(() => reasonsOf(undefined, new RangeError('own'))).toThrow('own')
    expect(() => reasonsOf(new ServiceError('InternalServerError', 'gone'))).toThrow('gone')
  })
})
