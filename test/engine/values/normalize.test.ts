import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cloneItem, valuesEqual } from '../../../src/engine/values/index.js'
import { normalizeItem, normalizeValue } from '../../../src/engine/values/normalize.js'
import type { AttributeMap, AttributeValue } from '../../../src/protocol/attribute-value.js'
import { ServiceError } from '../../../src/protocol/service-errors.js'
import { parameters } from '../../property/runs.js'
import { values } from './values.js'

/** What callers in JavaScript can pass, whatever the types say. */
const untyped = (value: unknown) => value as AttributeValue

const nested = (levels: number): AttributeValue => {
  let value: AttributeValue = { S: 'leaf' }
  for (let level = 0; level < levels; level += 1)
    value = level % 2 === 0 ? { M: { a: value } } : { L: [value] }
  return value
}

function refusal(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    expect(error).toBeInstanceOf(ServiceError)
    return `${(error as Error).name}: ${(error as Error).message}`
  }
  return 'accepted'
}

describe('the stored form of a value', () => {
  it('holds numbers in one spelling and sets in one order, at every depth', () => {
    expect(
      normalizeItem({
        a: { L: [{ N: '1.0' }, { M: { b: { NS: ['10', '2e0', '-0'] }, c: { SS: ['b', 'a'] } } }] },
      }),
    ).toEqual({ a: { L: [{ N: '1' }, { M: { b: { NS: ['0', '2', '10'] }, c: { SS: ['a', 'b'] } } }] } })
  })

  it('shares nothing with what was passed in', () => {
    const buffer = Buffer.from([1, 2])
    const item: AttributeMap = { b: { B: buffer }, m: { M: { l: { L: [{ BS: [buffer] }] } } } }
    const stored = normalizeItem(item)
    buffer[0] = 9
    expect(stored).toEqual({
      b: { B: Uint8Array.of(1, 2) },
      m: { M: { l: { L: [{ BS: [Uint8Array.of(1, 2)] }] } } },
    })
  })

  it('is the same value, and its own stored form', () => {
    fc.assert(
      fc.property(values, (value) => {
        const stored = normalizeValue(value)
        expect(normalizeValue(stored)).toEqual(stored)
        expect(valuesEqual(stored, normalizeValue(value))).toBe(true)
        expect(cloneItem({ stored })).toEqual({ stored })
      }),
      parameters(500),
    )
  })

  it('keeps attributes that are called like members of every object', () => {
    const item = JSON.parse('{"__proto__":{"S":"a"},"constructor":{"N":"01"}}') as AttributeMap
    expect(Object.entries(normalizeItem(item))).toEqual([
      ['__proto__', { S: 'a' }],
      ['constructor', { N: '1' }],
    ])
  })

  it('replaces unpaired surrogates as the encoder of UTF-8 does', () => {
    expect(normalizeItem({ 'a\ud800': { S: 'x\udc00' } })).toEqual({ 'a\ufffd': { S: 'x\ufffd' } })
  })
})

describe('a value of a request', () => {
  it.each<[string, unknown, string]>([
    [
      'without a type',
      {},
      'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
    ],
    [
      'of a type that is not known',
      { X: 'a' },
      'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
    ],
    [
      'with two types',
      { S: 'a', N: '1' },
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    ],
    [
      'that is null and false',
      { NULL: false },
      'One or more parameter values were invalid: Null attribute value types must have the value of true',
    ],
    [
      'that is an empty set of strings',
      { SS: [] },
      'One or more parameter values were invalid: An string set  may not be empty',
    ],
    [
      'that is an empty set of numbers',
      { NS: [] },
      'One or more parameter values were invalid: An number set  may not be empty',
    ],
    [
      'that is an empty set of binaries',
      { BS: [] },
      'One or more parameter values were invalid: Binary sets should not be empty',
    ],
    [
      'with a string twice',
      { SS: ['b', 'a', 'b'] },
      'One or more parameter values were invalid: Input collection [b, a, b] contains duplicates.',
    ],
    ['with a number twice in two spellings', { NS: ['1', '1.0'] }, 'Input collection contains duplicates'],
    [
      'with a binary twice',
      { BS: [Uint8Array.of(98), Uint8Array.of(98)] },
      'One or more parameter values were invalid: Input collection [Yg==, Yg==]of type BS contains duplicates.',
    ],
    ['with a wrong number', { L: [{ N: 'x' }] }, 'The parameter cannot be converted to a numeric value: x'],
    [
      'with a wrong number in a set',
      { NS: ['1', ''] },
      'The parameter cannot be converted to a numeric value',
    ],
    ['with an empty attribute name', { M: { '': { S: 'a' } } }, 'Empty attribute name'],
    [
      'with an element without a type',
      { L: [{}] },
      'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
    ],
  ])('%s is refused', (_, value, message) => {
    expect(refusal(() => normalizeItem({ a: untyped(value) }))).toBe(`ValidationException: ${message}`)
  })

  it.each<[unknown, string]>([
    [{ S: 5 }, 'NUMBER_VALUE cannot be converted to String'],
    [{ N: 1.5 }, 'DECIMAL_VALUE cannot be converted to String'],
    [{ S: true }, 'TRUE_VALUE cannot be converted to String'],
    [{ S: {} }, 'Start of structure or map found where not expected'],
    [{ L: {} }, 'Start of structure or map found where not expected'],
    [{ M: 'a' }, 'Unexpected field type'],
    ['a', 'Unexpected field type'],
  ])('of the JSON form %j is refused as unreadable', (value, message) => {
    expect(refusal(() => normalizeItem({ a: untyped(value) }))).toBe(`SerializationException: ${message}`)
  })

  it('may have members that are not set beside the one that is', () => {
    expect(normalizeValue(untyped({ S: undefined, N: '1', B: null }))).toEqual({ N: '1' })
  })

  it('may hold empty strings and binaries, in sets too', () => {
    expect(normalizeItem({ a: { SS: [''] }, b: { BS: [new Uint8Array()] }, c: { S: '' } })).toEqual({
      a: { SS: [''] },
      b: { BS: [new Uint8Array()] },
      c: { S: '' },
    })
  })

  it('may be nested 32 levels deep, counting the item that holds it', () => {
    const message =
      'ValidationException: Nesting Levels have exceeded supported limits: ' +
      'Attributes in the item have nested levels beyond supported limit'
    expect(refusal(() => normalizeItem({ a: nested(31) }))).toBe('accepted')
    expect(refusal(() => normalizeItem({ a: nested(32) }))).toBe(message)
    expect(refusal(() => normalizeValue(nested(32)))).toBe('accepted')
    expect(refusal(() => normalizeValue(nested(33)))).toBe(message)
  })

  it('has names of less than 64 KB in UTF-8, in maps too', () => {
    const named = (name: string): AttributeMap => ({ m: { M: { [name]: { S: 'x' } } } })
    const message = 'ValidationException: Attribute name is too large, must be less than 65536 bytes'
    expect(refusal(() => normalizeItem(named('n'.repeat(65_535))))).toBe('accepted')
    expect(refusal(() => normalizeItem(named('n'.repeat(65_536))))).toBe(message)
    expect(refusal(() => normalizeItem(named('€'.repeat(21_846))))).toBe(message)
  })

  it.each<[string, AttributeValue]>([
    ['names', { M: Object.fromEntries(Array.from({ length: 90_000 }, (_, i) => [`n${i}`, { NULL: true }])) }],
    ['elements', { L: Array<AttributeValue>(409_601).fill({ S: '' }) }],
    ['strings of a set', { SS: Array.from({ length: 90_000 }, (_, i) => String(i)) }],
    ['numbers of a set', { NS: Array<string>(204_801).fill('1') }],
    ['binaries of a set', { BS: Array<Uint8Array>(5).fill(new Uint8Array(90_000)) }],
  ])('is refused with more %s than any item has, before they are looked at', (_, value) => {
    expect(refusal(() => normalizeValue(value))).toBe(
      'ValidationException: Item size has exceeded the maximum allowed size',
    )
  })

  it('is refused before any stack is exhausted', () => {
    expect(refusal(() => normalizeItem({ a: nested(100_000) }))).toMatch(/Nesting Levels/)
  })
})
