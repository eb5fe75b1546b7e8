import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { zodToAttributeModel } from '../../src/schema/zod-to-attribute-model.js'
import type { AttributeStorage } from '../../src/schema/zod-storage.js'

const stored = (schema: z.ZodType, storage: AttributeStorage) =>
  zodToAttributeModel(z.object({ a: schema, b: z.string() }), 'E', { a: storage }).attributes[0]

describe('declared storage', () => {
  test('gives an attribute another name in the table', () => {
    expect(stored(z.string(), { storedName: 'A' })).toMatchObject({
      name: 'a',
      storedName: 'A',
      model: { store: 'string' },
    })
  })

  test.each<[string, z.ZodType, AttributeStorage['store'], object]>([
    ['a string', z.string(), 'number', { kind: 'string', store: 'number' }],
    ['a date', z.date(), 'epoch-seconds', { kind: 'date', store: 'epoch-seconds' }],
    ['a date', z.date().optional(), 'epoch-milliseconds', { kind: 'date', store: 'epoch-milliseconds' }],
    [
      'a nullable date',
      z.date().nullable(),
      'epoch-seconds',
      { kind: 'nullable', inner: { kind: 'date', store: 'epoch-seconds' } },
    ],
    [
      'a set of strings',
      z.set(z.string()),
      'number',
      { kind: 'set', type: 'NS', element: { kind: 'string', store: 'number' } },
    ],
    [
      'a codec',
      z.codec(z.string(), z.bigint(), { decode: BigInt, encode: String }),
      'number',
      { kind: 'codec', stored: { kind: 'string', store: 'number' } },
    ],
  ])('gives %s another form', (_, schema, store, model) => {
    expect(stored(schema, { store })?.model).toMatchObject(model)
  })

  test.each<[z.ZodType, AttributeStorage, string]>([
    [z.number(), { store: 'number' }, 'schema.store'],
    [z.string(), { store: 'iso' }, 'schema.store'],
    [z.date(), { store: 'number' }, 'schema.store'],
    [z.date().nullable(), { store: 'number' }, 'schema.store'],
    [z.set(z.number()), { store: 'number' }, 'schema.store'],
    [z.stringbool(), { store: 'iso' }, 'schema.store'],
    [z.string(), { storedName: 'b' }, 'schema.stored-name'],
    [z.string(), { storedName: '' }, 'schema.stored-name'],
  ])('that does not fit is refused (%#)', (schema, storage, code) => {
    expect(() => stored(schema, storage)).toThrow(expect.objectContaining({ code }))
  })

  test('of an attribute that is not there is refused', () => {
    expect(() => zodToAttributeModel(z.object({ a: z.string() }), 'E', { c: {} })).toThrow(
      'E: storage is declared for "c", which the schema does not have. It has a.',
    )
  })
})
