import { isDeepStrictEqual } from 'node:util'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import type { AttributeMap } from '../../src/protocol/attribute-value.js'
import { compileItemCodec } from '../../src/marshalling/index.js'
import { zodToAttributeModel } from '../../src/schema/zod-to-attribute-model.js'
import { bigint, text } from '../marshalling/schemas.js'
import { parameters } from '../property/runs.js'

// Values that the SDK's marshaller carries without loss: its numbers stop at the safe integers, and it has no Date.
const number = fc.oneof(
  fc.maxSafeInteger(),
  fc
    .double({ noNaN: true, min: -1e15, max: 1e15 })
    .filter((value) => value === 0 || Math.abs(value) >= 1e-130)
    .map((value) => (value === 0 ? 0 : value)),
)
const bytes = fc.uint8Array({ maxLength: 6 })
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null), bytes)
const setOf = <TElement>(element: fc.Arbitrary<TElement>) =>
  fc
    .uniqueArray(element, { minLength: 1, maxLength: 4, selector: String })
    .map((elements) => new Set(elements))
const name = fc.string({ minLength: 1, maxLength: 6 }).filter((key) => key !== '__proto__')
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    setOf(text),
    setOf(number),
    setOf(bytes),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, fc.option(tie('value'), { nil: undefined }), { maxKeys: 4, noNullPrototype: true }),
  ),
}))

const schema = z.object({
  anything: z.unknown(),
  text: z.string(),
  number: z.number().optional(),
  large: z.bigint(),
  flag: z.boolean(),
  bytes: z.instanceof(Uint8Array),
  kind: z.enum(['a', 'b']),
  tags: z.set(z.string()),
  numbers: z.set(z.number()),
  list: z.array(z.object({ a: z.string().nullable(), b: z.number().optional() })),
  record: z.record(z.string(), z.union([z.string(), z.number()])),
})
const item = fc.record(
  {
    anything: value,
    text,
    number,
    large: bigint,
    flag: fc.boolean(),
    bytes,
    kind: fc.constantFrom('a', 'b'),
    tags: setOf(text),
    numbers: setOf(number),
    list: fc.array(
      fc.record({ a: fc.option(text), b: number }, { requiredKeys: ['a'], noNullPrototype: true }),
      { maxLength: 3 },
    ),
    record: fc.dictionary(name, fc.oneof(text, number), { maxKeys: 3, noNullPrototype: true }),
  },
  {
    requiredKeys: ['anything', 'text', 'large', 'flag', 'bytes', 'kind', 'tags', 'numbers', 'list', 'record'],
    noNullPrototype: true,
  },
)
const codec = compileItemCodec(zodToAttributeModel(schema, 'E').attributes, 'E')

describe('the marshaller of the SDK', () => {
  test('stores every item as ours does', () => {
    fc.assert(
      fc.property(item, (each) => {
        expect(codec.encode(each)).toEqual(marshall(each, { removeUndefinedValues: true }))
      }),
      parameters(300),
    )
  })

  test('reads every stored item as ours does', () => {
    fc.assert(
      fc.property(item, (each) => {
        const stored: AttributeMap = codec.encode({ ...each, large: each.large % 2n ** 53n })
        const { large, ...theirs } = unmarshall(stored)
        expect(isDeepStrictEqual(codec.decode(stored), { ...theirs, large: BigInt(large as number) })).toBe(
          true,
        )
      }),
      parameters(300),
    )
  })
})
