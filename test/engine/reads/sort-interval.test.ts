import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AttributeValue } from '../../../src/protocol/attribute-value.js'
import type { SortRange } from '../../../src/engine/expressions/index.js'
import { sortInterval } from '../../../src/engine/reads/sort-interval.js'
import { keyText } from '../../../src/engine/storage/key-text.js'
import { tupleText } from '../../../src/engine/tables/key-schema.js'
import { compareValues } from '../../../src/engine/values/index.js'
import { parameters } from '../../property/runs.js'

const text = fc.string({
  unit: fc.constantFrom('\u0000', '\u0001', 'a', 'b', '\uffff'),
  minLength: 1,
  maxLength: 3,
})
const value = text.map((S): AttributeValue => ({ S }))
const range: fc.Arbitrary<SortRange> = fc.oneof(
  fc.record({ operator: fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const), value }),
  fc.record({ operator: fc.constant('between' as const), lower: value, upper: value }),
  fc.record({ operator: fc.constant('begins_with' as const), prefix: value }),
)

function holds(condition: SortRange, actual: AttributeValue): boolean {
  switch (condition.operator) {
    case '<':
      return compareValues(actual, condition.value) < 0
    case '<=':
      return compareValues(actual, condition.value) <= 0
    case '>':
      return compareValues(actual, condition.value) > 0
    case '>=':
      return compareValues(actual, condition.value) >= 0
    case 'between':
      return compareValues(actual, condition.lower) >= 0 && compareValues(actual, condition.upper) <= 0
    case 'begins_with':
      return (actual.S ?? '').startsWith(condition.prefix.S ?? '')
  }
}

const isWithin = (sort: string, { from, to }: { from: string; to: string | undefined }) =>
  sort >= from && (to === undefined || sort < to)

describe('sortInterval', () => {
  it('holds the sort keys that meet a condition on the only sort attribute, and no others', () => {
    fc.assert(
      fc.property(range, value, (condition, actual) => {
        const interval = sortInterval(1, { sortEquals: [], range: condition })
        expect(isWithin(keyText(actual), interval)).toBe(holds(condition, actual))
      }),
      parameters(1000),
    )
  })

  it('holds those that equal the leading attributes and meet a condition on the next', () => {
    fc.assert(
      fc.property(value, range, fc.tuple(value, value, value), (first, condition, actual) => {
        const interval = sortInterval(3, { sortEquals: [first], range: condition })
        const expected = compareValues(actual[0], first) === 0 && holds(condition, actual[1])
        expect(isWithin(tupleText(actual), interval)).toBe(expected)
      }),
      parameters(1000),
    )
  })

  it('holds those that equal what is given, and everything where nothing is', () => {
    fc.assert(
      fc.property(value, value, value, (given, first, second) => {
        const isEqual = compareValues(given, first) === 0
        expect(isWithin(keyText(first), sortInterval(1, { sortEquals: [given] }))).toBe(isEqual)
        expect(isWithin(tupleText([first, second]), sortInterval(2, { sortEquals: [given] }))).toBe(isEqual)
        expect(isWithin(tupleText([first, second]), sortInterval(2, { sortEquals: [] }))).toBe(true)
      }),
      parameters(500),
    )
  })
})
