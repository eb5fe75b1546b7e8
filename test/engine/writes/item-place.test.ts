import { describe, expect, it } from 'vitest'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import { primaryKeyOfItem } from '../../../src/engine/tables/item-keys.js'
import type { Table } from '../../../src/engine/tables/table.js'
import { areDistinct, placeText } from '../../../src/engine/writes/item-place.js'
import { S, plain, shop } from '../support.js'
import { tableOf } from '../tables/tables.js'

const table = tableOf(shop)
const placeOf = (of: Table, item: AttributeMap) => ({ table: of, key: primaryKeyOfItem(of.schema, item) })
const place = (pk: string, sk: string) => placeOf(table, { pk: S(pk), sk: S(sk) })

describe('the text of a place', () => {
  it('is the same for the same item, whichever copy of the table it was taken from', () => {
    const other = placeOf(table.clone(), { pk: S('a'), sk: S('b') })
    expect(placeText(other)).toBe(placeText(place('a', 'b')))
  })

  it('tells keys apart whose parts run together alike, and tables', () => {
    const texts = [
      place('ab', 'c'),
      place('a', 'bc'),
      place('a', '1/bc'),
      place('a/1', 'bc'),
      placeOf(tableOf({ ...shop, TableName: 'shop2' }), { pk: S('ab'), sk: S('c') }),
      placeOf(tableOf(plain), { id: S('abc') }),
    ].map(placeText)
    expect(new Set(texts).size).toBe(texts.length)
  })
})

describe('places', () => {
  it('are distinct when no item comes twice', () => {
    expect(areDistinct([place('a', '1'), place('a', '2')])).toBe(true)
    expect(areDistinct([place('a', '1'), place('b', '1'), place('a', '1')])).toBe(false)
  })
})
