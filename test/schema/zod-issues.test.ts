import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { invalidError, pathText } from '../../src/schema/zod-issues.js'

const messageOf = (schema: z.ZodType, value: unknown) => {
  const { error } = schema.safeParse(value)
  if (error === undefined) throw new Error('the value is valid')
  return invalidError('E', ['a'], error).message
}

test('a path is written as code writes it', () => {
  expect(pathText('E', ['a', 0, 'b', Symbol('c')])).toBe('E.a[0].b.Symbol(c)')
})

test('issues are told in zod’s words', () => {
  expect(messageOf(z.string({ error: 'a name, please' }), 1)).toBe('E.a: a name, please')
  expect(messageOf(z.string(), 1)).toBe('E.a: Invalid input: expected string, received number')
})

describe('without a locale, as zod/mini leaves it, an issue still says what was expected', () => {
  const { localeError } = z.config()
  beforeEach(() => {
    z.config({ localeError: undefined })
  })
  afterEach(() => {
    z.config({ localeError })
  })

  test.each<[z.ZodType, unknown, string]>([
    [z.string(), 1, 'Invalid input: expected string'],
    [z.enum(['x', 'y']), 'z', 'Invalid input: expected one of "x", "y"'],
    [z.string().min(2), '', 'Too small: expected string to be >=2'],
    [z.number().positive(), 0, 'Too small: expected number to be >0'],
    [z.number().max(2), 3, 'Too big: expected number to be <=2'],
    [z.number().lt(2), 3, 'Too big: expected number to be <2'],
    [z.email(), 'x', 'Invalid input: expected the format email'],
    [z.number().multipleOf(5), 3, 'Invalid input: expected a multiple of 5'],
    [z.strictObject({}), { z: 1 }, 'Unrecognized keys: z'],
    [z.string().refine(() => false), 'x', 'Invalid input'],
  ])('%#', (schema, value, message) => {
    expect(messageOf(schema, value)).toBe(`E.a: ${message}`)
  })
})
