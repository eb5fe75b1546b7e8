import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { expect, test } from 'vitest'
import { isServiceError, ServiceError } from '../../src/protocol/service-errors.js'

test('an error of the service has its name, its words, and the members that it came with', () => {
  const error = new ServiceError('ConditionalCheckFailedException', 'The conditional request failed', {
    Item: { pk: { S: 'A' } },
  })
  expect(error).toBeInstanceOf(Error)
  expect(error.name).toBe('ConditionalCheckFailedException')
  expect(error.message).toBe('The conditional request failed')
  expect(error.Item).toEqual({ pk: { S: 'A' } })
  expect(error.CancellationReasons).toBeUndefined()
  expect(new ServiceError('ValidationException', '').Item).toBeUndefined()
})

test('the name tells errors apart, whoever made them', () => {
  const $metadata = {}
  const refused = new ConditionalCheckFailedException({ $metadata, message: '', Item: { pk: { S: 'A' } } })
  const cancelled = new TransactionCanceledException({
    $metadata,
    message: '',
    CancellationReasons: [{ Code: 'None' }],
  })
  expect(isServiceError(refused, 'ConditionalCheckFailedException')).toBe(true)
  expect(isServiceError(cancelled, 'ConditionalCheckFailedException')).toBe(false)
  if (isServiceError(refused, 'ConditionalCheckFailedException'))
    expect(refused.Item).toEqual({ pk: { S: 'A' } })
  if (isServiceError(cancelled, 'TransactionCanceledException'))
    expect(cancelled.CancellationReasons).toEqual([{ Code: 'None' }])
})

test('what is no error is no refusal', () => {
  for (const value of [undefined, null, 'ValidationException', { name: 'ValidationException' }])
    expect(isServiceError(value, 'ValidationException')).toBe(false)
})
