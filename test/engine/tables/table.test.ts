import { describe, expect, it } from 'vitest'
import { primaryKeyOfRequest } from '../../../src/engine/tables/item-keys.js'
import { storedItem } from '../../../src/engine/tables/stored-item.js'
import { S, plain, shop } from '../support.js'
import { schemaOf, store, tableOf } from './tables.js'

const key = { pk: S('a'), sk: S('1') }
const at = (item: typeof key) => primaryKeyOfRequest(schemaOf(shop), item)

describe('Table', () => {
  it('gives what was written last, and counts its bytes', () => {
    const table = tableOf(shop, key, { ...key, v: S('long text') }, { ...key, v: S('x') })
    expect(table.get(at(key))?.item).toEqual({ ...key, v: S('x') })
    expect([table.items.size, table.sizeBytes]).toEqual([1, storedItem({ ...key, v: S('x') }).sizeBytes])
    table.write(at(key), undefined)
    expect([table.get(at(key)), table.items.size, table.sizeBytes]).toEqual([undefined, 0, 0])
    table.assertInvariants()
  })

  it('removes what is not there without a trace', () => {
    const table = tableOf(shop)
    table.write(at(key), undefined)
    expect([table.items.size, table.sizeBytes]).toEqual([0, 0])
    table.assertInvariants()
  })

  it('measures an item collection over all sort keys, with what local indexes hold of it', () => {
    const member = { pk: S('a'), sk: S('2'), l: S('x') }
    const table = tableOf(shop, key, member, { pk: S('b'), sk: S('1') })
    const expected = storedItem(key).sizeBytes + 2 * storedItem(member).sizeBytes
    expect(table.collectionSizeBytes(at(key))).toBe(expected)
    expect(table.collectionSizeBytes(at({ pk: S('c'), sk: S('1') }))).toBe(0)
  })

  it('measures no item collections where nothing limits them', () => {
    expect([tableOf(shop).hasCollections, tableOf(plain).hasCollections]).toEqual([true, false])
  })

  it('goes its own way once copied, settings included', () => {
    const table = tableOf(shop, key)
    table.timeToLive = { Enabled: true, AttributeName: 'expiresAt' }
    const copy = table.clone()
    table.timeToLive = undefined
    store(copy, { pk: S('b'), sk: S('1') })
    expect([table.items.size, copy.items.size]).toEqual([1, 2])
    expect(copy.timeToLive).toEqual({ Enabled: true, AttributeName: 'expiresAt' })
    for (const each of [table, copy]) each.assertInvariants()
  })

  it('finds indexes by name', () => {
    expect(tableOf(shop).index('local')?.schema.isGlobal).toBe(false)
    expect(tableOf(shop).index('nowhere')).toBeUndefined()
  })
})
