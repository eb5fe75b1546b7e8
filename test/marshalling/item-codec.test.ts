import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import * as mini from 'zod/mini'
import { compileItemCodec } from '../../src/marshalling/index.js'
import { zodToAttributeModel } from '../../src/schema/zod-to-attribute-model.js'
import { failure } from './failing.js'

const Order = z.object({
  orderId: z.string(),
  placedAt: z.date(),
  status: z.enum(['placed', 'paid']),
  lines: z.array(z.object({ sku: z.string(), quantity: z.number(), note: z.string().optional() })),
  coupon: z.string().optional(),
  tags: z.set(z.string()),
  expiresAt: z.date().optional(),
})
const model = zodToAttributeModel(Order, 'Order', {
  orderId: { storedName: 'id' },
  expiresAt: { storedName: 'ttl', store: 'epoch-seconds' },
})
const codec = compileItemCodec(model.attributes, 'Order', { keyAttributes: ['pk', 'sk'] })
const order = {
  orderId: 'o1',
  placedAt: new Date(0),
  status: 'paid',
  lines: [{ sku: 'a', quantity: 2 }],
  tags: new Set(['gift']),
  expiresAt: new Date(1_700_000_000_000),
}
const stored = {
  id: { S: 'o1' },
  placedAt: { S: '1970-01-01T00:00:00.000Z' },
  status: { S: 'paid' },
  lines: { L: [{ M: { sku: { S: 'a' }, quantity: { N: '2' } } }] },
  tags: { SS: ['gift'] },
  ttl: { N: '1700000000' },
}

describe('items', () => {
  test('are stored under their stored names, in the order of the schema', () => {
    expect(codec.encode(order)).toEqual(stored)
    expect(Object.keys(codec.encode(order))).toEqual(Object.keys(stored))
  })

  test('are read without what the schema does not name', () => {
    const read = codec.decode({ ...stored, pk: { S: 'P' }, sk: { S: 'S' }, other: { BOOL: true } })
    expect(read).toStrictEqual(order)
    expect(Object.keys(read)).toEqual(['orderId', 'placedAt', 'status', 'lines', 'tags', 'expiresAt'])
  })

  test('leave out undefined at every depth, and empty sets, which read as empty', () => {
    const sparse = {
      ...order,
      coupon: undefined,
      tags: new Set(),
      lines: [{ sku: 'a', quantity: 1, note: undefined }],
    }
    const written = codec.encode(sparse)
    expect(written).not.toHaveProperty('coupon')
    expect(written).not.toHaveProperty('tags')
    expect(written['lines']).toEqual({ L: [{ M: { sku: { S: 'a' }, quantity: { N: '1' } } }] })
    const read = codec.decode(written)
    expect(read['tags']).toEqual(new Set())
    expect(Object.hasOwn(read, 'coupon')).toBe(false)
  })

  test('are fresh at every call', () => {
    expect(codec.encode(order)).not.toBe(codec.encode(order))
    const first = codec.decode(codec.encode({ ...order, tags: new Set() }))
    ;(first['tags'] as Set<string>).add('x')
    expect(codec.decode(codec.encode({ ...order, tags: new Set() }))['tags']).toEqual(new Set())
  })

  test('that do not fit name entity, path and key', () => {
    const broken = {
      ...stored,
      pk: { S: 'T#1' },
      sk: { N: '5' },
      lines: { L: [{ M: { sku: { N: '1' }, quantity: { N: '1' } } }] },
    }
    expect(failure(() => codec.decode(broken))).toEqual({
      code: 'marshalling.unexpected-type',
      message:
        'Order.lines[0].sku: expected S in the table, and found N. Migrate the item, or let the schema admit it. Item: {"pk":"T#1","sk":"5"}.',
      details: {
        entity: 'Order',
        attribute: 'lines[0].sku',
        expected: 'S',
        found: 'N',
        key: { pk: 'T#1', sk: '5' },
      },
    })
    const { status: _, ...missing } = stored
    expect(failure(() => codec.decode(missing))).toMatchObject({
      code: 'marshalling.missing',
      details: { entity: 'Order', attribute: 'status', key: { pk: null, sk: null } },
    })
    expect(
      failure(() => codec.encode({ ...order, lines: [{ sku: 'a', quantity: Number.NaN }] })),
    ).toMatchObject({
      code: 'marshalling.number-range',
      message: expect.stringMatching(/^Order\.lines\[0\]\.quantity: /) as string,
    })
    expect(failure(() => codec.encode([] as never)).code).toBe('marshalling.kind')
  })

  test('of a projection may lack attributes at any depth', () => {
    expect(codec.decodePartial({ lines: { L: [{ M: { sku: { S: 'a' } } }] } })).toStrictEqual({
      lines: [{ sku: 'a' }],
    })
    expect(codec.decodePartial({})).toStrictEqual({})
    expect(
      failure(() => codec.decodePartial({ id: { N: '1' }, pk: { B: new Uint8Array([7]) } })),
    ).toMatchObject({
      details: { attribute: 'orderId', key: { pk: 'bytes 7', sk: null } },
    })
  })

  test('give each attribute by its name', () => {
    const ttl = codec.attribute('expiresAt')
    expect(ttl?.field.storedName).toBe('ttl')
    expect(ttl?.codec.encode(new Date(1999))).toEqual({ N: '1' })
    expect(ttl?.codec.decodePartial({ N: '1' })).toEqual(new Date(1000))
    expect(failure(() => ttl?.codec.encode('x'))).toMatchObject({
      details: { entity: 'Order', attribute: 'expiresAt' },
    })
    expect(failure(() => codec.attribute('lines')?.codec.decode({ L: [{ S: 'x' }] }))).toMatchObject({
      message: expect.stringMatching(/^Order\.lines\[0\]: /) as string,
    })
    expect(codec.attribute('ttl')).toBeUndefined()
  })
})

describe('items with attributes that the schema does not name', () => {
  const loose = zodToAttributeModel(z.looseObject({ a: z.string() }), 'E', { a: { storedName: 'b' } })
  const kept = compileItemCodec(loose.attributes, 'E', {
    keyAttributes: ['pk'],
    rest: loose.rest,
    foreign: ['_et'],
  })

  test('keep them, apart from keys and what the library stores', () => {
    expect(kept.encode({ a: 'x', c: 1 })).toEqual({ b: { S: 'x' }, c: { N: '1' } })
    expect(kept.decode({ b: { S: 'x' }, c: { N: '1' }, pk: { S: 'p' }, _et: { S: 'E' } })).toEqual({
      a: 'x',
      c: 1,
    })
  })

  test('may not take a stored name, nor an empty one', () => {
    for (const name of ['b', 'pk', '_et', '']) {
      expect(failure(() => kept.encode({ a: 'x', [name]: 1 })).code).toBe('marshalling.attribute-name')
    }
    expect(failure(() => kept.encode({ a: 'x', c: new Set() })).code).toBe('marshalling.empty-set')
  })
})

test('names that every object inherits are attributes like others', () => {
  const { attributes } = zodToAttributeModel(
    z.object({ constructor: z.string().optional(), toString: z.string() }),
    'E',
  )
  const odd = compileItemCodec(attributes, 'E')
  expect(odd.encode({ toString: 'x' })).toEqual({ toString: { S: 'x' } })
  expect(odd.decode({ toString: { S: 'x' } })).toEqual({ toString: 'x' })
  expect(failure(() => odd.decode({})).code).toBe('marshalling.missing')
  expect(odd.decodePartial({})).toEqual({})
})

test('nested maps keep what their schema keeps', () => {
  const schema = z.object({
    loose: z.looseObject({ a: z.string() }),
    numbers: z.object({}).catchall(z.number()),
  })
  const nested = compileItemCodec(zodToAttributeModel(schema, 'E').attributes, 'E')
  const item = { loose: { a: 'x', b: [true] }, numbers: { n: 1 } }
  expect(nested.decode(nested.encode(item))).toEqual(item)
  expect(failure(() => nested.decode(nested.encode({ ...item, numbers: { n: 'x' } }))).details).toMatchObject(
    {
      attribute: 'numbers.n',
    },
  )
})

test('schemas of zod/mini are stored alike', () => {
  const schema = mini.object({ a: mini.string(), b: mini.optional(mini.date()), c: mini.set(mini.bigint()) })
  const small = compileItemCodec(zodToAttributeModel(schema, 'E').attributes, 'E')
  const item = { a: 'x', b: new Date(0), c: new Set([1n]) }
  expect(small.encode(item)).toEqual({
    a: { S: 'x' },
    b: { S: '1970-01-01T00:00:00.000Z' },
    c: { NS: ['1'] },
  })
  expect(small.decode(small.encode(item))).toEqual(item)
})
