import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { AttributeOptions, EntityModel, TableDefinition } from '../../src/schema/index.js'
import { compileEntityModel, defineTable } from '../../src/schema/index.js'
import { refused, told } from './refused.js'

type Type = 'S' | 'N' | 'B'

/** An entity with one more attribute, `value`, in the sort key of an index. */
function modelOf(
  value: z.ZodType,
  type: Type,
  options: AttributeOptions = {},
  template = '{value}',
): EntityModel {
  const definition: TableDefinition = {
    name: 'shop',
    partitionKey: 'pk',
    indexes: { gsi: { partitionKey: 'gpk', sortKey: { name: 'gsk', type } } },
  }
  return compileEntityModel({
    name: 'Order',
    table: defineTable(definition),
    schema: z.object({ id: z.string(), value }),
    key: { partitionKey: '{id}' },
    access: { by: { index: 'gsi', partitionKey: 'ALL', sortKey: template } },
    attributes: { value: options },
  })
}

const sortOf = (model: EntityModel) => model.patterns[0]?.sort[0]
const problem = (...parameters: Parameters<typeof modelOf>): string =>
  told(refused(() => modelOf(...parameters)))

describe('a key attribute of type S', () => {
  it.each<[string, z.ZodType]>([
    ['a string', z.string()],
    ['an enum', z.enum(['a', 'b'])],
    ['a number', z.number()],
    ['a bigint', z.bigint()],
    ['a boolean', z.boolean()],
    ['a date', z.date()],
    ['a literal boolean', z.literal(true)],
    ['literal numbers', z.literal([1, 2.5])],
    ['literal bigints', z.literal([1n, 2n])],
    ['something optional', z.string().optional()],
    ['something nullable', z.number().nullable()],
    ['a codec', z.codec(z.string(), z.number(), { decode: Number, encode: String })],
  ])('takes %s in a template', (_what, value) => {
    expect(sortOf(modelOf(value, 'S'))).toMatchObject({ kind: 'template', name: 'gsk', holes: ['value'] })
  })

  it.each<[string, z.ZodType, string]>([
    ['a list', z.array(z.string()), 'value is list'],
    ['a map', z.object({ a: z.string() }), 'value is map'],
    ['a set', z.set(z.string()), 'value is set'],
    ['bytes', z.instanceof(Uint8Array), 'value is binary'],
    ['a mixed literal', z.literal(['a', 1]), 'value is literal'],
  ])('refuses %s', (_what, value, text) => {
    expect(problem(value, 'S')).toContain(
      'schema.key: Entity Order, access pattern by: {value} cannot be part of a template: ',
    )
    expect(problem(value, 'S')).toContain(text)
  })

  it('refuses text that is stored as a number', () => {
    expect(problem(z.string(), 'S', { store: 'number' })).toContain('a string that is stored as a number')
  })

  it('keeps the declared order of an enum, and refuses it of anything else', () => {
    const model = sortOf(modelOf(z.enum(['small', 'big']), 'S', { keyOrder: 'declared' }))
    if (model?.kind !== 'template') throw new Error('expected a template')
    expect(['small', 'big'].map((value) => model.template.format({ value }))).toEqual(['00', '01'])
    expect(problem(z.number(), 'S', { keyOrder: 'declared' })).toContain(
      "keyOrder: 'declared' is for enums of strings, and value is number",
    )
  })

  it('refuses a descending order that text has not', () => {
    expect(problem(z.string(), 'S', { keyOrder: 'descending' })).toMatch(
      /^keys\.descending-unsupported: Entity Order/,
    )
    expect(problem(z.boolean(), 'S', { keyOrder: 'descending' })).toMatch(/^keys\.descending-unsupported/)
  })
})

describe('a key attribute of type N or B', () => {
  it.each<[string, z.ZodType, Type, AttributeOptions]>([
    ['a number', z.number(), 'N', {}],
    ['a bigint', z.bigint(), 'N', {}],
    ['a date in seconds', z.date(), 'N', { store: 'epoch-seconds' }],
    ['a date in milliseconds', z.date(), 'N', { store: 'epoch-milliseconds' }],
    ['text of a decimal', z.string(), 'N', { store: 'number' }],
    ['literal numbers', z.literal([1, 2]), 'N', {}],
    [
      'a codec that stores a number',
      z.codec(z.number(), z.string(), { decode: String, encode: Number }),
      'N',
      {},
    ],
    ['a nullable number', z.number().nullable(), 'N', {}],
    ['bytes', z.instanceof(Uint8Array), 'B', {}],
  ])('copies %s', (_what, value, type, options) => {
    expect(sortOf(modelOf(value, type, options))).toMatchObject({ kind: 'copy', type, holes: ['value'] })
  })

  it.each<[string, z.ZodType, Type, string]>([
    ['a string for N', z.string(), 'N', 'key attribute gsk has type N, but value is stored as S'],
    ['a date for N', z.date(), 'N', 'key attribute gsk has type N, but value is stored as S'],
    ['a number for B', z.number(), 'B', 'key attribute gsk has type B, but value is stored as N'],
    ['a boolean for N', z.boolean(), 'N', 'key attribute gsk has type N, but value is stored as boolean'],
    ['a list for N', z.array(z.number()), 'N', 'key attribute gsk has type N, but value is stored as list'],
  ])('refuses %s', (_what, value, type, text) => {
    expect(problem(value, type)).toBe(`schema.key: Entity Order, access pattern by: ${text}`)
  })

  it('refuses a template of more than one hole', () => {
    expect(problem(z.number(), 'N', {}, 'X#{value}')).toContain(
      "key attribute gsk has type N: its template is one hole, such as '{count}'",
    )
  })
})

describe('a key attribute that is an attribute of the schema', () => {
  const tableOf = (type: Type) =>
    defineTable<TableDefinition>({ name: 'shop', partitionKey: { name: 'id', type } })
  const entity = (id: z.ZodType, type: Type) =>
    compileEntityModel({
      name: 'Order',
      table: tableOf(type),
      schema: z.object({ id }),
      key: { partitionKey: '{id}' },
    })

  it('is that attribute', () => {
    expect(entity(z.number(), 'N').primary.partition).toMatchObject([{ kind: 'own', name: 'id', type: 'N' }])
    expect(entity(z.string(), 'S').primary.partition).toMatchObject([{ kind: 'own', name: 'id', type: 'S' }])
  })

  it('has the type that the table says', () => {
    expect(told(refused(() => entity(z.string(), 'N')))).toBe(
      'schema.key: Entity Order, primary key: key attribute id has type N, but id is stored as S',
    )
    expect(told(refused(() => entity(z.boolean(), 'S')))).toContain('has type S, but id is stored as boolean')
  })

  it('is refused in a native key where it is no scalar', () => {
    const table = defineTable({
      name: 'shop',
      partitionKey: 'id',
      indexes: { native: { partitionKey: ['flag'] } },
    })
    const error = refused(() =>
      compileEntityModel({
        name: 'Order',
        table,
        schema: z.object({ id: z.string(), flag: z.boolean() }),
        key: { partitionKey: '{id}' },
        access: { by: { index: 'native' } },
      }),
    )
    expect(told(error)).toBe(
      'schema.key: Entity Order, access pattern by: flag cannot be a key: a key is a string, a number or bytes, not boolean',
    )
  })
})
