import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { objectFromJson, valueFromJson } from '../../../src/cli/values/from-json.js'
import { keyValuesFromJson } from '../../../src/cli/values/key-values.js'
import { compiledEntity, defineEntity } from '../../../src/marshalling/index.js'
import { defineTable } from '../../../src/schema/index.js'

const seconds = z.codec(z.number(), z.date(), {
  decode: (value) => new Date(value * 1000),
  encode: (date) => date.getTime() / 1000,
})

const Everything = defineEntity({
  name: 'Everything',
  table: defineTable({ name: 'things', partitionKey: 'pk' }),
  schema: z.object({
    id: z.string(),
    at: z.date().optional(),
    big: z.bigint().optional(),
    bytes: z.instanceof(Uint8Array).optional(),
    tags: z.set(z.string()).optional(),
    days: z.array(z.date()).optional(),
    pair: z.tuple([z.string(), z.date()]).rest(z.bigint()).optional(),
    nested: z.object({ at: z.date() }).nullable().optional(),
    map: z.map(z.string(), z.date()).optional(),
    record: z.record(z.string(), z.date()).optional(),
    either: z
      .union([
        z.object({ kind: z.literal('a'), at: z.date() }),
        z.object({ kind: z.literal('b'), n: z.bigint() }),
      ])
      .optional(),
    one: z.literal([1n, 2n]).optional(),
    coded: seconds.optional(),
    any: z.unknown().optional(),
  }),
  key: { partitionKey: 'T#{id}' },
})

const { fields } = compiledEntity(Everything).model

describe('values from plain JSON', () => {
  it.each<[string, unknown, unknown]>([
    ['at', '2030-01-01', new Date('2030-01-01')],
    ['at', 5, new Date(5)],
    ['big', '12345678901234567890', 12_345_678_901_234_567_890n],
    ['big', 7, 7n],
    ['bytes', 'AAE=', new Uint8Array([0, 1])],
    ['tags', ['a', 'b'], new Set(['a', 'b'])],
    ['days', ['2030-01-01'], [new Date('2030-01-01')]],
    ['pair', ['x', 0, 3], ['x', new Date(0), 3n]],
    ['nested', { at: 0 }, { at: new Date(0) }],
    ['nested', null, null],
    ['map', { a: 0 }, new Map([['a', new Date(0)]])],
    ['record', { a: 0 }, { a: new Date(0) }],
    ['either', { kind: 'b', n: 1 }, { kind: 'b', n: 1n }],
    ['either', { kind: 'a', at: 0 }, { kind: 'a', at: new Date(0) }],
    ['one', 2, 2n],
    ['coded', 1, new Date(1000)],
    ['any', { a: [1] }, { a: [1] }],
  ])('%s: %j', (name, json, value) => {
    expect(objectFromJson(fields, { [name]: json })).toEqual({ [name]: value })
  })

  it.each([
    ['at', true],
    ['big', 'x'],
    ['bytes', 1],
    ['tags', 'a'],
    ['nested', 3],
    ['map', []],
    ['either', 3],
    ['coded', 'x'],
  ])('leaves what does not fit to the entity: %s %j', (name, json) => {
    expect(objectFromJson(fields, { [name]: json })[name]).toEqual(json)
  })

  it('leaves attributes that the schema does not name as they are, or in the form of the others', () => {
    expect(objectFromJson([], { a: 0 })).toEqual({ a: 0 })
    expect(objectFromJson([], { a: 0 }, { kind: 'date', store: 'iso' })).toEqual({ a: new Date(0) })
    expect(valueFromJson({ kind: 'lazy', resolve: () => ({ kind: 'bigint' }) }, 1)).toBe(1n)
  })

  it('takes ranges of the last attribute of a sort key', () => {
    expect(
      keyValuesFromJson(fields, {
        id: { beginsWith: 'a' },
        at: { between: [0, 1] },
        big: { gte: 1, lt: 2 },
        x: 1,
      }),
    ).toEqual({
      id: { beginsWith: 'a' },
      at: { between: [new Date(0), new Date(1)] },
      big: { gte: 1n, lt: 2n },
      x: 1,
    })
  })
})
