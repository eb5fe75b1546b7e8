import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { CompiledEntity } from '../../src/marshalling/index.js'
import { compiledEntity, defineEntity } from '../../src/marshalling/index.js'
import type { AttributeMap } from '../../src/protocol/attribute-value.js'
import type { AttributeOptions } from '../../src/schema/index.js'
import { defineTable } from '../../src/schema/index.js'
import { parameters } from '../property/runs.js'

const table = defineTable({
  name: 'shop',
  partitionKey: 'pk',
  indexes: {
    gsi1: { partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    counted: { partitionKey: 'gsi2pk', sortKey: { name: 'gsi2n', type: 'N' } },
    bytes: { partitionKey: { name: 'gsi3b', type: 'B' } },
    native: { partitionKey: ['kind'], sortKey: ['size'] },
    local: { partitionKey: 'gsi1sk', sortKey: 'pk' },
  },
})

function keysOf(compiled: CompiledEntity, name: string, values: Record<string, unknown>): AttributeMap {
  const target: AttributeMap = {}
  const pattern = compiled.model.patterns.find((candidate) => candidate.name === name)
  if (pattern === undefined) throw new Error(`no access pattern ${name}`)
  compiled.keys.writePattern(pattern, values, target)
  return target
}

/** The writer of the keys of an entity with one attribute in the sort key of an index. */
function writerOf(value: z.ZodType, options: AttributeOptions = {}) {
  const compiled = compiledEntity(
    defineEntity({
      name: 'Thing',
      table,
      schema: z.object({ id: z.string(), value }),
      key: { partitionKey: '{id}' },
      access: { by: { index: 'gsi1', partitionKey: 'ALL', sortKey: 'V#{value}#{id}' } },
      attributes: { value: options },
    }),
  )
  const key = compiled.model.patterns[0]?.sort[0]
  if (key === undefined) throw new Error('expected a sort key')
  return {
    write: (each: unknown, id = 'x') => compiled.keys.valueOf(key, { id, value: each })?.S ?? '',
    read: (text: string) => compiled.keys.read(key, { S: text }),
  }
}

const utf8 = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right))

interface Kind {
  readonly schema: z.ZodType
  readonly values: fc.Arbitrary<unknown>
  readonly compare: (left: never, right: never) => number
  readonly options?: AttributeOptions
}

const ascending = (left: number | bigint, right: number | bigint): number =>
  left < right ? -1 : left > right ? 1 : 0
const dates = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
const byTime = (left: Date, right: Date): number => ascending(left.getTime(), right.getTime())
const levels = ['low', 'middle', 'high'] as const
const numbers = fc.oneof(
  fc.integer(),
  fc
    .double({ noNaN: true, noDefaultInfinity: true, min: -1e100, max: 1e100 })
    .filter((each) => Math.abs(each) > 1e-100),
)

const kinds: readonly (readonly [string, Kind])[] = [
  ['numbers', { schema: z.number(), values: numbers, compare: ascending }],
  [
    'numbers, descending',
    {
      schema: z.number(),
      values: numbers,
      compare: (a, b) => ascending(b, a),
      options: { keyOrder: 'descending' },
    },
  ],
  [
    'bounded integers',
    {
      schema: z.number().int().min(0).max(5000),
      values: fc.integer({ min: 0, max: 5000 }),
      compare: ascending,
    },
  ],
  [
    'bigints',
    { schema: z.bigint(), values: fc.bigInt({ min: -(10n ** 37n), max: 10n ** 37n }), compare: ascending },
  ],
  ['dates', { schema: z.date(), values: dates, compare: byTime }],
  [
    'dates, descending',
    { schema: z.date(), values: dates, compare: (a, b) => byTime(b, a), options: { keyOrder: 'descending' } },
  ],
  ['booleans', { schema: z.boolean(), values: fc.boolean(), compare: (a, b) => Number(a) - Number(b) }],
  [
    'enums of a declared order',
    {
      schema: z.enum(levels),
      values: fc.constantFrom(...levels),
      compare: (a, b) => levels.indexOf(a) - levels.indexOf(b),
      options: { keyOrder: 'declared' },
    },
  ],
  ['strings', { schema: z.string(), values: fc.string({ unit: 'binary', maxLength: 20 }), compare: utf8 }],
  [
    'codecs, by what is stored',
    {
      schema: z.codec(z.number(), z.string(), { decode: String, encode: Number }),
      values: fc.integer().map(String),
      compare: (a, b) => Number(a) - Number(b),
    },
  ],
]

describe.each(kinds)('keys of %s', (_name, { schema, values, compare, options }) => {
  const { write, read } = writerOf(schema, options)

  it('give back what they were made of (rule K3)', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(read(write(value))).toEqual({ id: 'x', value: Object.is(value, -0) ? 0 : value })
      }),
      parameters(100),
    )
  })

  it('sort as the values do (rule K4)', () => {
    fc.assert(
      fc.property(values, values, (left, right) => {
        const order = compare(left as never, right as never)
        expect(Math.sign(utf8(write(left), write(right)))).toBe(Math.sign(order))
      }),
      parameters(100),
    )
  })
})

describe('writePattern', () => {
  const compiled = compiledEntity(
    defineEntity({
      name: 'Thing',
      table,
      schema: z.object({
        id: z.string(),
        kind: z.string().optional(),
        size: z.number().nullable().optional(),
        bytes: z.instanceof(Uint8Array<ArrayBuffer>).optional(),
        at: z.date().optional(),
        count: z.codec(z.number(), z.string(), { decode: String, encode: Number }).optional(),
      }),
      key: { partitionKey: 'THING#{id}' },
      access: {
        byKind: { index: 'gsi1', partitionKey: 'KIND#{kind}', sortKey: '{size}' },
        byCount: { index: 'counted', partitionKey: 'ALL', sortKey: '{count}' },
        byBytes: { index: 'bytes', partitionKey: '{bytes}' },
      },
      attributes: { at: { store: 'epoch-seconds' }, size: { storedName: 'extent' } },
    }),
  )

  it('writes every key attribute of the index', () => {
    expect(keysOf(compiled, 'byKind', { id: '1', kind: 'a', size: 5 })).toEqual({
      gsi1pk: { S: 'KIND#a' },
      gsi1sk: { S: expect.any(String) as string },
    })
  })

  it('writes none where one of its attributes is absent or null (rule K6)', () => {
    expect(keysOf(compiled, 'byKind', { id: '1', kind: 'a' })).toEqual({})
    expect(keysOf(compiled, 'byKind', { id: '1', kind: 'a', size: null })).toEqual({})
    expect(keysOf(compiled, 'byCount', { id: '1' })).toEqual({})
  })

  it('copies numbers and bytes in their stored form', () => {
    expect(keysOf(compiled, 'byCount', { count: '12' })).toEqual({ gsi2pk: { S: 'ALL' }, gsi2n: { N: '12' } })
    expect(keysOf(compiled, 'byBytes', { bytes: new Uint8Array([1, 2]) })).toEqual({
      gsi3b: { B: new Uint8Array([1, 2]) },
    })
  })
})

describe('a date that is stored in whole seconds', () => {
  const { write, read } = writerOf(z.date(), { store: 'epoch-seconds' })

  it('stands in keys as it will be read', () => {
    const key = write(new Date('2026-01-01T00:00:00.999Z'))
    expect(key).toBe(write(new Date('2026-01-01T00:00:00.000Z')))
    expect(read(key)).toEqual({ id: 'x', value: new Date('2026-01-01T00:00:00.000Z') })
  })
})
