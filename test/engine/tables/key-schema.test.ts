import { describe, expect, it } from 'vitest'
import { KeySchema, partitionText, tupleText } from '../../../src/engine/tables/key-schema.js'
import { N, S, hash, range } from '../support.js'

const types = new Map([
  ['a', 'S'],
  ['b', 'N'],
  ['c', 'S'],
] as const)
const pair = new KeySchema([...hash('a'), ...range('b')], types)
const several = new KeySchema([...hash('a', 'b'), ...range('c')], types)

describe('KeySchema', () => {
  it('knows its attributes with their types, partition first', () => {
    expect(several.attributes).toEqual([
      { name: 'a', type: 'S' },
      { name: 'b', type: 'N' },
      { name: 'c', type: 'S' },
    ])
    expect([several.has('b'), several.has('z')]).toEqual([true, false])
  })

  it('gives no key to an item that lacks an attribute of it', () => {
    expect(pair.entryKeyOf({ a: S('x') })).toBeUndefined()
    expect(pair.entryKeyOf({ b: N(1) })).toBeUndefined()
    expect(several.entryKeyOf({ a: S('x'), c: S('y') })).toBeUndefined()
  })

  it('takes no attribute from the prototype of an item', () => {
    const named = new KeySchema(hash('constructor'), new Map([['constructor', 'S']] as const))
    expect(named.entryKeyOf({})).toBeUndefined()
  })

  it('gives the same key to spellings of the same values, and hashes partitions alone', () => {
    const first = pair.entryKeyOf({ a: S('x'), b: N(1), other: S('o') })
    const second = pair.entryKeyOf({ a: S('x'), b: N(1) })
    const further = pair.entryKeyOf({ a: S('x'), b: N(2) })
    expect(first).toEqual(second)
    expect(further?.hash).toBe(first?.hash)
    expect(further?.sort).not.toBe(first?.sort)
  })

  it('tells apart several attributes whose texts run together', () => {
    expect(tupleText([S('ab'), S('c')])).not.toBe(tupleText([S('a'), S('bc')]))
    expect(tupleText([S('a\u0000'), S('b')])).not.toBe(tupleText([S('a'), S('\u0000b')]))
    expect(partitionText([S('a')])).not.toBe(partitionText([S('a'), S('')]))
  })

  it('finds the partition that a query names by its values', () => {
    const values = [S('x'), N(1)]
    expect(several.entryKeyOf({ a: S('x'), b: N(1), c: S('y') })?.partition).toBe(partitionText(values))
  })
})
