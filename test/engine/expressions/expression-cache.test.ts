import { describe, expect, it } from 'vitest'
import { ExpressionCache } from '../../../src/engine/expressions/expression-cache.js'
import { refusal } from './requests.js'

describe('a cache of expressions', () => {
  it('parses a text once', () => {
    const cache = new ExpressionCache()
    expect(cache.condition('FilterExpression', 'a = :v')).toBe(
      cache.condition('ConditionExpression', 'a = :v'),
    )
    expect(cache.update('SET a = :v')).toBe(cache.update('SET a = :v'))
    expect(cache.projection('a, b')).toBe(cache.projection('a, b'))
  })

  it('keeps the texts used last, as many as its capacity, and forgets the others in time', () => {
    const cache = new ExpressionCache(2)
    const first = cache.projection('a')
    const second = cache.projection('b')
    for (const other of ['c', 'd', 'e', 'f']) {
      cache.projection(other)
      expect(cache.projection('a')).toBe(first)
    }
    expect(cache.projection('b')).not.toBe(second)
  })

  it('names the expression of the request in each refusal of the same text', () => {
    const cache = new ExpressionCache()
    const refuse = (kind: 'ConditionExpression' | 'FilterExpression') =>
      refusal(() => cache.condition(kind, 'a b'))
    expect(refuse('FilterExpression')).toMatch(/^Invalid FilterExpression: /)
    expect(refuse('ConditionExpression')).toMatch(/^Invalid ConditionExpression: /)
  })
})
