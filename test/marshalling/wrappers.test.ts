import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import type { MonotableError } from '../../src/core/errors.js'
import { compileCodec, compileItemCodec } from '../../src/marshalling/index.js'
import { zodToAttributeModel } from '../../src/schema/zod-to-attribute-model.js'
import { failure } from './failing.js'

const codecOf = (schema: z.ZodType) =>
  compileCodec(zodToAttributeModel(z.object({ a: schema }), 'E').attributes[0]!.model, 'E.a')

test('null and another form are told apart', () => {
  const codec = codecOf(z.string().nullable())
  expect([codec.encode(null), codec.encode('x')]).toEqual([{ NULL: true }, { S: 'x' }])
  expect([codec.decode({ NULL: true }), codec.decode({ S: 'x' })]).toEqual([null, 'x'])
})

describe('recursive schemas', () => {
  const Node = z.object({
    name: z.string(),
    get children() {
      return z.array(Node)
    },
  })
  const tree = (depth: number): unknown => ({ name: 'n', children: depth === 0 ? [] : [tree(depth - 1)] })

  test('go as deep as DynamoDB does', () => {
    const codec = codecOf(Node)
    expect(codec.decode(codec.encode(tree(14))!)).toEqual(tree(14))
    expect(failure(() => codec.encode(tree(15))).code).toBe('marshalling.depth')
  })

  test('refuse a value that contains itself', () => {
    const circle: { name: string; children: unknown[] } = { name: 'n', children: [] }
    circle.children.push(circle)
    expect(failure(() => codecOf(Node).encode(circle)).code).toBe('marshalling.depth')
  })
})

describe('codecs of the schema', () => {
  const isoDate = z.codec(z.string(), z.date(), {
    decode: (text) => new Date(text),
    encode: (date) => date.toISOString(),
  })

  test('store their encoded side', () => {
    const codec = codecOf(isoDate)
    expect(codec.encode(new Date(0))).toEqual({ S: '1970-01-01T00:00:00.000Z' })
    expect(codec.decode({ S: '1970-01-01T00:00:00.000Z' })).toEqual(new Date(0))
  })

  test('do not run refinements again when they are read', () => {
    let runs = 0
    const counted = isoDate.refine(() => (runs++, true))
    const codec = codecOf(counted)
    codec.decode(codec.encode(new Date(0))!)
    expect(runs).toBe(0)
  })

  test('say what they could not convert, with the cause', () => {
    const codec = codecOf(isoDate)
    expect(failure(() => codec.encode('x'))).toMatchObject({
      code: 'marshalling.codec',
      details: { verb: 'encode' },
    })
    expect(failure(() => codec.decode({ S: 'x' }))).toMatchObject({
      code: 'marshalling.codec',
      details: { verb: 'decode' },
    })
    expect(failure(() => codec.decode({ N: '1' })).code).toBe('marshalling.unexpected-type')
    const throwing = codecOf(
      z.codec(z.string(), z.string(), {
        decode: (text) => text,
        encode: () => {
          throw new TypeError('no')
        },
      }),
    )
    try {
      throwing.encode('x')
      expect.unreachable()
    } catch (error) {
      expect((error as MonotableError).cause).toBeInstanceOf(TypeError)
    }
  })

  test('that are asynchronous are refused', () => {
    const codec = codecOf(
      z.codec(z.string(), z.string(), { decode: async (text) => text, encode: async (text) => text }),
    )
    expect(failure(() => codec.encode('x')).code).toBe('schema.async')
    expect(failure(() => codec.decode({ S: 'x' })).code).toBe('schema.async')
  })

  test('over a set are absent when it is empty', () => {
    const list = z.codec(z.set(z.string()), z.array(z.string()), {
      decode: (set) => [...set],
      encode: (all) => new Set(all),
    })
    const item = compileItemCodec(zodToAttributeModel(z.object({ a: list }), 'E').attributes, 'E')
    expect(item.encode({ a: [] })).toEqual({})
    expect(item.decode({})).toEqual({ a: [] })
    expect(item.decode(item.encode({ a: ['x'] }))).toEqual({ a: ['x'] })
  })
})
