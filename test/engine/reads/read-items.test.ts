import { describe, expect, it } from 'vitest'
import { ExpressionCache } from '../../../src/engine/expressions/index.js'
import { segmentRange } from '../../../src/engine/reads/entry-range.js'
import { readItems } from '../../../src/engine/reads/read-items.js'
import type { ReadRequest } from '../../../src/engine/reads/read-request.js'
import { readSource } from '../../../src/engine/reads/read-source.js'
import { parseExpressions } from '../../../src/engine/requests/expressions.js'
import { S, shop } from '../support.js'
import { tableOf } from '../tables/tables.js'
import { engineOf, requestOf } from './sources.js'

const item = (sk: string, extra: string) => ({ pk: S('a'), sk: S(sk), l: S(sk), extra: S(extra) })
const items = [item('1', 'x'), item('2', 'y'.repeat(5000))]
const engine = engineOf(tableOf(shop, ...items))
const parsed = (input: object) => parseExpressions(input, new ExpressionCache())

function read(change: Partial<ReadRequest>, fetches = false) {
  const request = requestOf(change)
  const source = readSource(engine, request)
  return readItems({
    source,
    request,
    range: segmentRange(0, 1),
    isForward: true,
    after: undefined,
    fetches,
    lends: false,
  })
}

describe('readItems', () => {
  it('counts what it read and what the filter left', () => {
    const filter = parsed({
      FilterExpression: 'extra = :x',
      ExpressionAttributeValues: { ':x': S('x') },
    }).filter
    expect(read({ filter })).toEqual({ Items: [items[0]], Count: 1, ScannedCount: 2 })
    expect(read({ filter, select: 'COUNT' })).toEqual({ Count: 1, ScannedCount: 2 })
  })

  it('filters on attributes that it does not return', () => {
    const { filter, projection } = parsed({
      FilterExpression: 'attribute_exists(extra)',
      ProjectionExpression: 'sk',
    })
    expect(read({ filter, projection }).Items).toEqual([{ sk: S('1') }, { sk: S('2') }])
  })

  it('consumes the size of all that it read, whatever it returns', () => {
    const { projection } = parsed({ ProjectionExpression: 'sk' })
    const capacity = 'TOTAL'
    expect(read({ capacity, projection }).ConsumedCapacity).toEqual({ TableName: 'shop', CapacityUnits: 1 })
    expect(read({ capacity, isConsistent: true }).ConsumedCapacity?.CapacityUnits).toBe(2)
  })

  it('gets whole items through an index that fetches, and counts each fetch on the table', () => {
    const output = read({ indexName: 'local', select: 'ALL_ATTRIBUTES', capacity: 'INDEXES' }, true)
    expect(output.Items).toEqual(items)
    expect(output.ConsumedCapacity).toMatchObject({
      CapacityUnits: 2,
      Table: { CapacityUnits: 1.5 },
      LocalSecondaryIndexes: { local: { CapacityUnits: 0.5 } },
    })
  })

  it('gives items of the caller’s own', () => {
    const [theirs] = read({}).Items ?? []
    if (theirs !== undefined) theirs['extra'] = S('changed')
    expect(read({}).Items).toEqual(items)
  })
})
