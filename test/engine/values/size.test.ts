import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalizeNumber } from '../../../src/engine/values/number.js'
import { attributeSizeBytes, itemSizeBytes, valueSizeBytes } from '../../../src/engine/values/size.js'
import type { AttributeValue } from '../../../src/protocol/attribute-value.js'
import { parameters } from '../../property/runs.js'
import { numberTexts } from './decimals.js'

describe('the size of a value', () => {
  it.each<[AttributeValue, number]>([
    [{ S: '' }, 0],
    [{ S: 'abc' }, 3],
    [{ S: 'é😀' }, 6],
    [{ B: Uint8Array.of(1, 2, 3, 4) }, 4],
    [{ NULL: true }, 1],
    [{ BOOL: false }, 1],
    [{ SS: ['a', 'bcd'] }, 4],
    [{ NS: ['1', '123'] }, 5],
    [{ BS: [Uint8Array.of(0), Uint8Array.of(1, 2, 3)] }, 4],
    [{ L: [] }, 3],
    [{ M: {} }, 3],
    [{ L: [{ S: 'abc' }, { S: 'd' }] }, 9],
    [{ M: { a: { S: 'abc' }, bb: { NULL: true } } }, 12],
    [{ M: { a: { L: [{ M: {} }] } } }, 12],
  ])('%j is %i bytes', (value, size) => {
    expect(valueSizeBytes(value)).toBe(size)
  })

  // Measured on DynamoDB Local: the filler at which a write begins to cost two units.
  it.each([
    ['0', 1],
    ['5', 2],
    ['-1', 3],
    ['10', 2],
    ['100', 2],
    ['101', 3],
    ['123', 3],
    ['1000', 2],
    ['12345', 4],
    ['-12345', 5],
    ['0.1', 2],
    ['0.001', 2],
    ['0.00123', 3],
    ['1.5', 3],
    ['12.34', 3],
    ['123.4', 4],
    ['100.01', 4],
    ['1e20', 2],
    ['1e-130', 2],
    ['9'.repeat(38), 20],
    [`-${'9'.repeat(38)}`, 21],
    [`9.${'9'.repeat(37)}`, 21],
    [`-9.${'9'.repeat(37)}`, 21],
  ])('of the number %s is %i bytes', (number, size) => {
    expect(valueSizeBytes({ N: normalizeNumber(number) })).toBe(size)
  })

  it('of a number counts pairs of digits from the decimal point', () => {
    fc.assert(
      fc.property(numberTexts.map(normalizeNumber), (number) => {
        const [whole = '', decimals = ''] = number.replace('-', '').split('.')
        const padded =
          (whole.length % 2 === 0 ? whole : `0${whole}`) + decimals + (decimals.length % 2 === 0 ? '' : '0')
        const pairs = (padded.match(/../g) ?? []).join(' ').replace(/^(00 ?)+|( ?00)+$/g, '')
        const count = pairs === '' ? 0 : pairs.split(' ').length
        expect(valueSizeBytes({ N: number })).toBe(Math.min(21, count + 1 + (number.startsWith('-') ? 1 : 0)))
      }),
      parameters(1000),
    )
  })
})

describe('the size of an item', () => {
  it('adds the names of its attributes in UTF-8', () => {
    expect(attributeSizeBytes('né', { S: 'abc' })).toBe(6)
    expect(itemSizeBytes({ pk: { S: 'k' }, sk: { N: '1' }, l: { L: [] } })).toBe(3 + 4 + 4)
    expect(itemSizeBytes({})).toBe(0)
  })
})
