import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { compileItemCodec } from '../../src/marshalling/index.js'
import type { AttributeMap, AttributeValue } from '../../src/protocol/attribute-value.js'
import { zodToAttributeModel } from '../../src/schema/zod-to-attribute-model.js'
import { parameters } from '../property/runs.js'
import { failure } from './failing.js'

const { attributes } = zodToAttributeModel(
  z.object({
    id: z.string(),
    total: z.number(),
    note: z.string().optional(),
    tags: z.set(z.string()),
    lines: z.array(z.object({ sku: z.string(), quantity: z.number().optional() })),
  }),
  'Order',
  { id: { storedName: 'i' } },
)
const freshCodec = () => compileItemCodec(attributes, 'Order')

const line = (sku: string): AttributeValue => ({ M: { sku: { S: sku }, quantity: { N: '1' } } })
const whole: AttributeMap = {
  pk: { S: 'ORDER#1' },
  lines: { L: [line('a'), line('b')] },
  i: { S: '1' },
  total: { N: '5' },
  tags: { SS: ['new'] },
}

describe('items that are stored alike', () => {
  test('are read into rows of their own, in the order of the schema', () => {
    const codec = freshCodec()
    const [first, second] = [codec.decode(whole), codec.decode({ ...whole, i: { S: '2' } })]
    expect(first).toStrictEqual({
      id: '1',
      total: 5,
      tags: new Set(['new']),
      lines: [
        { sku: 'a', quantity: 1 },
        { sku: 'b', quantity: 1 },
      ],
    })
    expect(second).toStrictEqual({ ...first, id: '2' })
    expect(Object.keys(second)).toEqual(['id', 'total', 'tags', 'lines'])
  })

  test('have an empty set each where none is stored', () => {
    const codec = freshCodec()
    const { tags: _, ...rest } = whole
    const [first, second] = [codec.decode(rest), codec.decode(rest)]
    expect([first['tags'], second['tags']]).toEqual([new Set(), new Set()])
    expect(first['tags']).not.toBe(second['tags'])
  })

  test('are refused for the first fault by the order of the schema', () => {
    const codec = freshCodec()
    const faulty: AttributeMap = { ...whole, lines: { S: 'none' }, total: { S: 'much' } }
    const early = failure(() => codec.decode(faulty))
    codec.decode(whole)
    expect(failure(() => codec.decode(faulty))).toEqual(early)
    expect(early.message).toContain('Order.total')
  })
})

const item: fc.Arbitrary<AttributeMap> = fc
  .record(
    {
      pk: fc.constant<AttributeValue>({ S: 'P' }),
      i: fc.constantFrom<AttributeValue>({ S: '1' }, { N: '1' }),
      total: fc.constantFrom<AttributeValue>({ N: '1' }, { N: '1.50' }, { S: 'much' }),
      note: fc.constantFrom<AttributeValue>({ S: 'to be left at the door' }, { NULL: true }),
      tags: fc.constantFrom<AttributeValue>({ SS: ['a'] }, { L: [] }),
      lines: fc.array(fc.constantFrom(line('a'), { M: { sku: { S: 'b' } } }, { M: {} })).map((L) => ({ L })),
    },
    { requiredKeys: [] },
  )
  .chain((record) =>
    fc.shuffledSubarray(Object.keys(record), { minLength: Object.keys(record).length }).map((names) => {
      const shuffled: AttributeMap = {}
      for (const name of names) shuffled[name] = (record as AttributeMap)[name] as AttributeValue
      return shuffled
    }),
  )

const outcome = (read: () => unknown): unknown => {
  try {
    return read()
  } catch (error) {
    return String(error)
  }
}

test('what was read before changes nothing of what is read', () => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 5 }), (items) => {
      const codec = freshCodec()
      for (const stored of [...items, ...items])
        expect(outcome(() => codec.decode(stored))).toStrictEqual(outcome(() => freshCodec().decode(stored)))
    }),
    parameters(300),
  )
})
