import * as client from '@aws-sdk/client-dynamodb'
import { describe, expect, test } from 'vitest'
import { ServiceError } from '../../../src/protocol/service-errors.js'
import type { ServiceErrorName } from '../../../src/protocol/service-errors.js'
import { writeError } from '../../../src/engine/wire/write-error.js'

const written = (error: unknown): { status: number; body: unknown } => {
  const { status, body } = writeError(error)
  return { status, body: JSON.parse(body) as unknown }
}

describe('refusals', () => {
  test.each<[ServiceErrorName, string, 'message' | 'Message']>([
    ['AccessDeniedException', 'com.amazon.coral.service', 'Message'],
    ['ConditionalCheckFailedException', 'com.amazonaws.dynamodb.v20120810', 'message'],
    ['IdempotentParameterMismatchException', 'com.amazonaws.dynamodb.v20120810', 'Message'],
    ['ResourceInUseException', 'com.amazonaws.dynamodb.v20120810', 'message'],
    ['ResourceNotFoundException', 'com.amazonaws.dynamodb.v20120810', 'message'],
    ['SerializationException', 'com.amazon.coral.service', 'Message'],
    ['TransactionCanceledException', 'com.amazonaws.dynamodb.v20120810', 'Message'],
    ['TransactionConflictException', 'com.amazonaws.dynamodb.v20120810', 'message'],
    ['TransactionInProgressException', 'com.amazonaws.dynamodb.v20120810', 'Message'],
    ['UnknownOperationException', 'com.amazon.coral.service', 'message'],
    ['ValidationException', 'com.amazon.coral.validate', 'message'],
  ])('%s comes from %s, with its text as %s', (name, origin, member) => {
    expect(written(new ServiceError(name, 'The text.'))).toEqual({
      status: 400,
      body: { __type: `${origin}#${name}`, [member]: 'The text.' },
    })
  })

  test('the text is where the SDK looks for it', () => {
    // The SDK's schema of an error at run time: a tuple that begins with -3 and holds its name and its members' names.
    const errors = Object.values(client as Record<string, unknown>).flatMap((schema) => {
      if (!Array.isArray(schema) || schema[0] !== -3) return []
      const [, , name, , members] = schema as [number, string, string, object, string[]]
      return members.filter((member) => /^message$/i.test(member)).map((member) => [name, member])
    })
    expect(errors.length).toBeGreaterThan(20)
    for (const [name, member] of errors) {
      const { body } = written(Object.assign(new Error('text'), { name }))
      expect(Object.keys(body as object)).toEqual(['__type', member])
    }
  })

  test('no text is no member', () => {
    expect(written(new ServiceError('UnknownOperationException', ''))).toEqual({
      status: 400,
      body: { __type: 'com.amazon.coral.service#UnknownOperationException' },
    })
  })

  test('items that an error carries are written as items are', () => {
    const Item = { a: { B: Uint8Array.of(1) } }
    const reason = { Code: 'ConditionalCheckFailed', Message: 'text', Item }
    expect(written(new ServiceError('ConditionalCheckFailedException', 'text', { Item })).body).toMatchObject(
      {
        Item: { a: { B: 'AQ==' } },
      },
    )
    expect(
      written(
        new ServiceError('TransactionCanceledException', 'text', {
          CancellationReasons: [{ Code: 'None' }, reason],
        }),
      ).body,
    ).toEqual({
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      Message: 'text',
      CancellationReasons: [{ Code: 'None' }, { ...reason, Item: { a: { B: 'AQ==' } } }],
    })
  })

  test('errors of other backends, told by their name, are the same', () => {
    const error = Object.assign(new Error('Slow down.'), { name: 'ThrottlingException', $fault: 'client' })
    expect(written(error)).toEqual({
      status: 400,
      body: { __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException', message: 'Slow down.' },
    })
  })
})

test.each([
  new TypeError('secret'),
  new Error('secret'),
  'secret',
  undefined,
  { name: 'ValidationException' },
])('anything else is a fault of the server, which says no more: %s', (error) => {
  expect(written(error)).toEqual({
    status: 500,
    body: {
      __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError',
      message: 'The request processing has failed because of an unknown error, exception or failure.',
    },
  })
})

test('the service too can have faults', () => {
  expect(writeError(new ServiceError('InternalServerError', 'text')).status).toBe(500)
  expect(writeError(new ServiceError('RequestLimitExceeded', 'text')).status).toBe(400)
})
