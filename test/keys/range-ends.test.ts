import { describe, expect, it } from 'vitest'
import type { RangeInput } from '../../src/keys/index.js'
import { normalizeRange } from '../../src/keys/range-ends.js'
import { expectFailure } from './compile.js'

const place = { template: 'A#{a}', hole: 'a' }

describe('normalizeRange', () => {
  it('reads one lower and one upper end', () => {
    expect(normalizeRange({ gt: 1, lte: 2 }, place)).toEqual({
      kind: 'ends',
      low: { value: 1, isInclusive: false },
      high: { value: 2, isInclusive: true },
    })
    expect(normalizeRange({ between: [1, 2] }, place)).toEqual({
      kind: 'ends',
      low: { value: 1, isInclusive: true },
      high: { value: 2, isInclusive: true },
    })
  })

  it('takes a word without a value as absent', () => {
    expect(normalizeRange({ gte: 1, lt: undefined }, place)).toMatchObject({
      low: { value: 1 },
      high: undefined,
    })
  })

  it.each<Record<string, unknown>>([
    {},
    { gt: undefined },
    { gt: 1, gte: 2 },
    { lt: 1, lte: 2 },
    { equals: 1, gt: 1 },
    { beginsWith: 'a', lt: 'b' },
    { between: [1, 2], lt: 3 },
    { between: [1] },
    { between: [1, null] },
    { between: 1 },
    { above: 1 },
  ])('refuses %j', (range) => {
    expect(
      expectFailure('keys.malformed-range', () => normalizeRange(range as RangeInput, place)).details,
    ).toEqual(place)
  })

  it('refuses null', () => {
    expectFailure('keys.missing-value', () => normalizeRange({ gt: null }, place))
  })
})
