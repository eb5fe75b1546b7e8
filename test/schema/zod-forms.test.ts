import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { compileValidator } from '../../src/schema/validator.js'
import { FormRewriter } from '../../src/schema/zod-forms.js'
import { objectSchemaCase } from '../marshalling/schemas.js'
import { parameters } from '../property/runs.js'

const isoDate = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
})

describe('the form of writes', () => {
  const write = (schema: z.ZodType) => new FormRewriter('write').rewrite(schema)

  test('is the schema itself where there is no codec', () => {
    const schema = z.object({ a: z.array(z.string().transform(Number)), d: z.string().default('x') })
    expect(write(schema)).toBe(schema)
  })

  test('leaves the parts without a codec as they are', () => {
    const plain = z.object({ a: z.string() })
    const form = write(z.object({ plain, at: isoDate })) as z.ZodObject
    expect(form._zod.def.shape['plain']).toBe(plain)
    expect(form._zod.def.shape['at']).not.toBe(isoDate)
  })

  const at = new Date(0)
  test.each<[string, z.ZodType, unknown]>([
    ['array', z.array(isoDate), [at]],
    ['tuple', z.tuple([isoDate], isoDate), [at, at]],
    ['record', z.record(z.string(), isoDate), { a: at }],
    ['Map', z.map(z.string(), isoDate), new Map([['a', at]])],
    ['Set', z.set(isoDate), new Set([at])],
    ['union', z.union([isoDate, z.number()]), at],
    ['intersection', z.object({ a: isoDate }).and(z.object({ a: isoDate })), { a: at }],
    ['nullable', isoDate.nullable(), null],
    ['nonoptional', isoDate.optional().nonoptional(), at],
    ['readonly', isoDate.readonly(), at],
    ['lazy', z.lazy(() => isoDate), at],
    ['catchall', z.object({}).catchall(isoDate), { a: at }],
    ['two-way pipe', isoDate.pipe(z.date()), at],
    ['pipe into a codec', z.string().pipe(isoDate), at],
    [
      'discriminated union',
      z.discriminatedUnion('t', [z.object({ t: z.literal('a'), at: isoDate })]),
      { t: 'a', at },
    ],
  ])('takes the output of a codec in a %s', (_, schema, value) => {
    expect(z.safeParse(write(schema) as z.ZodType, value)).toEqual({ success: true, data: value })
  })

  test('runs a transform that follows a codec on its output', () => {
    const schema = isoDate.transform((date) => date.getTime())
    expect(z.parse(write(schema) as z.ZodType, new Date(5))).toBe(5)
  })

  test('takes the encoded side of a codec that follows a one-way transform, as zod does', () => {
    const schema = z
      .string()
      .transform((day) => `${day}T00:00:00Z`)
      .pipe(isoDate)
    expect(z.parse(write(schema) as z.ZodType, '1970-01-01')).toEqual(new Date(0))
  })

  test('applies defaults, each made anew', () => {
    let made = 0
    const schema = z.object({
      at: isoDate.default(() => new Date(made++)),
      pre: isoDate.prefault('1970-01-01T00:00:00Z'),
      caught: isoDate.catch(new Date(7)),
    })
    const form = write(schema) as z.ZodType
    const before = made
    const first = z.parse(form, { caught: 'x', pre: new Date(1) })
    expect(first).toEqual({ at: new Date(before), caught: new Date(7), pre: new Date(1) })
    expect(z.parse(form, { caught: at })).toEqual({ at: new Date(before + 1), caught: at, pre: new Date(0) })
  })

  test('follows a recursive schema', () => {
    const Node = z.object({
      at: isoDate,
      get next() {
        return Node.optional()
      },
    })
    const value = { at, next: { at, next: { at } } }
    expect(z.parse(write(Node) as z.ZodType, value)).toEqual(value)
    expect(z.safeParse(write(Node) as z.ZodType, { at, next: { at: 'x' } }).success).toBe(false)
  })

  test('tries each option of a union whose discriminator is converted', () => {
    const tag = (name: string) =>
      z.codec(z.literal(name), z.object({ name: z.literal(name) }), {
        decode: () => ({ name }),
        encode: () => name,
      })
    const schema = z.discriminatedUnion('t', [z.object({ t: tag('a') }), z.object({ t: tag('b') })])
    expect(z.parse(write(schema) as z.ZodType, { t: { name: 'b' } })).toEqual({ t: { name: 'b' } })
  })
})

describe('an item that was read', () => {
  const schema = z
    .object({
      length: z
        .string()
        .transform((text) => text.length)
        .pipe(z.number().max(5)),
      shout: z
        .string()
        .transform((text) => text.toUpperCase())
        .refine((text) => text !== 'NO'),
      at: isoDate.refine((date) => date.getTime() < 10),
      trimmed: z.string().trim().max(3),
      coerced: z.coerce.number(),
      filled: z.string().default('x'),
      caught: z.number().catch(0),
      tags: z.array(z.string()).readonly(),
      prepared: z.preprocess((value) => `${String(value)}!`, z.string()),
    })
    .refine((item) => item.coerced !== 13, { error: 'no thirteens' })
  const item = {
    length: 3,
    shout: 'ABC',
    at: new Date(5),
    trimmed: ' x ',
    coerced: 1,
    filled: 'y',
    caught: 1,
    tags: ['a'],
    prepared: 'p',
  }
  const { validateItem } = compileValidator(schema, 'E')

  test('is returned as it is, with nothing converted', () => {
    expect(validateItem(item)).toBe(item)
    expect(item.trimmed).toBe(' x ')
    expect(Object.isFrozen(item.tags)).toBe(false)
  })

  test.each<[string, object]>([
    ['a result of a transform', { length: 9 }],
    ['a refinement after a transform', { shout: 'NO' }],
    ['a refinement of a codec', { at: new Date(50) }],
    ['the stored side of a codec', { at: '1970-01-01T00:00:00.000Z' }],
    ['a coerced kind', { coerced: '1' }],
    ['a default', { filled: undefined }],
    ['a catch', { caught: 'x' }],
    ['a refinement of the whole', { coerced: 13 }],
    ['an overwritten text', { trimmed: 'long' }],
  ])('must fit: %s', (_, change) => {
    expect(() => validateItem({ ...item, ...change })).toThrow(
      expect.objectContaining({ code: 'schema.invalid' }),
    )
  })

  test('is not checked where a bare transform says nothing of its result', () => {
    expect(validateItem({ ...item, shout: 5 })).toMatchObject({ shout: 5 })
  })

  test('is what a write gave, for any schema', () => {
    const withValue = objectSchemaCase.chain((each) =>
      each.value.map((value) => ({ schema: each.schema, value })),
    )
    fc.assert(
      fc.property(withValue, ({ schema: each, value }) => {
        const validator = compileValidator(each, 'E')
        const output = validator.validateNew(value)
        expect(validator.validateItem(output)).toBe(output)
        expect(validator.validateNew(output)).toEqual(output)
      }),
      parameters(60),
    )
  })
})
