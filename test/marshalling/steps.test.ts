import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { compileCodec, compileItemCodec } from '../../src/marshalling/index.js'
import type { AttributeMap, AttributeValue } from '../../src/protocol/attribute-value.js'
import type { AttributeModel } from '../../src/schema/index.js'
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

/** One that has decoded so much that it has sites of its own, as far as there are any left. */
const usedCodec = () => {
  const codec = freshCodec()
  for (let use = 0; use < 150; use++) codec.decode(whole)
  return codec
}

const line = (sku: string): AttributeValue => ({ M: { sku: { S: sku }, quantity: { N: '1' } } })
const whole: AttributeMap = {
  pk: { S: 'ORDER#1' },
  lines: { L: [line('a'), line('b')] },
  i: { S: '1' },
  total: { N: '5' },
  tags: { SS: ['new'] },
}

describe.each([
  ['the first items', freshCodec],
  ['later ones', usedCodec],
])('%s', (_, codecOf) => {
  test('are read into rows of their own, in the order of the schema', () => {
    const codec = codecOf()
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
    const codec = codecOf()
    const { tags: _tags, ...rest } = whole
    const [first, second] = [codec.decode(rest), codec.decode(rest)]
    expect([first['tags'], second['tags']]).toEqual([new Set(), new Set()])
    expect(first['tags']).not.toBe(second['tags'])
  })

  test('are refused for the first fault by the order of the schema', () => {
    const faulty: AttributeMap = { ...whole, lines: { S: 'none' }, total: { S: 'much' } }
    expect(failure(() => codecOf().decode(faulty)).message).toContain('Order.total:')
  })

  test('are refused where an attribute is absent, after others that may be', () => {
    const { total: _total, ...rest } = whole
    expect(failure(() => codecOf().decode(rest)).message).toContain('Order.total: required')
  })
})

test('a fault under many levels is found at once', () => {
  const node: AttributeModel = {
    kind: 'map',
    attributes: [
      { name: 'text', storedName: 'text', isOptional: true, model: { kind: 'string', store: 'string' } },
      {
        name: 'inner',
        storedName: 'inner',
        isOptional: true,
        model: { kind: 'lazy', resolve: () => node },
      },
    ],
  }
  const codec = compileCodec(node, 'Tree')
  const under = (levels: number, leaf: AttributeValue): AttributeValue =>
    levels === 0 ? leaf : { M: { text: { S: 'a' }, inner: under(levels - 1, leaf) } }
  for (let use = 0; use < 20; use++) codec.decode(under(30, { M: { text: { S: 'a' } } }))
  // Looked for anew at each level, it would be found after a billion steps.
  const { message } = failure(() => codec.decode(under(30, { M: { text: { N: '1' } } })))
  expect(message).toContain(`Tree.${'inner.'.repeat(30)}text: expected S`)
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
      const codec = usedCodec()
      for (const stored of items)
        expect(outcome(() => codec.decode(stored))).toStrictEqual(outcome(() => freshCodec().decode(stored)))
    }),
    parameters(200),
  )
})
