import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import * as mini from 'zod/mini'
import type { AttributeModel } from '../../src/schema/attribute-model.js'
import type { SchemaLike } from '../../src/schema/zod-node.js'
import { zodToAttributeModel } from '../../src/schema/zod-to-attribute-model.js'

const string: AttributeModel = { kind: 'string', store: 'string' }
const fieldOf = (schema: SchemaLike) =>
  zodToAttributeModel(z.object({ a: schema as z.ZodType }), 'E').attributes[0]
const modelOf = (schema: SchemaLike) => fieldOf(schema)?.model

// What TypeScript makes of `enum Native { first = 1, second = 'two' }`.
const Native = { first: 1, 1: 'first', second: 'two' } as const
const isoDate = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
})

describe('each node of zod has its model', () => {
  test.each<[string, SchemaLike, AttributeModel]>([
    ['string', z.string().trim().min(1), string],
    ['format', z.email(), string],
    ['format of one length', z.uuid(), { ...string, length: 36 }],
    ['day', z.iso.date(), { ...string, length: 10 }],
    ['text of one length', z.string().min(1).length(5), { ...string, length: 5 }],
    ['text that is changed', z.string().length(5).trim(), string],
    ['ISO text', z.iso.datetime(), string],
    ['template literal', z.templateLiteral(['#', z.number()]), string],
    ['coerced string', z.coerce.string(), string],
    ['boolean', z.boolean(), { kind: 'boolean' }],
    ['null', z.null(), { kind: 'null' }],
    ['date', z.coerce.date(), { kind: 'date', store: 'iso' }],
    ['bytes', z.instanceof(Uint8Array), { kind: 'binary' }],
    ['any', z.any(), { kind: 'unknown' }],
    ['unknown', z.unknown(), { kind: 'unknown' }],
    ['bare transform', z.string().transform(Number), { kind: 'unknown' }],
    ['enum', z.enum(['a', 'b']), { kind: 'literal', values: ['a', 'b'] }],
    ['native enum', z.enum(Native), { kind: 'literal', values: [1, 'two'] }],
    ['literal', z.literal(['a', 1, 2n, true, null]), { kind: 'literal', values: ['a', 1, 2n, true, null] }],
    ['array', z.array(z.string()), { kind: 'list', element: string }],
    ['tuple', z.tuple([z.string()]), { kind: 'tuple', elements: [string] }],
    [
      'tuple with a rest',
      z.tuple([z.string()], z.string()),
      { kind: 'tuple', elements: [string], rest: string },
    ],
    [
      'tuple with an optional end',
      z.tuple([z.string(), z.string().optional()]),
      { kind: 'tuple', elements: [string, string], requiredLength: 1 },
    ],
    ['set', z.set(z.string()), { kind: 'set', type: 'SS', element: string }],
    [
      'record',
      z.record(z.string(), z.string()),
      { kind: 'record', container: 'object', key: string, value: string },
    ],
    ['map', z.map(z.string(), z.string()), { kind: 'record', container: 'map', key: string, value: string }],
    ['stripping object', z.object({}), { kind: 'map', attributes: [] }],
    ['strict object', z.strictObject({}), { kind: 'map', attributes: [] }],
    ['loose object', z.looseObject({}), { kind: 'map', attributes: [], rest: { kind: 'unknown' } }],
    ['catchall', z.object({}).catchall(z.string()), { kind: 'map', attributes: [], rest: string }],
    ['nullable', z.string().nullable(), { kind: 'nullable', inner: string }],
    ['nullable twice', z.string().nullable().nullable(), { kind: 'nullable', inner: string }],
    ['union', z.union([z.string(), z.boolean()]), { kind: 'union', options: [string, { kind: 'boolean' }] }],
    ['union with null', z.union([z.null(), z.string()]), { kind: 'nullable', inner: string }],
    ['union of one form', z.union([z.email(), z.uuid()]), string],
    ['union of nulls', z.union([z.null(), z.null()]), { kind: 'null' }],
    ['readonly', z.string().readonly(), string],
    ['brand', z.string().brand('Id'), string],
    ['catch', z.string().catch('x'), string],
    ['default', z.string().default('x'), string],
    ['prefault', z.string().prefault('x'), string],
    ['nonoptional', z.string().optional().nonoptional(), string],
    ['pipe', z.string().pipe(z.string().min(1)), string],
    ['transform with a known end', z.string().transform(Boolean).pipe(z.boolean()), { kind: 'boolean' }],
    ['preprocess', z.preprocess(String, z.string()), string],
    ['coercing pipe', z.string().pipe(z.coerce.boolean()), { kind: 'boolean' }],
    ['mini', mini.nullable(mini.string()), { kind: 'nullable', inner: string }],
  ])('%s', (_, schema, model) => {
    expect(modelOf(schema)).toEqual(model)
  })

  test('a discriminated union keeps its discriminator', () => {
    const schema = z.discriminatedUnion('t', [
      z.object({ t: z.literal('a') }),
      z.object({ t: z.literal('b') }),
    ])
    expect(modelOf(schema)).toMatchObject({
      kind: 'union',
      discriminator: 't',
      options: [{ kind: 'map' }, { kind: 'map' }],
    })
  })
})

describe('which attributes items may be without', () => {
  test.each<[string, SchemaLike, boolean]>([
    ['plain', z.string(), false],
    ['optional', z.string().optional(), true],
    ['exact optional', z.string().exactOptional(), true],
    ['default', z.string().default('x'), false],
    ['prefault', z.string().prefault('x'), false],
    ['catch', z.string().catch('x'), false],
    ['optional catch', z.string().optional().catch('x'), true],
    ['nullish', z.string().nullish(), true],
    ['nullable', z.string().nullable(), false],
    ['lazy optional', z.lazy(() => z.string().optional()), true],
    ['unknown', z.unknown(), true],
    ['codec', isoDate, false],
    ['optional codec', isoDate.optional(), true],
  ])('%s', (_, schema, isOptional) => {
    expect(fieldOf(schema)?.isOptional).toBe(isOptional)
  })

  test('an attribute that can never be is no attribute', () => {
    const schema = z.object({ a: z.never().optional(), b: z.undefined().optional(), c: z.string() })
    expect(zodToAttributeModel(schema, 'E').attributes.map(({ name }) => name)).toEqual(['c'])
  })
})

describe('two-way conversions', () => {
  test('are stored as their encoded side and keep zod’s own ways', () => {
    const model = modelOf(isoDate)
    if (model?.kind !== 'codec') throw new Error('no codec')
    expect(model.stored).toEqual(string)
    expect(model.encode(new Date(0))).toBe('1970-01-01T00:00:00.000Z')
    expect(model.decode('1970-01-01T00:00:00.000Z')).toEqual(new Date(0))
    expect(() => model.decode('x')).toThrow(/E\.a: the codec does not take what is stored/)
  })

  test('nested in each other are stored as the innermost side', () => {
    const nested = z.codec(isoDate, z.object({ at: z.date() }), {
      decode: (at) => ({ at }),
      encode: ({ at }) => at,
    })
    const model = modelOf(nested)
    if (model?.kind !== 'codec') throw new Error('no codec')
    expect(model.stored).toEqual(string)
    expect(model.encode({ at: new Date(0) })).toBe('1970-01-01T00:00:00.000Z')
  })

  test('in a chain are one conversion', () => {
    const toNumber = z.codec(z.date(), z.number(), { decode: Number, encode: (value) => new Date(value) })
    const model = modelOf(isoDate.pipe(toNumber))
    if (model?.kind !== 'codec') throw new Error('no codec')
    expect(model.stored).toEqual(string)
    expect([model.encode(0), model.decode('1970-01-01T00:00:00.000Z')]).toEqual([
      '1970-01-01T00:00:00.000Z',
      0,
    ])
    expect(modelOf(isoDate.pipe(z.date().min(new Date(0))))).toMatchObject({ kind: 'codec' })
    expect(modelOf(z.string().pipe(isoDate))).toMatchObject({ kind: 'codec', stored: string })
    expect(modelOf(isoDate.transform(Number))).toEqual({ kind: 'unknown' })
    expect(modelOf(z.stringbool())).toMatchObject({ kind: 'codec', stored: string })
  })

  test('with a one-way transform inside are refused', () => {
    const schema = z.codec(z.string(), z.string().transform(Number).pipe(z.number()), {
      decode: (x) => x,
      encode: (x) => x,
    })
    expect(() => modelOf(schema)).toThrow(
      'E.a: a one-way transform stands inside a codec, which cannot be encoded.',
    )
  })

  test('inside a codec are seen from its encoded side', () => {
    const inner = z.object({ at: isoDate, note: z.string().default('') })
    const outer = z.codec(inner, z.string(), {
      decode: ({ note }) => note,
      encode: (note) => ({ at: new Date(0), note }),
    })
    const model = modelOf(outer)
    if (model?.kind !== 'codec') throw new Error('no codec')
    expect(model.stored).toEqual({
      kind: 'map',
      attributes: [
        { name: 'at', storedName: 'at', model: string, isOptional: false },
        { name: 'note', storedName: 'note', model: string, isOptional: true },
      ],
    })
    expect(model.encode('x')).toEqual({ at: '1970-01-01T00:00:00.000Z', note: 'x' })
  })
})

describe('recursive schemas', () => {
  test('end in a lazy model that leads back', () => {
    const Node = z.object({
      get next() {
        return Node.optional()
      },
    })
    const model = modelOf(Node)
    if (model?.kind !== 'map') throw new Error('no map')
    const next = model.attributes[0]
    expect(next?.isOptional).toBe(true)
    expect(next?.model.kind === 'lazy' && next.model.resolve()).toBe(model)
  })

  test('of z.json are resolved', () => {
    const model = modelOf(z.json())
    expect(model?.kind === 'lazy' && model.resolve()).toMatchObject({
      kind: 'nullable',
      inner: { kind: 'union' },
    })
  })

  test('that make new schemas for ever are resolved as far as is needed', () => {
    const endless = (): z.ZodType => z.object({ next: z.lazy(endless).optional() })
    expect(modelOf(endless())).toMatchObject({ kind: 'map' })
  })

  test('that cannot be resolved yet are refused', () => {
    const schema = z.lazy((): z.ZodType => Later)
    expect(() => modelOf(schema)).toThrow(expect.objectContaining({ code: 'schema.unresolved' }))
    const Later = z.string()
  })

  test('are refused when what they lead to is', () => {
    expect(() => modelOf(z.lazy(() => z.array(z.symbol())))).toThrow(/E\.a\[\]: z\.symbol cannot be stored/)
  })
})

describe('what DynamoDB cannot hold is refused, with its path and what to use instead', () => {
  test.each<[string, SchemaLike, RegExp]>([
    ['undefined', z.undefined(), /^E\.a: z\.undefined cannot be stored\. Use \.optional\(\)/],
    ['void', z.void(), /z\.void cannot be stored/],
    ['never', z.never(), /z\.never cannot be stored/],
    ['symbol', z.symbol(), /z\.symbol cannot be stored/],
    ['function', z.function(), /z\.function cannot be stored/],
    ['promise', z.promise(z.string()), /Await the value/],
    ['NaN', z.nan(), /DynamoDB has no NaN/],
    ['file', z.file(), /Store its bytes/],
    ['success', z.success(z.string()), /Use z\.boolean\(\)/],
    ['undefined in a union', z.union([z.string(), z.undefined()]), /Use \.optional\(\)/],
    ['an undefined literal', z.literal(undefined), /the literal undefined is not stored/],
    ['an optional element', z.array(z.string().optional()), /E\.a\[\]: an element cannot be undefined/],
    ['a set of booleans', z.set(z.boolean()), /a DynamoDB set holds only/],
    ['an instance of a class', z.instanceof(URL), /cannot hold an instance of URL/],
    ['a key that is no text', z.map(z.object({}), z.string()), /its keys are names of attributes/],
    ['deep inside', z.array(z.object({ b: z.tuple([z.symbol()]) })), /^E\.a\[\]\.b\[0\]: z\.symbol/],
    ['an empty name', z.object({ '': z.string() }), /cannot be the name of an attribute/],
  ])('%s', (_, schema, message) => {
    expect(() => modelOf(schema)).toThrow(expect.objectContaining({ code: 'schema.unsupported' }))
    expect(() => modelOf(schema)).toThrow(message)
  })

  test('schemas that are no object, or none at all', () => {
    const code = (schema: unknown) => {
      try {
        return zodToAttributeModel(schema as SchemaLike, 'E')
      } catch (error) {
        return (error as { code: string }).code
      }
    }
    expect(code(z.string())).toBe('schema.not-object')
    expect(code(z.record(z.string(), z.string()))).toBe('schema.not-object')
    expect(code(z.union([z.object({}), z.string()]))).toBe('schema.not-object')
    expect(code({ parse: () => 1 })).toBe('schema.not-zod')
    expect(code(undefined)).toBe('schema.not-zod')
  })
})

test('an object behind wrappers is an object schema', () => {
  for (const schema of [
    z.object({ a: z.string() }).readonly(),
    z.lazy(() => z.object({ a: z.string() })),
    z.object({ a: z.string() }).and(z.object({})),
  ]) {
    expect(zodToAttributeModel(schema, 'E').attributes.map(({ name }) => name)).toEqual(['a'])
  }
})
