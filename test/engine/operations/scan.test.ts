import { describe, expect, it } from 'vitest'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import type { ScanInput } from '../../../src/protocol/items.js'
import type { MemoryBackend } from '../../../src/engine/index.js'
import { N, S, backendWith, put, refused } from '../support.js'

const scan = (backend: MemoryBackend, change: Partial<ScanInput> = {}) =>
  backend.execute('Scan', { TableName: 'shop', ...change })
const scanRefused = async (change: Partial<ScanInput>) => refused(scan(await backendWith(), change))

async function people(count: number): Promise<MemoryBackend> {
  const backend = await backendWith()
  for (let at = 0; at < count; at += 1) {
    await put(backend, { pk: S(`person-${at}`), sk: S('a'), n: N(at) }, { pk: S(`person-${at}`), sk: S('b') })
  }
  return backend
}

describe('Scan', () => {
  it('keeps items of a partition together and in order, partitions in the same order every time', async () => {
    const items = (await scan(await people(30))).Items ?? []
    const again = (await scan(await people(30))).Items ?? []
    expect(again).toEqual(items)
    for (let at = 0; at < items.length; at += 2) {
      expect(items[at + 1]?.['pk']).toEqual(items[at]?.['pk'])
      expect([items[at]?.['sk']?.S, items[at + 1]?.['sk']?.S]).toEqual(['a', 'b'])
    }
  })

  it('shares a table out over segments without loss or overlap', async () => {
    const backend = await people(100)
    const seen: AttributeMap[] = []
    for (let Segment = 0; Segment < 7; Segment += 1) {
      const { Items } = await scan(backend, { Segment, TotalSegments: 7 })
      expect(Items?.length).toBeGreaterThan(0)
      seen.push(...(Items ?? []))
    }
    expect(seen).toEqual((await scan(backend)).Items)
  })

  it('filters after it has read, and counts what it read', async () => {
    const backend = await people(10)
    const page = await scan(backend, {
      FilterExpression: 'n >= :n',
      ExpressionAttributeValues: { ':n': N(8) },
      ReturnConsumedCapacity: 'INDEXES',
    })
    expect([page.Count, page.ScannedCount]).toEqual([2, 20])
    expect(page.ConsumedCapacity).toEqual({
      TableName: 'shop',
      CapacityUnits: 0.5,
      Table: { CapacityUnits: 0.5 },
    })
  })

  it('may filter by key attributes, unlike a query', async () => {
    const backend = await people(3)
    const { Count } = await scan(backend, {
      FilterExpression: 'sk = :a',
      ExpressionAttributeValues: { ':a': S('a') },
    })
    expect(Count).toBe(3)
  })

  it('finds in a sparse index only the items that have its key', async () => {
    const backend = await people(3)
    await put(backend, { pk: S('x'), sk: S('a'), g: S('g'), n: N(1) })
    const { Items } = await scan(backend, { IndexName: 'byG' })
    expect(Items).toEqual([{ pk: S('x'), sk: S('a'), g: S('g'), n: N(1) }])
  })

  it.each<[Partial<ScanInput>, string]>([
    [
      { Segment: 1 },
      'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
    ],
    [
      { TotalSegments: 2 },
      'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
    ],
    [
      { Segment: 2, TotalSegments: 2 },
      'The Segment parameter is zero-based and must be less than parameter TotalSegments',
    ],
    [
      { Segment: 0, TotalSegments: 1_000_001 },
      "1 validation error detected: Value at 'TotalSegments' failed to satisfy constraint: Member must have value less than or equal to 1000000",
    ],
    [
      { Limit: 0, Segment: -1, TotalSegments: 2, Select: 'SOME' as 'COUNT' },
      '2 validation errors detected: ' +
        "Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1; " +
        "Value at 'Segment' failed to satisfy constraint: Member must have value greater than or equal to 0",
    ],
    [
      { ExclusiveStartKey: { pk: N(1), sk: S('a') } },
      'One or more parameter values were invalid: Type mismatch for Index Key pk Expected: S Actual: N IndexName: byG',
    ],
    [
      { IndexName: '' },
      '2 validation errors detected: ' +
        "Value '' at 'indexName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; " +
        "Value '' at 'indexName' failed to satisfy constraint: Member must have length greater than or equal to 3",
    ],
    [{ ExclusiveStartKey: { pk: S('a') } }, 'The provided starting key is invalid'],
    [
      { ExclusiveStartKey: { pk: S('a'), sk: N('x') } },
      'The parameter cannot be converted to a numeric value: x',
    ],
    [
      { IndexName: 'byG', ExclusiveStartKey: { pk: S('a'), sk: S('b') } },
      'The provided starting key is invalid',
    ],
    [
      { ExpressionAttributeValues: { ':a': S('a') } },
      'ExpressionAttributeValues can only be specified when using expressions: FilterExpression is null',
    ],
  ])('refuses %j', async (change, expected) => {
    expect(await scanRefused(change)).toBe(`ValidationException: ${expected}`)
  })

  it('refuses a starting key of another segment', async () => {
    const backend = await people(50)
    const last = (await scan(backend, { Segment: 1, TotalSegments: 2, Limit: 1 })).LastEvaluatedKey
    const request = { Segment: 0, TotalSegments: 2, ExclusiveStartKey: last }
    expect(await refused(scan(backend, request))).toBe(
      'ValidationException: The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: 2 Segment: 0',
    )
  })
})
