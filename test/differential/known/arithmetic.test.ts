import { describe, expect, it } from 'vitest'
import { tablesOf } from '../generators/tables.js'
import { B, N, S } from '../generators/values.js'
import { indexSize, indexedItems, readUnits, sizeOf, writeUnits } from './arithmetic.js'

const [shop] = tablesOf('x')
if (shop === undefined) throw new Error('There is a shop')
const key = { pk: S('p1'), sk: S('a') }
const kilobyte = (count: number) => ({ b: S('x'.repeat(count * 1024)) })
const written = (before: object | undefined, after: object | undefined) =>
  writeUnits({
    table: shop,
    kind: 'Put',
    input: {},
    key,
    before: before && { ...key, ...before },
    after: after && { ...key, ...after },
  })

describe('the size of an item', () => {
  it('is that of its names and values', () => {
    expect(sizeOf(undefined)).toBe(0)
    expect(sizeOf({ ab: S('é') })).toBe(4)
    expect(sizeOf({ a: B('abc') })).toBe(4)
    expect(sizeOf({ a: { BOOL: true }, b: { NULL: true } })).toBe(4)
    expect(sizeOf({ a: { SS: ['a', 'bc'] } })).toBe(4)
    expect(sizeOf({ a: { L: [S('a'), S('b')] } })).toBe(8)
    expect(sizeOf({ a: { M: { x: S('y') } } })).toBe(7)
  })

  it('counts a byte for two digits of a number, one for the exponent and one for the sign', () => {
    expect(
      ['0', '1', '10', '100', '123', '-1', '0.5', '0.01'].map((text) => sizeOf({ a: N(text) }) - 1),
    ).toEqual([1, 2, 2, 2, 3, 3, 2, 2])
  })
})

describe('the units of a write', () => {
  it('are those of the larger item, and one at least', () => {
    expect(written(undefined, undefined)).toEqual({ table: 1, global: {}, local: {} })
    expect(written(kilobyte(2), kilobyte(1)).table).toBe(3)
    expect(written(undefined, kilobyte(1)).table).toBe(2)
  })

  it('count an index that gets or loses the item once, and one where it moves twice', () => {
    expect(written(undefined, { g: S('a') }).global).toEqual({ keysOnly: 1 })
    expect(written({ g: S('a') }, {}).global).toEqual({ keysOnly: 1 })
    expect(written({ g: S('a') }, { g: S('b') }).global).toEqual({ keysOnly: 2 })
    expect(written({ l: S('a') }, { l: S('b') }).local).toEqual({ local: 2 })
  })

  it('count nothing where an index holds the same as before', () => {
    expect(written({ g: S('a') }, { g: S('a'), t: S('t') }).global).toEqual({})
    expect(written({ g: S('a'), n: N(1) }, { g: S('a'), n: N(1), t: S('t') }).global).toEqual({ byG: 1 })
  })
})

describe('the units of a read', () => {
  it('are one for 4 KB, or half of it', () => {
    expect(readUnits(undefined, true)).toBe(1)
    expect(readUnits({ b: S('x'.repeat(4096)) }, true)).toBe(2)
    expect(readUnits({ b: S('x'.repeat(4096)) }, false)).toBe(1)
  })
})

describe('what an index holds', () => {
  const items = [{ ...key, g: S('a'), t: S('long') }, key]

  it('is what it projects of the items that have its key', () => {
    expect(indexedItems(shop, 'keysOnly', items)).toEqual([items[0]])
    expect(indexSize(shop, 'keysOnly', items)).toBe(sizeOf({ ...key, g: S('a') }))
    expect(indexSize(shop, 'nowhere', items)).toBe(0)
  })
})
