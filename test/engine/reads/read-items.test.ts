import { describe, expect, it } from 'vitest'
import { ExpressionCache } from '../../../src/engine/expressions/index.js'
import { segmentRange } from '../../../src/engine/reads/entry-range.js'
import { readItems } from '../../../src/engine/reads/read-items.js'
import type { ReadRequest } from '../../../src/engine/reads/read-request.js'
import { readSource } from '../../../src/engine/reads/read-source.js'
import { parseExpressions } from '../../../src/engine/requests/expressions.js'
import type { EntryKey } from '../../../src/engine/storage/entry-key.js'
import { S, shop } from '../support.js'
import { tableOf } from '../tables/tables.js'
import { engineOf, requestOf } from './sources.js'

const item = (sk: string, extra: string) => ({ pk: S('a'), sk: S(sk), l: S(sk), extra: S(extra) })
const items = [item('1', 'x'), item('2', 'y'.repeat(5000))]
const engine = engineOf(tableOf(shop, ...items))
const parsed = (input: object) => parseExpressions(input, new ExpressionCache())

async function read(change: Partial<ReadRequest>, fetches = false) {
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
  it('counts what it read and what the filter left', async () => {
    const filter = parsed({
      FilterExpression: 'extra = :x',
      ExpressionAttributeValues: { ':x': S('x') },
    }).filter
    expect(await read({ filter })).toEqual({ Items: [items[0]], Count: 1, ScannedCount: 2 })
    expect(await read({ filter, select: 'COUNT' })).toEqual({ Count: 1, ScannedCount: 2 })
  })

  it('filters on attributes that it does not return', async () => {
    const { filter, projection } = parsed({
      FilterExpression: 'attribute_exists(extra)',
      ProjectionExpression: 'sk',
    })
    expect((await read({ filter, projection })).Items).toEqual([{ sk: S('1') }, { sk: S('2') }])
  })

  it('consumes the size of all that it read, whatever it returns', async () => {
    const { projection } = parsed({ ProjectionExpression: 'sk' })
    const capacity = 'TOTAL'
    expect((await read({ capacity, projection })).ConsumedCapacity).toEqual({
      TableName: 'shop',
      CapacityUnits: 1,
    })
    expect((await read({ capacity, isConsistent: true })).ConsumedCapacity?.CapacityUnits).toBe(2)
  })

  it('gets whole items through an index that fetches, and counts each fetch on the table', async () => {
    const output = await read({ indexName: 'local', select: 'ALL_ATTRIBUTES', capacity: 'INDEXES' }, true)
    expect(output.Items).toEqual(items)
    expect(output.ConsumedCapacity).toMatchObject({
      CapacityUnits: 2,
      Table: { CapacityUnits: 1.5 },
      LocalSecondaryIndexes: { local: { CapacityUnits: 0.5 } },
    })
  })

  it('gives items of the caller’s own', async () => {
    const [theirs] = (await read({})).Items ?? []
    if (theirs !== undefined) theirs['extra'] = S('changed')
    expect((await read({})).Items).toEqual(items)
  })

  describe('of a page that takes long', () => {
    const many = Array.from({ length: 60 }, (_, index) => item(String(100 + index), `${index}`.repeat(5000)))
    const terms = Array.from({ length: 40 }, () => 'contains(extra, :x)').join(' OR ')
    const { filter } = parsed({
      FilterExpression: `${terms} OR NOT (extra IN (:x) OR sk = pk) AND begins_with(extra, :y)`,
      ExpressionAttributeValues: { ':x': S('7'), ':y': S('59') },
    })
    const isFound = (_: object, index: number) => String(index).includes('7') || index === 59

    it('is as it was when it was asked for, whatever others write meanwhile', async () => {
      const table = tableOf(shop, ...many)
      const busy = engineOf(table)
      const request = requestOf({ filter })
      const source = readSource(busy, request)
      const plan = { source, request, range: segmentRange(0, 1), isForward: true, after: undefined }
      const reading = readItems({ ...plan, fetches: false, lends: false })
      expect(reading).toBeInstanceOf(Promise)
      const keys: EntryKey[] = []
      table.items.forEach((entry) => void keys.push(entry))
      for (const key of keys) table.write(key, undefined)
      const output = await reading
      expect(output.ScannedCount).toBe(60)
      expect(output.Items).toEqual(many.filter(isFound))
      expect(await readItems({ ...plan, fetches: false, lends: false })).toMatchObject({ Count: 0 })
    })

    it('lets others have their turns, also within one large item', async () => {
      const large = item('1', 'ab'.repeat(190_000))
      const source = readSource(engineOf(tableOf(shop, large)), requestOf({ filter }))
      let turns = 0
      let isOver = false
      const others = () => {
        turns += 1
        if (!isOver) setImmediate(others)
      }
      setImmediate(others)
      const plan = { source, range: segmentRange(0, 1), isForward: true, after: undefined, fetches: false }
      const output = await readItems({ ...plan, request: requestOf({ filter }), lends: false })
      isOver = true
      expect(output.Count).toBe(0)
      expect(turns).toBeGreaterThan(1)
    })
  })
})
