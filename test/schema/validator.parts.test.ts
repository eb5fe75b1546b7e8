import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { compileValidator } from '../../src/schema/validator.js'

const schema = z
  .object({
    name: z.string().transform((text) => `${text}!`),
    size: z.number().min(1),
    tags: z.array(z.string().trim()).max(2).default([]),
  })
  .refine(({ name, size }) => name.length >= size, 'too short')
const validator = compileValidator(schema, 'E')

describe('what is settled', () => {
  test('is taken as it is, and the rest goes through the schema', () => {
    expect(validator.validateRest({ name: 'x', size: 1, tags: [' t '] }, { name: 'a!' })).toEqual({
      name: 'a!',
      size: 1,
      tags: ['t'],
    })
    expect(validator.validateRest({ name: 'x', size: 1 }, { size: -5 })).toEqual({
      name: 'x!',
      size: -5,
      tags: [],
    })
  })

  test('is held against refinements of the whole', () => {
    expect(() => validator.validateRest({ size: 3 }, { name: 'a!' })).toThrow('E: too short')
  })

  test('leaves out what is undefined, and attributes that the schema does not name', () => {
    const values = validator.validateRest({ name: 'x', size: 1, other: 1 }, { tags: undefined })
    expect(values).toEqual({ name: 'x!', size: 1 })
    expect(Object.keys(values)).toEqual(['name', 'size'])
  })

  test('may be nothing: every problem is reported at its place', () => {
    expect(() => validator.validateRest({ name: 1, size: 0 }, {})).toThrow(
      expect.objectContaining({
        code: 'schema.invalid',
        details: {
          entity: 'E',
          issues: [expect.objectContaining({ path: ['name'] }), expect.objectContaining({ path: ['size'] })],
        },
      }),
    )
  })
})

describe('what an update makes of an attribute', () => {
  test('is checked, and nothing is converted', () => {
    expect(() => validator.validateStored('size', 0)).toThrow('E.size')
    expect(() => validator.validateStored('tags', ['a', 'b', 'c'])).toThrow('E.tags')
    validator.validateStored('tags', [' a '])
    validator.validateStored('name', 'a!')
  })
})

describe('an item as a whole', () => {
  test('is checked where the schema has refinements of it', () => {
    expect(validator.isCheckedWhole).toBe(true)
    expect(() => validator.validateWhole({ name: 'a', size: 2 })).toThrow('E: too short')
    validator.validateWhole({ name: 'a', size: -1 })
    expect(compileValidator(z.object({ a: z.string().refine(Boolean) }), 'E').isCheckedWhole).toBe(false)
  })
})

describe('a schema is one-way', () => {
  test.each([
    ['a transform', z.string().transform(String), true],
    ['a text that is trimmed, below', z.array(z.object({ a: z.string().trim() })), true],
    ['a preprocessing', z.preprocess(String, z.string()), true],
    ['refinements and defaults', z.string().min(1).default('a'), false],
    ['a codec', z.codec(z.string(), z.number(), { decode: Number, encode: String }), false],
  ])('with %s: %s', (_, attribute, isOneWay) => {
    expect(compileValidator(z.object({ attribute }), 'E').isOneWay).toBe(isOneWay)
  })
})
