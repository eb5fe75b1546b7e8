import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWithin, keySpan } from '../../src/keys/index.js'
import type { KeyRange } from '../../src/keys/index.js'
import { parameters } from '../property/runs.js'

const texts = fc.string({
  unit: fc.constantFrom('a', 'b', '#', '\u{10ffff}', '\uffff'),
  minLength: 1,
  maxLength: 3,
})
const ranges: fc.Arbitrary<KeyRange> = fc.oneof(
  fc.constantFrom<KeyRange>({ operator: 'all' }, { operator: 'none' }),
  fc
    .tuple(
      fc.constantFrom(
        '=' as const,
        '<' as const,
        '<=' as const,
        '>' as const,
        '>=' as const,
        'begins_with' as const,
      ),
      texts,
    )
    .map(([operator, value]): KeyRange => ({ operator, value })),
  fc.tuple(texts, texts).map(([one, other]): KeyRange => {
    const [lower, upper] =
      Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0 ? [one, other] : [other, one]
    return { operator: 'BETWEEN', lower, upper }
  }),
)

describe('the span of ranges', () => {
  it.each<[string, KeyRange[], KeyRange]>([
    ['of nothing', [], { operator: 'none' }],
    ['of what matches nothing', [{ operator: 'none' }], { operator: 'none' }],
    ['of one', [{ operator: '<', value: 'b' }, { operator: 'none' }], { operator: '<', value: 'b' }],
    [
      'of equal ones',
      [
        { operator: '=', value: 'b' },
        { operator: '=', value: 'b' },
      ],
      { operator: '=', value: 'b' },
    ],
    [
      'of a key and those that begin with it',
      [
        { operator: '=', value: 'A#1' },
        { operator: 'begins_with', value: 'A#1#B#' },
      ],
      { operator: 'BETWEEN', lower: 'A#1', upper: 'A#1#B$' },
    ],
    [
      'with an open end',
      [
        { operator: '>', value: 'b' },
        { operator: '=', value: 'a' },
      ],
      { operator: '>=', value: 'a' },
    ],
    [
      'with an open beginning',
      [
        { operator: '<', value: 'b' },
        { operator: '=', value: 'a' },
      ],
      { operator: '<=', value: 'b' },
    ],
    [
      'of two open ends',
      [
        { operator: '<', value: 'b' },
        { operator: '>', value: 'a' },
      ],
      { operator: 'all' },
    ],
    [
      'of a prefix after which nothing comes',
      [
        { operator: 'begins_with', value: '\u{10ffff}' },
        { operator: '=', value: 'a' },
      ],
      { operator: '>=', value: 'a' },
    ],
  ])('%s is one condition', (_title, parts, span) => {
    expect(keySpan(parts)).toEqual(span)
  })

  it('holds for every key of each of them', () => {
    fc.assert(
      fc.property(fc.array(ranges, { maxLength: 4 }), texts, (parts, key) => {
        const span = keySpan(parts)
        if (parts.some((part) => isWithin(part, key))) expect(isWithin(span, key)).toBe(true)
        if (parts.every(({ operator }) => operator === 'none')) expect(isWithin(span, key)).toBe(false)
      }),
      parameters(300),
    )
  })
})
