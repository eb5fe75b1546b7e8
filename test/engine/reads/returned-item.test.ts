import { describe, expect, it } from 'vitest'
import { ExpressionCache } from '../../../src/engine/expressions/index.js'
import { returnedItem } from '../../../src/engine/reads/returned-item.js'
import { parseExpressions } from '../../../src/engine/requests/expressions.js'
import { S } from '../support.js'

const stored = { a: { M: { b: { B: Uint8Array.of(1) }, c: S('c') } } }

describe('returnedItem', () => {
  it('is the item, or the part of it that was asked for', () => {
    const { projection } = parseExpressions({ ProjectionExpression: 'a.b' }, new ExpressionCache())
    expect(returnedItem(stored, undefined)).toEqual(stored)
    expect(returnedItem(stored, projection)).toEqual({ a: { M: { b: { B: Uint8Array.of(1) } } } })
  })

  it('shares nothing with what is stored', () => {
    const { projection } = parseExpressions({ ProjectionExpression: 'a' }, new ExpressionCache())
    for (const returned of [returnedItem(stored, undefined), returnedItem(stored, projection)]) {
      returned['a']?.M?.['b']?.B?.fill(9)
      expect(stored.a.M.b.B).toEqual(Uint8Array.of(1))
    }
  })
})
