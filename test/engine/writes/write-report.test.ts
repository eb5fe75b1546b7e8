import { describe, expect, it } from 'vitest'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import { Meter } from '../../../src/engine/capacity/consumed.js'
import { primaryKeyOfItem } from '../../../src/engine/tables/item-keys.js'
import { storedItem } from '../../../src/engine/tables/stored-item.js'
import { collectionMetrics, meterWrite, reportWrites } from '../../../src/engine/writes/write-report.js'
import { prepareWrite } from '../../../src/engine/writes/prepared-write.js'
import { readCheck, readPut } from '../../../src/engine/writes/write-members.js'
import { ExpressionCache } from '../../../src/engine/expressions/index.js'
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
    kind: 'put' as const,
    table,
    tableName: 'shop',
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

  it('is more by each index that changes, and on the table times the factor', () => {
    expect(units(undefined, { ...key, g: S('x'), l: S('y') }, 2)).toEqual({
      TableName: 'shop',
      CapacityUnits: 4,
      Table: { CapacityUnits: 2 },
      LocalSecondaryIndexes: { local: { CapacityUnits: 1 } },
      GlobalSecondaryIndexes: { keysOnly: { CapacityUnits: 1 } },
    })
  })
})

describe('collectionMetrics', () => {
  it('names the collection and the gigabytes between which it lies', () => {
    const table = tableOf(shop, key)
    const entryKey = primaryKeyOfItem(table.schema, key)
    const nothing = {
      kind: 'delete' as const,
      tableName: 'shop',
      previous: undefined,
      next: undefined,
      applied: undefined,
    }
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

describe('a report of several writes', () => {
  const tables = [tableOf(shop), tableOf(plain)] as const
  const prepared = [
    { table: tables[0], Item: key },
    { table: tables[1], Item: { id: S('x') } },
    { table: tables[0], Item: { ...key, sk: S('2') } },
  ].map(({ table, Item }) => {
    const write = readPut(table.schema.name, { Item }, new ExpressionCache())
    return prepareWrite(table, primaryKeyOfItem(table.schema, Item), write)
  })

  it('is made table by table, in the order in which the tables come up', () => {
    const request = { capacity: 'TOTAL', returnsMetrics: true } as const
    const report = reportWrites(request, prepared, { factor: 2, kind: 'WriteCapacityUnits' })
    expect(report.ConsumedCapacity).toEqual([
      { TableName: 'shop', CapacityUnits: 4, WriteCapacityUnits: 4 },
      { TableName: 'plain', CapacityUnits: 2, WriteCapacityUnits: 2 },
    ])
    expect(Object.keys(report.ItemCollectionMetrics ?? {})).toEqual(['shop'])
    expect(report.ItemCollectionMetrics?.['shop']).toHaveLength(2)
  })

  it('passes by checks, which change no collection', () => {
    const read = { Key: key, ConditionExpression: 'attribute_not_exists(zz)' }
    const check = readCheck('shop', read, new ExpressionCache())
    const checked = prepareWrite(tables[0], primaryKeyOfItem(tables[0].schema, key), check)
    const request = { capacity: 'TOTAL', returnsMetrics: true } as const
    expect(reportWrites(request, [checked], { factor: 2 })).toEqual({
      ConsumedCapacity: [{ TableName: 'shop', CapacityUnits: 2 }],
      ItemCollectionMetrics: {},
    })
  })

  it('holds nothing that the request does not ask for', () => {
    expect(reportWrites({ capacity: 'NONE', returnsMetrics: false }, prepared, { factor: 1 })).toEqual({})
  })
})
