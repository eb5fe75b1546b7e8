import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shardOf } from '../../src/keys/index.js'
import type { AttributeValue } from '../../src/protocol/attribute-value.js'
import { parameters } from '../property/runs.js'

const text = (S: string): AttributeValue => ({ S })

describe('the shard of a key', () => {
  // Worked out by a program in another language. Stored items are found by them: they never change.
  it.each<[readonly AttributeValue[], number, number]>([
    [[text('TENANT#t'), text('EVENT#1')], 8, 5],
    [[text('TENANT#t'), text('EVENT#2')], 8, 0],
    [[text('é😀')], 16, 1],
    [[{ N: '42' }, text('x')], 7, 1],
    [[text('a'), text('b')], 256, 33],
    [[text('ab')], 256, 239],
    [[{ B: Uint8Array.of(0, 255) }, { N: '-1.5' }], 10, 1],
  ])('of %j among %i is %i', (key, count, shard) => {
    expect(shardOf(key, count)).toBe(shard)
  })

  it('is one of so many', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 256 }), (S, count) => {
        const shard = shardOf([{ S }], count)
        expect(Number.isInteger(shard) && shard >= 0 && shard < count).toBe(true)
      }),
      parameters(300),
    )
  })

  it.each<[string, (index: number) => string]>([
    ['numbers in sequence', (index) => `ORDER#${index}`],
    ['padded numbers of every eighth', (index) => `ORDER#${String(index * 8).padStart(10, '0')}`],
    ['hexadecimal ids', (index) => (index * 0x9e3779b1).toString(16)],
    ['dates', (index) => new Date(index * 60_000).toISOString()],
  ])('spreads %s evenly', (_what, idOf) => {
    for (const count of [2, 7, 8, 10, 64]) {
      const sizes = new Map<number, number>()
      const items = count * 200
      for (let index = 0; index < items; index++) {
        const shard = shardOf([text('TENANT#t'), text(idOf(index))], count)
        sizes.set(shard, (sizes.get(shard) ?? 0) + 1)
      }
      expect(sizes.size).toBe(count)
      // By chance alone, a shard of 200 has fewer than 130 or more than 270 once in a million.
      expect(Math.min(...sizes.values())).toBeGreaterThan(130)
      expect(Math.max(...sizes.values())).toBeLessThan(270)
    }
  })
})
