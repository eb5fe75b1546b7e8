import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { compileCodec } from '../../src/marshalling/index.js'
import { zodToAttributeModel } from '../../src/schema/zod-to-attribute-model.js'
import { failure } from './failing.js'

const codecOf = (schema: z.ZodType) => {
  const { attributes } = zodToAttributeModel(z.object({ value: schema }), 'E')
  return compileCodec(attributes[0]!.model, 'E.value')
}

describe('a union without a discriminator', () => {
  test('takes the option that the value fits all the way down', () => {
    const codec = codecOf(z.union([z.object({ a: z.string() }), z.object({ a: z.string(), b: z.date() })]))
    const value = { a: 'x', b: new Date(5) }
    expect(codec.encode(value)).toEqual({ M: { a: { S: 'x' }, b: { S: '1970-01-01T00:00:00.005Z' } } })
    expect(codec.decode(codec.encode(value)!)).toEqual(value)
    expect(codec.decode(codec.encode({ a: 'x' })!)).toEqual({ a: 'x' })
  })

  test('reads an option with attributes that no option names', () => {
    const codec = codecOf(z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]))
    expect(codec.decode({ M: { b: { S: 'x' }, old: { S: 'y' } } })).toEqual({ b: 'x' })
  })

  test('refuses a value that would be read as another option', () => {
    const codec = codecOf(z.union([z.date(), z.string()]))
    expect(codec.decode(codec.encode('hello')!)).toBe('hello')
    expect(failure(() => codec.encode('2024-01-01T00:00:00.000Z'))).toMatchObject({
      code: 'marshalling.ambiguous',
      message: expect.stringContaining('a string would be read back as a Date') as string,
    })
    expect(failure(() => codecOf(z.union([z.number(), z.bigint()])).encode(5n)).code).toBe(
      'marshalling.ambiguous',
    )
  })

  test('refuses an empty set, which it could not read', () => {
    expect(failure(() => codecOf(z.union([z.set(z.string()), z.string()])).encode(new Set())).code).toBe(
      'marshalling.empty-set',
    )
  })

  test('refuses what no option fits', () => {
    const codec = codecOf(z.union([z.string(), z.number()]))
    expect(failure(() => codec.encode(true))).toMatchObject({
      message: expect.stringContaining('expected a string or a number') as string,
    })
    expect(failure(() => codec.decode({ BOOL: true })).code).toBe('marshalling.unexpected-type')
  })

  test('reads what a projection left by the first option that takes it', () => {
    const codec = codecOf(
      z.union([z.object({ a: z.number(), b: z.string() }), z.object({ a: z.string(), b: z.string() })]),
    )
    expect(codec.decodePartial({ M: { a: { S: 'x' } } })).toEqual({ a: 'x' })
  })
})

describe('options that only their insides tell apart', () => {
  const iso = z.codec(z.string(), z.date(), {
    decode: (text) => new Date(text),
    encode: (date) => date.toISOString(),
  })
  const Node = z.object({
    get next() {
      return Node.nullable()
    },
  })
  const inside: readonly [string, z.ZodType, unknown][] = [
    ['string', z.string(), 'x'],
    ['number', z.number(), 1.5],
    ['bigint', z.bigint(), 2n ** 70n],
    ['boolean', z.boolean(), true],
    ['null', z.null(), null],
    ['bytes', z.instanceof(Uint8Array), new Uint8Array([1])],
    ['date', z.date(), new Date(0)],
    ['codec', iso, new Date(0)],
    ['literal', z.literal(7), 7],
    ['array', z.array(z.number()), [1]],
    ['tuple', z.tuple([z.string(), z.number()], z.boolean()), ['x', 1, true]],
    ['set of texts', z.set(z.string()), new Set(['x'])],
    ['set of numbers', z.set(z.number()), new Set([1])],
    ['set of bytes', z.set(z.instanceof(Uint8Array)), new Set([new Uint8Array([1])])],
    ['object', z.object({ a: z.string(), b: z.number().optional() }), { a: 'x' }],
    ['loose object', z.looseObject({ c: z.string() }), { c: 'x', more: [1] }],
    ['record', z.record(z.string(), z.array(z.number())), { a: [1] }],
    ['Map', z.map(z.string(), z.number()), new Map([['k', 1]])],
    ['nullable', z.array(z.string().nullable()), [null, 'x']],
    ['recursive', Node, { next: { next: null } }],
    ['union', z.array(z.union([z.string(), z.number()])), ['x', 1]],
    ['discriminated', z.discriminatedUnion('t', [z.object({ t: z.literal('a') })]), { t: 'a' }],
    ['unknown', z.object({ any: z.unknown() }), { any: { deep: [new Set(['x']), 1n << 70n] } }],
  ]

  test.each(inside)('%s', (_, schema, value) => {
    const codec = codecOf(z.union([z.array(z.object({ other: z.string() })), z.array(schema)]))
    expect(codec.decode(codec.encode([value])!)).toStrictEqual([value])
    expect(failure(() => codec.encode([value, Symbol('x')])).code).toBe('marshalling.kind')
    expect(failure(() => codec.decode({ L: [{ $unknown: ['X', 1] }] })).code).toBe(
      'marshalling.unexpected-type',
    )
  })
})

describe('a discriminated union', () => {
  const codec = codecOf(
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('a'), value: z.string() }),
      z.object({ type: z.literal([2, 3n]), value: z.number() }),
      z.object({ type: z.literal(true), value: z.date() }),
      z.object({ type: z.null(), value: z.boolean() }),
      z.discriminatedUnion('type', [z.object({ type: z.enum(['b', 'c']), deep: z.bigint() })]),
    ]),
  )

  test.each([
    { type: 'a', value: 'x' },
    { type: 2, value: 5 },
    { type: 3n, value: 5 },
    { type: true, value: new Date(0) },
    { type: null, value: false },
    { type: 'c', deep: 5n },
  ])('goes by its discriminator: $type', (value) => {
    expect(codec.decode(codec.encode(value)!)).toStrictEqual(value)
  })

  test('reads a number of another writer as the same discriminator', () => {
    expect(codec.decode({ M: { type: { N: '2.0' }, value: { N: '1' } } })).toEqual({ type: 2, value: 1 })
  })

  test('refuses a discriminator that is none, on both ways', () => {
    expect(failure(() => codec.encode({ type: 'z' }))).toMatchObject({
      code: 'marshalling.kind',
      message: expect.stringContaining('no option of the union has "z" as type') as string,
    })
    expect(failure(() => codec.decode({ M: { type: { S: 'z' } } })).code).toBe('marshalling.unexpected-type')
    expect(failure(() => codec.decode({ M: {} })).code).toBe('marshalling.unexpected-type')
    expect(failure(() => codec.decode({ S: 'a' })).code).toBe('marshalling.unexpected-type')
    expect(failure(() => codec.encode('a')).code).toBe('marshalling.kind')
  })

  test('does not take an inherited property for the discriminator', () => {
    expect(failure(() => codec.encode(Object.create({ type: 'a' }))).code).toBe('marshalling.kind')
  })

  test('of which a projection left no discriminator takes the first option that fits', () => {
    expect(codec.decodePartial({ M: { value: { N: '1' } } })).toEqual({ value: 1 })
    expect(codec.decodePartial({ M: { type: { S: 'a' } } })).toEqual({ type: 'a' })
  })
})
