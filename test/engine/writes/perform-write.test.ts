import { describe, expect, it } from 'vitest'
import { ExpressionCache } from '../../../src/engine/expressions/index.js'
import { performWrite } from '../../../src/engine/writes/perform-write.js'
import { readDelete, readPut } from '../../../src/engine/writes/write-members.js'
import { engineOf } from '../reads/sources.js'
import { S, plain, shop } from '../support.js'
import { refusalOf, tableOf } from '../tables/tables.js'

const cache = new ExpressionCache()
const item = { pk: S('a'), sk: S('1'), g: S('x') }
const quiet = { returnsMetrics: false, capacity: undefined }

describe('performWrite', () => {
  it('writes, and reports nothing that was not asked for', () => {
    const table = tableOf(shop)
    const write = readPut('shop', { Item: item }, cache)
    expect(performWrite(engineOf(table), { write, ...quiet }).report).toEqual({})
    expect(table.items.size).toBe(1)
  })

  it('reports capacity and the item collection, which has a key even when nothing is there', () => {
    const write = readDelete('shop', { Key: { pk: S('a'), sk: S('1') } }, cache)
    const engine = engineOf(tableOf(shop))
    expect(performWrite(engine, { write, returnsMetrics: true, capacity: 'TOTAL' }).report).toEqual({
      ConsumedCapacity: { TableName: 'shop', CapacityUnits: 1 },
      ItemCollectionMetrics: { ItemCollectionKey: { pk: S('a') }, SizeEstimateRangeGB: [0, 1] },
    })
  })

  it('has no item collection to report of a table without local indexes', () => {
    const write = readPut('plain', { Item: { id: S('a') } }, cache)
    expect(
      performWrite(engineOf(tableOf(plain)), { write, returnsMetrics: true, capacity: 'NONE' }).report,
    ).toEqual({})
  })

  it('leaves the table as it was when it is refused', () => {
    const table = tableOf(shop)
    const write = readPut('shop', { Item: { pk: S('a') } }, cache)
    expect(refusalOf(() => performWrite(engineOf(table), { write, ...quiet }))).toBe(
      'One or more parameter values were invalid: Missing the key sk in the item',
    )
    expect(table.items.size).toBe(0)
  })
})
