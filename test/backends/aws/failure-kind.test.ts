import { describe, expect, it } from 'vitest'
import { failureKind, isServerFault, requestIdOf } from '../../../src/backends/aws/failure-kind.js'
import { ServiceError } from '../../../src/protocol/service-errors.js'
import { answered, broken } from '../support.js'

describe('a failure says of its request', () => {
  it.each([
    'ProvisionedThroughputExceededException',
    'ThrottlingException',
    'RequestLimitExceeded',
    'TransactionInProgressException',
  ])('that it was throttled: %s', (name) => {
    expect(failureKind(answered(name, 400))).toBe('throttled')
  })

  it.each(['ConditionalCheckFailedException', 'ValidationException', 'AccessDeniedException'])(
    'that it was refused: %s',
    (name) => {
      expect(failureKind(answered(name, 400))).toBe('refused')
    },
  )

  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])(
    'that it was not sent: %s',
    (code) => {
      expect(failureKind(broken(code))).toBe('not-sent')
    },
  )

  it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ERR_HTTP2_STREAM_ERROR'])(
    'nothing of what became of it: %s',
    (code) => {
      expect(failureKind(broken(code))).toBe('uncertain')
    },
  )

  it('nothing of what became of it where the service itself failed', () => {
    expect(failureKind(answered('InternalServerError', 500))).toBe('uncertain')
    expect(failureKind(answered('ServiceUnavailable', 503))).toBe('uncertain')
    expect(isServerFault(answered('ServiceUnavailable', 503))).toBe(true)
    expect(isServerFault(answered('ValidationException', 400))).toBe(false)
  })

  it('that it met a transaction, where nothing else stood in its way', () => {
    const cancelled = (...codes: readonly (string | undefined)[]) =>
      failureKind(
        answered('TransactionCanceledException', 400, {
          CancellationReasons: codes.map((Code) => ({ Code })),
        }),
      )
    expect(failureKind(answered('TransactionConflictException', 400))).toBe('conflict')
    expect(cancelled('None', 'TransactionConflict')).toBe('conflict')
    expect(cancelled('ThrottlingError', undefined, 'ProvisionedThroughputExceeded')).toBe('conflict')
    expect(cancelled('TransactionConflict', 'ConditionalCheckFailed')).toBe('refused')
    expect(cancelled('None')).toBe('refused')
    expect(cancelled()).toBe('refused')
    expect(failureKind(answered('TransactionCanceledException', 400))).toBe('refused')
  })

  it('that it was throttled where the status alone says so, as that of a proxy', () => {
    expect(failureKind(answered('Error', 429))).toBe('throttled')
  })

  it('nothing where it is of no known form', () => {
    for (const error of [undefined, null, 'no', new Error('no'), new ServiceError('ValidationException', '')])
      expect(failureKind(error)).toBe('uncertain')
    expect(isServerFault(broken('ECONNRESET'))).toBe(false)
  })

  it('which it was, by the id that the service gave it', () => {
    expect(requestIdOf(answered('ValidationException', 400))).toBe('REQUEST1')
    expect(requestIdOf(broken('ECONNRESET'))).toBeUndefined()
    expect(requestIdOf(undefined)).toBeUndefined()
  })
})
