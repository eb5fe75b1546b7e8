import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import * as mini from 'zod/mini'
import type { MonotableError } from '../../src/core/errors.js'
import { compileValidator } from '../../src/schema/validator.js'

const isoDate = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
})

function failure(call: () => unknown) {
  try {
    call()
  } catch (error) {
    const { code, message, details, cause } = error as MonotableError
    return { code, message, details, cause }
  }
  throw new Error('the call did not throw')
}

describe('a new value', () => {
  test('comes out with defaults and one-way transforms applied, once', () => {
    let runs = 0
    const schema = z.object({
      a: z.string().trim(),
      b: z.number().default(5),
      c: z.string().transform((text) => (runs++, text.length)),
    })
    expect(compileValidator(schema, 'E').validateNew({ a: ' x ', c: 'abc', d: 1 })).toEqual({
      a: 'x',
      b: 5,
      c: 3,
    })
    expect(runs).toBe(1)
  })

  test('gives a codec its output, which is checked to be encodable', () => {
    const validator = compileValidator(z.object({ at: isoDate, list: z.array(isoDate.nullable()) }), 'E')
    const value = { at: new Date(0), list: [new Date(1), null] }
    expect(validator.validateNew(value)).toEqual(value)
    expect(failure(() => validator.validateNew({ at: '1970-01-01T00:00:00.000Z', list: [] })).code).toBe(
      'schema.invalid',
    )
  })

  test('must pass the refinements of every side of a codec, each once', () => {
    const runs: string[] = []
    const counted = (name: string) => () => (runs.push(name), true)
    const codec = z
      .codec(z.string().max(3).refine(counted('in')), z.number().refine(counted('out')), {
        decode: Number,
        encode: String,
      })
      .refine(counted('codec'))
    const validator = compileValidator(z.object({ n: codec }).refine(counted('object')), 'E')
    expect(validator.validateNew({ n: 12 })).toEqual({ n: 12 })
    expect(runs).toEqual(['out', 'in', 'codec', 'object'])
    expect(failure(() => validator.validateNew({ n: 1234 })).message).toMatch(/^E\.n: Too big/)
  })

  test('that a codec fails to encode is refused with the reason', () => {
    const codec = z.codec(z.string(), z.number(), {
      decode: Number,
      encode: () => {
        throw new RangeError('not today')
      },
    })
    expect(failure(() => compileValidator(z.object({ n: codec }), 'E').validateNew({ n: 1 })).message).toBe(
      'E.n: It cannot be encoded: not today',
    )
  })

  test('is refused with every issue by its place', () => {
    const Order = z.object({
      lines: z.array(z.object({ quantity: z.number().positive() })),
      note: z.string(),
    })
    const { code, message, details, cause } = failure(() =>
      compileValidator(Order, 'Order').validateNew({ lines: [{ quantity: 0 }] }),
    )
    expect(code).toBe('schema.invalid')
    expect(message).toBe(
      'Order.lines[0].quantity: Too small: expected number to be >0; Order.note: Invalid input: expected string, received undefined',
    )
    expect(details).toMatchObject({
      entity: 'Order',
      issues: [{ path: ['lines', 0, 'quantity'], code: 'too_small' }, { path: ['note'] }],
    })
    expect(cause).toBeInstanceOf(z.core.$ZodError)
  })

  test('has unknown attributes treated as the schema says, codecs or not', () => {
    for (const extra of [{}, { at: isoDate.optional() }]) {
      const value = { a: 'x', b: 1 }
      expect(compileValidator(z.object({ a: z.string(), ...extra }), 'E').validateNew(value)).toEqual({
        a: 'x',
      })
      expect(compileValidator(z.looseObject({ a: z.string(), ...extra }), 'E').validateNew(value)).toEqual(
        value,
      )
      expect(
        failure(() => compileValidator(z.strictObject({ a: z.string(), ...extra }), 'E').validateNew(value))
          .code,
      ).toBe('schema.invalid')
    }
  })

  test('of an asynchronous schema is refused at the first call', () => {
    const refined = compileValidator(z.object({ a: z.string().refine(async () => true) }), 'E')
    expect(failure(() => refined.validateNew({ a: 'x' })).code).toBe('schema.async')
    const codec = z.codec(z.string(), z.string(), {
      decode: async (text) => text,
      encode: async (text) => text,
    })
    expect(failure(() => compileValidator(z.object({ a: codec }), 'E').validateNew({ a: 'x' })).code).toBe(
      'schema.async',
    )
  })

  test('may throw what the schema throws', () => {
    const schema = z.object({
      a: z.string().transform(() => {
        throw new TypeError('mine')
      }),
    })
    expect(() => compileValidator(schema, 'E').validateNew({ a: '' })).toThrow(TypeError)
  })

  test('of zod/mini is refused in words, without a locale too', () => {
    const schema = mini.object({
      a: mini.string(),
      b: mini.optional(
        mini.codec(mini.string(), mini.date(), { decode: (text) => new Date(text), encode: String }),
      ),
    })
    const validator = compileValidator(schema, 'E')
    expect(validator.validateNew({ a: 'x', b: new Date(0) })).toEqual({ a: 'x', b: new Date(0) })
    expect(failure(() => validator.validateNew({ a: 1 })).message).toMatch(
      /^E\.a: Invalid input: expected string/,
    )
  })
})

describe('one attribute', () => {
  const schema = z
    .object({
      a: z.string().min(2),
      at: isoDate.optional(),
      nested: z.object({ at: isoDate }),
      trim: z.string().trim(),
    })
    .and(z.object({ a: z.string().max(3), b: z.number() }))
  const validator = compileValidator(schema, 'E')

  test('is validated alone, on both sides of an intersection', () => {
    expect(validator.validateAttribute('trim', ' x ')).toBe('x')
    expect(validator.validateAttribute('at', new Date(0))).toEqual(new Date(0))
    expect(validator.validateAttribute('nested', { at: new Date(0) })).toEqual({ at: new Date(0) })
    expect(validator.validateAttribute('b', 1)).toBe(1)
    expect(failure(() => validator.validateAttribute('a', 'x')).message).toMatch(/^E\.a: Too small/)
    expect(failure(() => validator.validateAttribute('a', 'xxxx')).message).toMatch(/^E\.a: Too big/)
    expect(failure(() => validator.validateAttribute('nested', { at: 1 })).details).toMatchObject({
      issues: [{ path: ['nested', 'at'] }],
    })
  })

  test('must be one of the schema, unless the schema is loose', () => {
    expect(failure(() => validator.validateAttribute('zzz', 1)).code).toBe('schema.unknown-attribute')
    expect(failure(() => compileValidator(z.strictObject({}), 'E').validateAttribute('zzz', 1)).code).toBe(
      'schema.unknown-attribute',
    )
    expect(compileValidator(z.looseObject({}), 'E').validateAttribute('zzz', 1)).toBe(1)
    expect(failure(() => validator.validateAttribute('toString', 1)).code).toBe('schema.unknown-attribute')
  })

  test('is found behind wrappers', () => {
    const wrapped = compileValidator(
      z.lazy(() => z.object({ a: z.string() }).readonly()),
      'E',
    )
    expect(wrapped.validateAttribute('a', 'x')).toBe('x')
  })
})

describe('elements that are added', () => {
  const validator = compileValidator(
    z.object({
      lines: z
        .array(z.object({ sku: z.string().min(2), count: z.number().default(1), at: isoDate.optional() }))
        .min(3)
        .default([]),
      tags: z.set(z.string().trim().min(1)).min(2).nullable().optional(),
      text: z.string(),
    }),
    'E',
  )

  test('come out with their defaults and transforms, whatever is said of the whole', () => {
    const at = new Date(0)
    expect(validator.validateElements('lines', [{ sku: 'ab', at }])).toEqual([{ sku: 'ab', count: 1, at }])
    expect(validator.validateElements('tags', new Set([' a ']))).toEqual(new Set(['a']))
  })

  test('are refused one by one, by their places', () => {
    expect(failure(() => validator.validateElements('lines', [{ sku: 'ab' }, { sku: 'a' }]))).toMatchObject({
      code: 'schema.invalid',
      details: { issues: [{ path: ['lines', 1, 'sku'] }] },
    })
    expect(failure(() => validator.validateElements('tags', new Set([1]))).code).toBe('schema.invalid')
    expect(failure(() => validator.validateElements('lines', { sku: 'ab' })).code).toBe('schema.invalid')
  })

  test('of what has none are left to others', () => {
    expect(validator.validateElements('text', 5)).toBe(5)
  })
})
