import { describe, expect, it } from 'vitest'
import { ExpressionContext } from '../../src/expressions/expression-context.js'
import { storedPlace } from '../../src/expressions/place.js'

describe('ExpressionContext', () => {
  it('adds nothing to the request where there is nothing to name', () => {
    const context = new ExpressionContext()
    expect(context.pathText(storedPlace('gsi1pk'))).toBe('gsi1pk')
    expect(context.attributes()).toEqual({})
  })

  it('shares the placeholder of a name between all its uses', () => {
    const context = new ExpressionContext()
    const texts = ['status', 'name', 'status'].map((name) => context.pathText(storedPlace(name)))
    expect(texts).toEqual(['#0', '#1', '#0'])
    expect(context.attributes()).toEqual({ ExpressionAttributeNames: { '#0': 'status', '#1': 'name' } })
  })

  it('keeps names that objects treat specially', () => {
    const context = new ExpressionContext()
    const names = ['__proto__', 'constructor', 'a.b', 'a[0]', '😀', '"', ' ']
    expect(names.map((name) => context.pathText(storedPlace(name)))).toEqual([
      '#0',
      '#1',
      '#2',
      '#3',
      '#4',
      '#5',
      '#6',
    ])
    expect(Object.values(context.attributes().ExpressionAttributeNames ?? {})).toEqual(names)
  })

  it('shares the placeholder of equal values, few or many', () => {
    const context = new ExpressionContext()
    const numbers = Array.from({ length: 100 }, (_, index) => ({ N: String(index) }))
    const tokens = numbers.map((value) => context.valueToken(value))
    expect(tokens).toEqual(numbers.map((_, index) => `:${index}`))
    expect(numbers.map(({ N }) => context.valueToken({ N }))).toEqual(tokens)
    expect(context.valueToken({ S: '1' })).toBe(':100')
    expect(context.valueToken({ L: [{ S: 'x' }] })).toBe(':101')
    expect(context.valueToken({ L: [{ S: 'x' }] })).toBe(':101')
    expect(context.valueToken({ S: '1' })).toBe(':100')
    expect(Object.keys(context.attributes().ExpressionAttributeValues ?? {})).toHaveLength(102)
  })

  it('shares values that are not scalars while there are few', () => {
    const context = new ExpressionContext()
    expect(context.valueToken({ M: { a: { N: '1' } } })).toBe(':0')
    expect(context.valueToken({ M: { a: { N: '2' } } })).toBe(':1')
    expect(context.valueToken({ M: { a: { N: '1' } } })).toBe(':0')
  })

  it('allows 4096 bytes and 300 operators, and counts each expression by itself', () => {
    const context = new ExpressionContext()
    context.count(300)
    expect(context.finish('FilterExpression', 'x'.repeat(4096))).toHaveLength(4096)
    context.count(1)
    expect(context.finish('ConditionExpression', 'x')).toBe('x')
  })

  it('refuses more than that', () => {
    const context = new ExpressionContext()
    expect(() => context.finish('FilterExpression', 'x'.repeat(4097))).toThrow(
      expect.objectContaining({
        code: 'expressions.too-large',
        message: expect.stringContaining('FilterExpression is 4097 bytes'),
      }),
    )
    context.count(301)
    expect(() => context.finish('UpdateExpression', 'x')).toThrow(
      expect.objectContaining({ code: 'expressions.too-many-operators' }),
    )
  })
})
