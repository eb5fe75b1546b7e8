import { expect, it } from 'vitest'
import { MonotableError } from '../../src/core/errors.js'
import { keyError } from '../../src/keys/errors.js'

it('names the template and the hole, in the message and as data, and keeps nothing else', () => {
  const place = { template: 'A#{a}', hole: 'a', role: 'sort', following: '' }
  const error = keyError('keys.missing-value', place, 'needs a value')
  expect(error).toBeInstanceOf(MonotableError)
  expect(error.code).toBe('keys.missing-value')
  expect(error.message).toBe("Key template 'A#{a}', hole {a}: needs a value")
  expect(error.details).toEqual({ template: 'A#{a}', hole: 'a' })
})
