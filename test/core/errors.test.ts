import { expect, test } from 'vitest'
import { MonotableError } from '../../src/core/errors.js'

test('an error carries its code, its details and its cause', () => {
  const cause = new Error('underneath')
  const details = { entity: 'Order', attribute: 'status' }
  const error = new MonotableError('room.reason', 'Order: status is wrong', details, { cause })
  expect(error).toBeInstanceOf(Error)
  expect(error).toMatchObject({
    name: 'MonotableError',
    code: 'room.reason',
    message: 'Order: status is wrong',
  })
  expect(error.details).toBe(details)
  expect(error.cause).toBe(cause)
  expect(error.stack).toContain('Order: status is wrong')
})

test('an error without a cause has none', () => {
  expect(new MonotableError('room.reason', 'text', {})).not.toHaveProperty('cause')
  expect(new MonotableError('room.reason', 'text', {}, { cause: undefined })).not.toHaveProperty('cause')
})

test('a code narrows the details of a union of errors', () => {
  type One = MonotableError<'a.one', { readonly one: number }>
  type Two = MonotableError<'a.two', { readonly two: number }>
  const factOf = (error: One | Two): number =>
    error.code === 'a.one' ? error.details.one : error.details.two
  expect(factOf(new MonotableError('a.one', '', { one: 1 }))).toBe(1)
  expect(factOf(new MonotableError('a.two', '', { two: 2 }))).toBe(2)
})
