import { describe, expect, it } from 'vitest'
import { IdempotencyTokens } from '../../../src/engine/writes/idempotency-tokens.js'

const window = 10 * 60 * 1000

describe('IdempotencyTokens', () => {
  it('remembers for ten minutes', () => {
    const tokens = new IdempotencyTokens()
    tokens.remember('a', 'first', 0)
    tokens.remember('b', 'second', 1000)
    expect(tokens.fingerprintOf('a', window - 1)).toBe('first')
    expect(tokens.fingerprintOf('a', window)).toBeUndefined()
    expect(tokens.fingerprintOf('b', window)).toBe('second')
  })

  it('goes its own way once copied', () => {
    const tokens = new IdempotencyTokens()
    const copy = tokens.clone()
    tokens.remember('a', 'first', 0)
    expect(copy.fingerprintOf('a', 1)).toBeUndefined()
  })
})
