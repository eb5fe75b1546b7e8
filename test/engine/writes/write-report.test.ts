import { describe, expect, it } from 'vitest'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import { Meter } from '../../../src/engine/capacity/consumed.js'
import { primaryKeyOfItem } from '../../../src/engine/tables/item-keys.js'
import { storedItem } from '../../../src/engine/tables/stored-item.js'
import { collectionMetrics, meterWrite } from '../../../src/engine/writes/write-report.js'
import { S, plain, shop } from '../support.js'
import { tableOf } from '../tables/tables.js'

const key = { pk: S('a'), sk: S('1') }
const sized = (letter: string, sizeBytes: number) => ({ ...key, v: S(letter.repeat(sizeBytes)) })

function units(previous: AttributeMap | undefined, next: AttributeMap | undefined, factor?: number) {
  const table = tableOf(shop)
  const meter = new Meter('shop', 'INDEXES')
  const [before, after] = [previous && storedItem(previous), next && storedItem(next)]
  const entryKey = primaryKeyOfItem(table.schema, key)
  const prepared = {
    table,
    key: entryKey,
    attributes: key,
    previous: before,
    next: after,
    applied: undefined,
  }
  meterWrite(meter, prepared, factor)
  return meter.report()
}

describe('what a write consumes', () => {
  it('is that of the larger of the items before and after', () => {
    expect(units(sized('a', 3000), sized('b', 10)).CapacityUnits).toBe(3)
    expect(units(sized('a', 10), sized('b', 3000)).CapacityUnits).toBe(3)
    expect(units(sized('a', 3000), undefined).CapacityUnits).toBe(3)
    expect(units(undefined, undefined).CapacityUnits).toBe(1)
  })

  it('is more by each index that changes, and all of it times the factor', () => {
    expect(units(undefined, { ...key, g: S('x'), l: S('y') }, 2)).toEqual({
      TableName: 'shop',
      CapacityUnits: 6,
      Table: { CapacityUnits: 2 },
      LocalSecondaryIndexes: { local: { CapacityUnits: 2 } },
      GlobalSecondaryIndexes: { keysOnly: { CapacityUnits: 2 } },
    })
  })
})

describe('collectionMetrics', () => {
  it('names the collection and the gigabytes between which it lies', () => {
    const table = tableOf(shop, key)
    const entryKey = primaryKeyOfItem(table.schema, key)
    const nothing = { previous: undefined, next: undefined, applied: undefined }
    expect(collectionMetrics({ table, key: entryKey, attributes: key, ...nothing })).toEqual({
      ItemCollectionKey: { pk: S('a') },
      SizeEstimateRangeGB: [0, 1],
    })
    const unlimited = tableOf(plain)
    expect(
      collectionMetrics({ table: unlimited, key: entryKey, attributes: key, ...nothing }),
    ).toBeUndefined()
  })
})
