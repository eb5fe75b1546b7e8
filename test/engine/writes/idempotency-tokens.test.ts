import { describe, expect, it } from 'vitest'
import { IdempotencyTokens } from '../../../src/engine/writes/idempotency-tokens.js'

const window = 10 * 60 * 1000

describe('IdempotencyTokens', () => {
  it('remembers for ten minutes', () => {
    const tokens = new IdempotencyTokens()
    const first = { fingerprint: 'first', at: 0, sizes: [{ tableName: 'shop', sizeBytes: 9 }] }
    const second = { fingerprint: 'second', at: 1000, sizes: [] }
    tokens.remember('a', first)
    tokens.remember('b', second)
    expect(tokens.find('a', window - 1)).toBe(first)
    expect(tokens.find('a', window)).toBeUndefined()
    expect(tokens.find('b', window)).toBe(second)
  })

  it('goes its own way once copied', () => {
    const tokens = new IdempotencyTokens()
    const copy = tokens.clone()
    tokens.remember('a', { fingerprint: 'first', at: 0, sizes: [] })
    expect(copy.find('a', 1)).toBeUndefined()
  })
})
