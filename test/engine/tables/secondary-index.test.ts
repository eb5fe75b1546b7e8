import { describe, expect, it } from 'vitest'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import { storedItem } from '../../../src/engine/tables/stored-item.js'
import { N, S, shop } from '../support.js'
import { store, tableOf } from './tables.js'

const key = { pk: S('a'), sk: S('1') }
const member = { ...key, g: S('x'), n: N(1) }

function indexOf(name: string, ...items: AttributeMap[]) {
  const table = tableOf(shop, ...items)
  const index = table.index(name)
  if (index === undefined) throw new Error(`shop has no index ${name}`)
  return { table, index }
}

describe('SecondaryIndex', () => {
  it('follows its table: items enter, move and leave', () => {
    const { table, index } = indexOf('byG', member)
    expect(index.entries.size).toBe(1)
    store(table, { ...member, g: S('y') })
    expect(index.entries.size).toBe(1)
    table.assertInvariants()
    store(table, key)
    expect([index.entries.size, index.sizeBytes]).toEqual([0, 0])
    table.assertInvariants()
  })

  it('holds items with equal index keys side by side', () => {
    const { table, index } = indexOf('keysOnly', member, { ...member, sk: S('2') })
    expect(index.entries.size).toBe(2)
    table.assertInvariants()
  })

  it('counts the bytes that it projects', () => {
    const { index } = indexOf('keysOnly', { ...member, other: S('x'.repeat(100)) })
    expect(index.sizeBytes).toBe(storedItem({ ...key, g: S('x') }).sizeBytes)
  })

  it('goes its own way once copied', () => {
    const { table, index } = indexOf('byG', member)
    const copy = table.clone()
    store(table, { ...member, sk: S('2') })
    expect([index.entries.size, copy.index('byG')?.entries.size]).toEqual([2, 1])
    copy.assertInvariants()
  })
})

describe('the write units of an index', () => {
  const { index } = indexOf('keysOnly')
  const units = (previous: AttributeMap | undefined, next: AttributeMap | undefined) =>
    index.writeUnitsOf(previous && storedItem(previous), next && storedItem(next))
  const long = (letter: string) => ({ ...key, g: S(letter.repeat(1100)) })

  it('are none while the item stays outside, or changes where the index does not look', () => {
    expect(units(key, { ...key, other: S('o') })).toBe(0)
    expect(units(member, { ...member, other: S('o') })).toBe(0)
  })

  it('are those of the entry that comes or goes', () => {
    expect([units(undefined, member), units(member, key), units(long('g'), undefined)]).toEqual([1, 1, 2])
  })

  it('are those of both entries when the index key changes', () => {
    expect(units(member, { ...member, g: S('y') })).toBe(2)
    expect(units(long('g'), member)).toBe(3)
  })
})
