import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { compileCodec } from '../../src/marshalling/index.js'
import { zodToAttributeModel } from '../../src/schema/zod-to-attribute-model.js'
import { failure } from './failing.js'

const codecOf = (schema: z.ZodType) =>
  compileCodec(zodToAttributeModel(z.object({ a: schema }), 'E').attributes[0]!.model, 'E.a')

describe('records', () => {
  const record = codecOf(z.record(z.string(), z.number().optional()))

  test('are M, without what is undefined', () => {
    expect(record.encode({ x: 1, y: undefined })).toEqual({ M: { x: { N: '1' } } })
    expect(record.decode({ M: { x: { N: '1' } } })).toEqual({ x: 1 })
  })

  test('read a key that names the prototype as a key', () => {
    const stored = JSON.parse('{ "M": { "__proto__": { "N": "1" } } }') as {
      M: Record<string, { N: string }>
    }
    const read = record.decode(stored) as Record<string, number>
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
    expect(Object.keys(read)).toEqual(['__proto__'])
    expect(Object.keys((record.encode(read) as { M: object }).M)).toEqual(['__proto__'])
  })

  test('refuse keys that are no attribute name, and empty sets', () => {
    expect(failure(() => record.encode({ '': 1 })).code).toBe('marshalling.attribute-name')
    expect(failure(() => record.encode({ '\ud800': 1 })).code).toBe('marshalling.unpaired-surrogate')
    expect(
      failure(() => codecOf(z.record(z.string(), z.set(z.string()))).encode({ x: new Set() })),
    ).toMatchObject({
      code: 'marshalling.empty-set',
      details: { attribute: 'x' },
    })
  })

  test('name the member that does not fit', () => {
    expect(failure(() => record.encode({ x: 'y' })).details).toMatchObject({ attribute: 'x' })
    expect(failure(() => record.decode({ M: { x: { S: 'y' } } })).details).toMatchObject({
      attribute: 'x',
      found: 'S',
    })
    expect(failure(() => record.encode([])).code).toBe('marshalling.kind')
    expect(failure(() => record.decode({ L: [] })).code).toBe('marshalling.unexpected-type')
  })
})

describe('Maps', () => {
  test.each([
    ['text', z.map(z.string(), z.number()), new Map([['x', 1]]), 'x'],
    ['numbers', z.map(z.number(), z.number()), new Map([[1.5, 1]]), '1.5'],
    ['bigints', z.map(z.bigint(), z.number()), new Map([[10n ** 30n, 1]]), `1${'0'.repeat(30)}`],
    ['literals', z.map(z.literal(['x', 1]), z.number()), new Map([[1, 1]]), '1'],
    ['literals of text', z.map(z.literal(['x', 1]), z.number()), new Map([['x', 1]]), 'x'],
  ])('with keys that are %s come back', (_, schema, value, name) => {
    const codec = codecOf(schema)
    expect(codec.encode(value)).toEqual({ M: { [name]: { N: '1' } } })
    expect(codec.decode(codec.encode(value)!)).toEqual(value)
  })

  test('refuse keys that are one as text, and other containers', () => {
    const codec = codecOf(z.map(z.number(), z.number()))
    expect(failure(() => codec.encode(new Map([['x', 1]]))).code).toBe('marshalling.kind')
    expect(failure(() => codec.encode({})).code).toBe('marshalling.kind')
    expect(failure(() => codec.decode({ M: { x: { N: '1' } } })).code).toBe('marshalling.unexpected-type')
  })
})
