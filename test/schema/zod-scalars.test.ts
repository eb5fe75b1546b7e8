import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import * as mini from 'zod/mini'
import type { SchemaLike } from '../../src/schema/zod-node.js'
import { zodToAttributeModel } from '../../src/schema/zod-to-attribute-model.js'

const modelOf = (schema: SchemaLike) =>
  zodToAttributeModel(z.object({ a: schema as z.ZodType }), 'E').attributes[0]?.model

describe('the bounds of numbers are those of the schema', () => {
  test.each<[string, SchemaLike, object]>([
    ['none', z.number(), { integer: false }],
    ['safe integers, which are no bound of its own', z.number().int(), { integer: true }],
    ['z.int', z.int(), { integer: true }],
    ['mini', mini.int().check(mini.minimum(3)), { integer: true, minimum: 3 }],
    ['int32', z.int32(), { integer: true, minimum: -2147483648, maximum: 2147483647 }],
    ['uint32', z.uint32().max(9), { integer: true, minimum: 0, maximum: 9 }],
    ['float32', z.float32(), { integer: false }],
    ['inclusive', z.number().min(1.5).max(2.5), { integer: false, minimum: 1.5, maximum: 2.5 }],
    ['the tightest', z.number().min(1).min(3).max(9).max(7), { integer: false, minimum: 3, maximum: 7 }],
    ['before the format', z.number().min(5).max(6).int(), { integer: true, minimum: 5, maximum: 6 }],
    ['exclusive, of integers', z.int().gt(0).lt(10), { integer: true, minimum: 1, maximum: 9 }],
    ['fractional, of integers', z.int().gte(0.5).lte(9.5), { integer: true, minimum: 1, maximum: 9 }],
    ['exclusive fractional, of integers', z.int().gt(0.5).lt(9.5), { integer: true, minimum: 1, maximum: 9 }],
    ['exclusive, of fractions', z.number().positive(), { integer: false, minimum: 0 }],
    ['steps', z.number().multipleOf(5), { integer: true }],
    ['fractional steps', z.number().multipleOf(0.5), { integer: false }],
  ])('%s', (_, schema, bounds) => {
    expect(modelOf(schema)).toEqual({ kind: 'number', ...bounds })
  })

  test.each<[string, SchemaLike, object]>([
    ['none', z.bigint(), {}],
    ['int64', z.int64(), { minimum: -(2n ** 63n), maximum: 2n ** 63n - 1n }],
    ['uint64', z.uint64(), { minimum: 0n, maximum: 2n ** 64n - 1n }],
    ['exclusive', z.bigint().gt(0n).lt(10n), { minimum: 1n, maximum: 9n }],
    ['inclusive', z.bigint().min(1n).max(9n), { minimum: 1n, maximum: 9n }],
  ])('bigints: %s', (_, schema, bounds) => {
    expect(modelOf(schema)).toEqual({ kind: 'bigint', ...bounds })
  })
})

describe('custom schemas', () => {
  test('that take only bytes are bytes', () => {
    for (const schema of [
      z.instanceof(Uint8Array),
      z.instanceof(Uint8Array).refine((bytes) => bytes.length === 16),
      mini.instanceof(Uint8Array),
      z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length === 32),
    ]) {
      expect(modelOf(schema)).toEqual({ kind: 'binary' })
    }
  })

  test('that take only dates are dates', () => {
    expect(modelOf(z.instanceof(Date))).toEqual({ kind: 'date', store: 'iso' })
  })

  test('that take other things are stored by what they are', () => {
    expect(modelOf(z.custom<string>((value) => typeof value === 'string' && value.endsWith('px')))).toEqual({
      kind: 'unknown',
    })
    expect(modelOf(z.custom())).toEqual({ kind: 'unknown' })
    expect(modelOf(z.custom((value) => (value as string).startsWith('x')))).toEqual({ kind: 'unknown' })
  })

  test('of a kind of bytes that is not read back are refused', () => {
    expect(() => modelOf(z.instanceof(Buffer))).toThrow(/cannot hold an instance of Buffer/)
  })
})

test('a literal or enum without values is refused', () => {
  expect(() => modelOf(z.enum([] as unknown as ['x']))).toThrow(/it has no values/)
})
