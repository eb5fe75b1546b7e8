import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareValues, valuesEqual } from '../../../src/engine/values/compare.js'
import { normalizeValue } from '../../../src/engine/values/normalize.js'
import type { AttributeValue } from '../../../src/protocol/attribute-value.js'
import { parameters } from '../../property/runs.js'
import { identity } from './identity.js'
import { values } from './values.js'

describe('equality of values', () => {
  it('is that of their contents', () => {
    fc.assert(
      fc.property(values, values, (left, right) => {
        expect(valuesEqual(normalizeValue(left), normalizeValue(right))).toBe(
          identity(left) === identity(right),
        )
      }),
      parameters(1000),
    )
  })

  it('ignores the order of members, the spelling of numbers and the copy', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(valuesEqual(normalizeValue(value), normalizeValue(structuredClone(value)))).toBe(true)
      }),
      parameters(300),
    )
    const left = normalizeValue({ M: { a: { N: '1' }, b: { SS: ['x', 'y'] } } })
    const right = normalizeValue({ M: { b: { SS: ['y', 'x'] }, a: { N: '1.0' } } })
    expect(valuesEqual(left, right)).toBe(true)
  })

  it.each<[AttributeValue, AttributeValue]>([
    [{ S: '1' }, { N: '1' }],
    [{ SS: ['1'] }, { NS: ['1'] }],
    [{ L: [{ S: 'a' }] }, { SS: ['a'] }],
    [{ L: [{ S: 'a' }, { S: 'b' }] }, { L: [{ S: 'b' }, { S: 'a' }] }],
    [{ M: { a: { S: 'x' } } }, { M: { b: { S: 'x' } } }],
    [{ BOOL: true }, { NULL: true }],
    [{ BOOL: true }, { BOOL: false }],
    [{ B: new Uint8Array() }, { S: '' }],
    [{ M: {} }, { L: [] }],
  ])('tells %j from %j', (left, right) => {
    expect(valuesEqual(left, right)).toBe(false)
    expect(valuesEqual(right, left)).toBe(false)
  })
})

describe('the order of values', () => {
  it.each<[AttributeValue, AttributeValue]>([
    [{ S: '\uffff' }, { S: '😀' }],
    [{ S: 'B' }, { S: 'a' }],
    [{ N: '9' }, { N: '10' }],
    [{ N: '-10' }, { N: '-9' }],
    [{ B: Uint8Array.of(127) }, { B: Uint8Array.of(128) }],
    [{ B: Uint8Array.of(1) }, { B: Uint8Array.of(1, 0) }],
  ])('puts %j before %j', (left, right) => {
    expect(compareValues(left, right)).toBe(-1)
    expect(compareValues(right, left)).toBe(1)
    expect(compareValues(left, left)).toBe(0)
  })
})
