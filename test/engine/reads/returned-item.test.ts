import { describe, expect, it } from 'vitest'
import { ExpressionCache } from '../../../src/engine/expressions/index.js'
import { returnedItem } from '../../../src/engine/reads/returned-item.js'
import { parseExpressions } from '../../../src/engine/requests/expressions.js'
import { S } from '../support.js'

/** Of an operation whose caller keeps what it gets. */
const owner = { lends: false }
const stored = { a: { M: { b: { B: Uint8Array.of(1) }, c: S('c') } } }

describe('returnedItem', () => {
  it('is the item, or the part of it that was asked for', () => {
    const { projection } = parseExpressions({ ProjectionExpression: 'a.b' }, new ExpressionCache())
    expect(returnedItem(owner, stored, undefined)).toEqual(stored)
    expect(returnedItem(owner, stored, projection)).toEqual({ a: { M: { b: { B: Uint8Array.of(1) } } } })
  })

  it('shares nothing with what is stored', () => {
    const { projection } = parseExpressions({ ProjectionExpression: 'a' }, new ExpressionCache())
    for (const returned of [
      returnedItem(owner, stored, undefined),
      returnedItem(owner, stored, projection),
    ]) {
      returned['a']?.M?.['b']?.B?.fill(9)
      expect(stored.a.M.b.B).toEqual(Uint8Array.of(1))
    }
  })

  it('is the stored item itself for a caller that only reads it', () => {
    expect(returnedItem({ lends: true }, stored, undefined)).toBe(stored)
  })
})
