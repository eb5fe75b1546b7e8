import { describe, expect, it } from 'vitest'
import { Meter, meterFor } from '../../../src/engine/capacity/consumed.js'
import { shop } from '../support.js'
import { schemaOf } from '../tables/tables.js'

const { globalIndexes, localIndexes } = schemaOf(shop)
const [byG] = globalIndexes
const [local] = localIndexes

function metered(detail: 'INDEXES' | 'TOTAL', kind?: 'WriteCapacityUnits') {
  const meter = new Meter('shop', detail, kind)
  meter.addTable(1)
  meter.addTable(2)
  for (const index of [byG, byG, local]) if (index !== undefined) meter.addIndex(index, 1)
  return meter.report()
}

describe('Meter', () => {
  it('sums table and indexes up', () => {
    expect(metered('TOTAL')).toEqual({ TableName: 'shop', CapacityUnits: 6 })
  })

  it('lists table, local and global indexes where the request wants the detail', () => {
    expect(metered('INDEXES')).toEqual({
      TableName: 'shop',
      CapacityUnits: 6,
      Table: { CapacityUnits: 3 },
      LocalSecondaryIndexes: { local: { CapacityUnits: 1 } },
      GlobalSecondaryIndexes: { byG: { CapacityUnits: 2 } },
    })
  })

  it('says of a transaction what kind of units they are, at every level', () => {
    expect(metered('INDEXES', 'WriteCapacityUnits')).toMatchObject({
      CapacityUnits: 6,
      WriteCapacityUnits: 6,
      Table: { CapacityUnits: 3, WriteCapacityUnits: 3 },
      GlobalSecondaryIndexes: { byG: { CapacityUnits: 2, WriteCapacityUnits: 2 } },
    })
  })

  it('leaves out an index that consumed nothing', () => {
    const meter = new Meter('shop', 'INDEXES')
    if (byG !== undefined) meter.addIndex(byG, 0)
    expect(meter.report()).toEqual({ TableName: 'shop', CapacityUnits: 0, Table: { CapacityUnits: 0 } })
  })

  it('is there only for a request that wants a report', () => {
    expect(meterFor('shop', undefined)).toBeUndefined()
    expect(meterFor('shop', 'NONE')).toBeUndefined()
    expect(meterFor('shop', 'TOTAL')).toBeInstanceOf(Meter)
  })
})
