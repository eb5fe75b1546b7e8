import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalizeValue, valuesEqual } from '../../src/engine/values/index.js'
import type { AttributeValue } from '../../src/protocol/attribute-value.js'
import { isSameStored } from '../../src/repository/writes/same-stored.js'
import { parameters } from '../property/runs.js'
import { numberText, storedValue } from './stored-values.js'

const engineSays = (one: AttributeValue, other: AttributeValue): boolean | undefined => {
  try {
    return valuesEqual(normalizeValue(one), normalizeValue(other))
  } catch {
    return undefined
  }
}

const agrees = (one: AttributeValue, other: AttributeValue) => {
  const expected = engineSays(one, other)
  fc.pre(expected !== undefined)
  expect(isSameStored(one, other)).toBe(expected)
  expect(isSameStored(other, one)).toBe(expected)
}

test('the mapper finds two stored values equal exactly where the engine does', () => {
  fc.assert(fc.property(storedValue, storedValue, agrees), parameters(1000))
})

test('and a value equal to what is stored of it', () => {
  fc.assert(
    fc.property(storedValue, (value) => {
      fc.pre(engineSays(value, value) !== undefined)
      expect(isSameStored(value, normalizeValue(value))).toBe(true)
    }),
    parameters(1000),
  )
})

test('and numbers equal by what they are, not by how they are written', () => {
  fc.assert(
    fc.property(numberText, numberText, (one, other) => agrees({ N: one }, { N: other })),
    parameters(1000),
  )
  fc.assert(
    fc.property(numberText, fc.nat({ max: 3 }), (number, zeros) => {
      fc.pre(!/[eE.]/.test(number))
      agrees({ N: number }, { N: `${number}.${'0'.repeat(zeros + 1)}` })
      agrees({ N: number }, { N: `${number}${'0'.repeat(zeros)}E-${zeros}` })
    }),
    parameters(500),
  )
})

test('sets are equal whatever their order, lists are not', () => {
  expect(isSameStored({ NS: ['1', '2.0'] }, { NS: ['2', '1e0'] })).toBe(true)
  expect(
    isSameStored(
      { BS: [Uint8Array.of(1), Uint8Array.of(1, 2)] },
      { BS: [Uint8Array.of(1, 2), Uint8Array.of(1)] },
    ),
  ).toBe(true)
  expect(isSameStored({ L: [{ N: '1' }, { N: '2' }] }, { L: [{ N: '2' }, { N: '1' }] })).toBe(false)
})

test('nothing is equal to nothing alone', () => {
  expect(isSameStored(undefined, undefined)).toBe(true)
  expect(isSameStored(undefined, { NULL: true })).toBe(false)
  expect(isSameStored({ S: '' }, undefined)).toBe(false)
})

test('a member that both inherit is none', () => {
  expect(isSameStored({ M: { constructor: { S: 'x' } } }, { M: { other: { S: 'x' } } })).toBe(false)
  expect(isSameStored({ M: JSON.parse('{ "__proto__": { "S": "x" } }') }, { M: { other: { S: 'x' } } })).toBe(
    false,
  )
})
