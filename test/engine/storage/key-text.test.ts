import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AttributeValue } from '../../../src/protocol/attribute-value.js'
import { elementEnd, elementText, endOfPrefix, keyText } from '../../../src/engine/storage/key-text.js'
import { compareValues, normalizeNumber } from '../../../src/engine/values/index.js'
import { parameters } from '../../property/runs.js'

const text = fc.string({ unit: 'binary', maxLength: 6 })
const number = fc
  .tuple(
    fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
    fc.oneof(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -118, max: 113 })),
  )
  .map(([digits, power]) => normalizeNumber(`${digits}e${power}`))
const binary = fc.uint8Array({ maxLength: 5 })

const values: fc.Arbitrary<[AttributeValue, AttributeValue]> = fc.oneof(
  fc.tuple(
    text.map((S) => ({ S })),
    text.map((S) => ({ S })),
  ),
  fc.tuple(
    number.map((N) => ({ N })),
    number.map((N) => ({ N })),
  ),
  fc.tuple(
    binary.map((B) => ({ B })),
    binary.map((B) => ({ B })),
  ),
)

const order = (left: string, right: string) => (left === right ? 0 : left < right ? -1 : 1)

describe('keyText', () => {
  it('orders as the values order', () => {
    fc.assert(
      fc.property(values, ([left, right]) => {
        expect(order(keyText(left), keyText(right))).toBe(compareValues(left, right))
      }),
      parameters(2000),
    )
  })

  it('orders numbers at the ends of the range', () => {
    const ascending = [
      '-9.9e125',
      '-1e125',
      '-1.5',
      '-1',
      '-1e-130',
      '0',
      '1e-130',
      '1',
      '1.5',
      '1e125',
      '9.9e125',
    ]
    const texts = ascending.map((each) => keyText({ N: normalizeNumber(each) }))
    expect(texts.toSorted(order)).toEqual(texts)
    expect(new Set(texts).size).toBe(texts.length)
  })

  it('puts what UTF-16 keeps in surrogates after the rest of the basic plane, as UTF-8 does', () => {
    expect(order(keyText({ S: '\u{1f600}' }), keyText({ S: '\uffff' }))).toBe(1)
    expect(order(keyText({ S: '\u{10ffff}' }), keyText({ S: '\ue000' }))).toBe(1)
  })
})

describe('elementText', () => {
  it('keeps the order of tuples when its elements are strung together', () => {
    const element = fc.string({
      unit: fc.constantFrom('\u0000', '\u0001', '\u0002', 'a', '\uffff'),
      maxLength: 3,
    })
    const pair = fc.tuple(element, element)
    const strung = (tuple: readonly string[]) => tuple.map((each) => elementText(each) + elementEnd).join('')
    fc.assert(
      fc.property(pair, pair, (left, right) => {
        const expected = order(left[0], right[0]) || order(left[1], right[1])
        expect(order(strung(left), strung(right))).toBe(expected)
      }),
      parameters(1000),
    )
  })
})

describe('endOfPrefix', () => {
  it('separates what begins with the prefix from everything after it', () => {
    const unit = fc.constantFrom('\u0000', 'a', 'b', '\ufffe', '\uffff')
    const short = fc.string({ unit, maxLength: 3 })
    fc.assert(
      fc.property(short, short, (prefix, other) => {
        const end = endOfPrefix(prefix)
        const isWithin = other >= prefix && (end === undefined || other < end)
        expect(isWithin).toBe(other.startsWith(prefix))
      }),
      parameters(1000),
    )
  })
})
