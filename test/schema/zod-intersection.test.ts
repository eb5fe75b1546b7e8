import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { zodToAttributeModel } from '../../src/schema/zod-to-attribute-model.js'

const modelOf = (schema: z.ZodType) => zodToAttributeModel(z.object({ a: schema }), 'E').attributes[0]?.model
const fieldsOf = (schema: z.ZodType) => {
  const model = modelOf(schema)
  return model?.kind === 'map'
    ? model.attributes.map(({ name, isOptional }) => `${name}${isOptional ? '?' : ''}`)
    : []
}

describe('an intersection', () => {
  test('of objects has the attributes of both, optional where both say so', () => {
    const left = z.object({ a: z.string(), b: z.string().optional(), c: z.string().optional() })
    const right = z.object({ b: z.string(), c: z.string().optional(), d: z.number() })
    expect(fieldsOf(z.intersection(left, right))).toEqual(['a', 'b', 'c?', 'd'])
  })

  test('merges what they share, however deep', () => {
    const model = modelOf(
      z.intersection(
        z.object({ n: z.object({ x: z.string() }) }),
        z.object({ n: z.object({ y: z.number() }) }),
      ),
    )
    expect(model).toMatchObject({
      attributes: [{ name: 'n', model: { attributes: [{ name: 'x' }, { name: 'y' }] } }],
    })
  })

  test.each<[string, z.ZodType, z.ZodType, object]>([
    ['strings', z.string().min(1), z.string().max(2), { kind: 'string' }],
    ['a literal and a string', z.literal('a'), z.string(), { kind: 'literal', values: ['a'] }],
    ['a string and a literal', z.string(), z.literal('a'), { kind: 'literal', values: ['a'] }],
    ['literals', z.enum(['a', 'b']), z.enum(['b', 'c']), { kind: 'literal', values: ['b'] }],
    ['anything and a string', z.any(), z.string(), { kind: 'string' }],
    ['a string and anything', z.string(), z.unknown(), { kind: 'string' }],
    ['an object and anything', z.object({}), z.any(), { kind: 'map', rest: { kind: 'unknown' } }],
    ['anything and an object', z.any(), z.object({}), { kind: 'map', rest: { kind: 'unknown' } }],
    [
      'an object and a record',
      z.object({ a: z.string() }),
      z.record(z.string(), z.string()),
      { kind: 'map', rest: { kind: 'string' } },
    ],
    [
      'a record and an object',
      z.record(z.string(), z.string()),
      z.object({ a: z.string() }),
      { kind: 'map', rest: { kind: 'string' } },
    ],
    ['lazy objects', z.lazy(() => z.object({})), z.lazy(() => z.object({})), { kind: 'map' }],
  ])('of %s', (_, left, right, model) => {
    expect(modelOf(z.intersection(left, right))).toMatchObject(model)
  })

  test('of a union and an object is a union of both together', () => {
    const union = z.discriminatedUnion('t', [
      z.object({ t: z.literal('a') }),
      z.object({ t: z.literal('b'), n: z.number() }),
    ])
    const expected = {
      kind: 'union',
      discriminator: 't',
      options: [
        { attributes: [{ name: 't' }, { name: 'id' }] },
        { attributes: [{ name: 't' }, { name: 'n' }, { name: 'id' }] },
      ],
    }
    expect(modelOf(union.and(z.object({ id: z.string() })))).toMatchObject(expected)
    expect(modelOf(z.intersection(z.object({ id: z.string() }), union))).toMatchObject({
      kind: 'union',
      discriminator: 't',
    })
  })

  test.each([
    [z.string(), z.number()],
    [z.array(z.string()), z.array(z.string())],
    [z.literal('a'), z.literal('b')],
  ])('of forms that do not go together is refused (%#)', (left, right) => {
    expect(() => modelOf(z.intersection(left, right))).toThrow(
      expect.objectContaining({ code: 'schema.unsupported' }),
    )
    expect(() => modelOf(z.intersection(left, right))).toThrow(
      /no stored form fits both sides of the intersection/,
    )
  })
})
