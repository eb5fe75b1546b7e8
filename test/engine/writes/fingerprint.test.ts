import { describe, expect, it } from 'vitest'
import { fingerprint } from '../../../src/engine/writes/fingerprint.js'

describe('fingerprint', () => {
  it('does not depend on the order of members or on members without value', () => {
    expect(fingerprint({ a: 1, b: [{ c: 'x', d: true }] })).toBe(
      fingerprint({ b: [{ d: true, c: 'x', e: undefined }], a: 1 }),
    )
  })

  it('tells apart values, their order in lists, and binaries from texts', () => {
    const values = [
      { a: 1 },
      { a: '1' },
      { a: [1, 2] },
      { a: [2, 1] },
      { a: new Uint8Array([1]) },
      { a: 'AQ==' },
      { b: 1 },
    ]
    expect(new Set(values.map(fingerprint)).size).toBe(values.length)
  })

  it('is short, whatever it is of', () => {
    expect(fingerprint({ a: 'x'.repeat(1_000_000) }).length).toBeLessThan(64)
  })

  it('goes apart for texts that differ in a single character, wherever it stands', () => {
    const texts = Array.from({ length: 500 }, (_, at) => `${'x'.repeat(at)}y${'x'.repeat(499 - at)}`)
    expect(new Set(texts.map(fingerprint)).size).toBe(500)
  })
})
