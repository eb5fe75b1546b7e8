import { describe, expect, it } from 'vitest'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import type { QueryInput } from '../../../src/protocol/items.js'
import type { MemoryBackend } from '../../../src/engine/index.js'
import { N, S, backendWith, put, refused } from '../support.js'

const units = (CapacityUnits: number) => ({ CapacityUnits })
const item = (sk: string, rest: AttributeMap = {}) => ({ pk: S('a'), sk: S(sk), ...rest })
const ofA = { KeyConditionExpression: 'pk = :a', ExpressionAttributeValues: { ':a': S('a') } }
const ofG = { KeyConditionExpression: 'g = :g', ExpressionAttributeValues: { ':g': S('x') } }

const query = (backend: MemoryBackend, change: Partial<QueryInput>) =>
  backend.execute('Query', { TableName: 'shop', ...change })
const queryRefused = async (change: Partial<QueryInput>) => refused(query(await backendWith(), change))

async function sortKeys(
  backend: MemoryBackend,
  condition: string,
  values: AttributeMap = {},
  more: Partial<QueryInput> = {},
) {
  const { Items } = await query(backend, {
    KeyConditionExpression: `pk = :a${condition}`,
    ExpressionAttributeValues: { ':a': S('a'), ...values },
    ...more,
  })
  return Items?.map((each) => each['sk']?.S)
}

describe('Query', () => {
  it('follows every condition on the sort key, in either direction', async () => {
    const backend = await backendWith()
    await put(backend, item('a'), item('ab'), item('b'), item('c'), { pk: S('b'), sk: S('ab') })
    const [x, y] = [{ ':x': S('ab') }, { ':x': S('ab'), ':y': S('b') }]
    expect(await sortKeys(backend, '')).toEqual(['a', 'ab', 'b', 'c'])
    expect(await sortKeys(backend, ' AND sk = :x', x)).toEqual(['ab'])
    expect(await sortKeys(backend, ' AND sk < :x', x)).toEqual(['a'])
    expect(await sortKeys(backend, ' AND sk <= :x', x)).toEqual(['a', 'ab'])
    expect(await sortKeys(backend, ' AND sk > :x', x)).toEqual(['b', 'c'])
    expect(await sortKeys(backend, ' AND sk >= :x', x, { ScanIndexForward: false })).toEqual(['c', 'b', 'ab'])
    expect(await sortKeys(backend, ' AND sk BETWEEN :x AND :y', y)).toEqual(['ab', 'b'])
    expect(await sortKeys(backend, ' AND begins_with(sk, :x)', { ':x': S('a') })).toEqual(['a', 'ab'])
  })

  it('orders strings by their UTF-8 bytes', async () => {
    const backend = await backendWith()
    const ascending = ['Z', 'a', 'é', '\uffee', '\u{1f600}']
    await put(backend, ...ascending.toReversed().map((sk) => item(sk)))
    expect(await sortKeys(backend, '')).toEqual(ascending)
  })

  it('orders the numbers of an index by value', async () => {
    const backend = await backendWith()
    const ascending = ['-100', '-1.5', '0', '0.001', '2', '10']
    await put(backend, ...ascending.toReversed().map((n, at) => item(String(at), { g: S('x'), n: N(n) })))
    const { Items } = await query(backend, { IndexName: 'byG', ...ofG })
    expect(Items?.map(({ n }) => n?.N)).toEqual(ascending)
  })

  it('stops at its limit with a continuation, also when nothing follows', async () => {
    const backend = await backendWith()
    await put(backend, item('1'), item('2'))
    const first = await query(backend, { ...ofA, Limit: 2 })
    expect(first).toEqual({
      Items: [item('1'), item('2')],
      Count: 2,
      ScannedCount: 2,
      LastEvaluatedKey: item('2'),
    })
    const second = await query(backend, { ...ofA, Limit: 2, ExclusiveStartKey: first.LastEvaluatedKey })
    expect(second).toEqual({ Items: [], Count: 0, ScannedCount: 0 })
  })

  it('continues where the item that ended the page has since been removed', async () => {
    const backend = await backendWith()
    await put(backend, item('1'), item('2'), item('3'))
    await backend.execute('DeleteItem', { TableName: 'shop', Key: item('2') })
    const { Items } = await query(backend, { ...ofA, ExclusiveStartKey: item('2') })
    expect(Items).toEqual([item('3')])
  })

  it('ends a page with the item that crosses 1 MB, filtered out or not', async () => {
    const backend = await backendWith()
    for (const sk of ['1', '2', '3', '4', '5']) await put(backend, item(sk, { x: S('x'.repeat(300 * 1024)) }))
    const page = await query(backend, { ...ofA, ReturnConsumedCapacity: 'TOTAL' })
    expect([page.Count, page.LastEvaluatedKey]).toEqual([4, item('4')])
    expect(page.ConsumedCapacity?.CapacityUnits).toBe(150.5)
    const none = await query(backend, { ...ofA, FilterExpression: 'attribute_not_exists(x)' })
    expect([none.Count, none.ScannedCount, none.LastEvaluatedKey]).toEqual([0, 4, item('4')])
  })

  it('holds index and table keys in the continuation of an index, and resumes among equal index keys', async () => {
    const backend = await backendWith()
    const items = ['1', '2', '3', '4'].map((sk) => item(sk, { g: S('x'), n: N(7) }))
    await put(backend, ...items)
    const seen: AttributeMap[] = []
    let start: AttributeMap | undefined
    do {
      const page = await query(backend, { IndexName: 'byG', ...ofG, Limit: 1, ExclusiveStartKey: start })
      seen.push(...(page.Items ?? []))
      start = page.LastEvaluatedKey
      if (start !== undefined) expect(start).toEqual(seen.at(-1))
    } while (start !== undefined)
    expect(seen).toEqual(items)
  })

  it('reads an index of several attributes by all partition attributes and leading sort attributes', async () => {
    const backend = await backendWith()
    const entry = (sk: string, n: number, h = 'h') => item(sk, { g: S('x'), h: S(h), n: N(n) })
    await put(backend, entry('b', 2), entry('a', 2), entry('c', -1), entry('d', 2, 'hh'))
    const read = async (condition: string, values: AttributeMap = {}) => {
      const { Items } = await query(backend, {
        IndexName: 'multi',
        KeyConditionExpression: `g = :g AND h = :h${condition}`,
        ExpressionAttributeValues: { ':g': S('x'), ':h': S('h'), ...values },
      })
      return Items?.map(({ sk }) => sk?.S)
    }
    expect(await read('')).toEqual(['c', 'a', 'b'])
    expect(await read(' AND n = :n AND sk > :s', { ':n': N(2), ':s': S('a') })).toEqual(['b'])
    expect(await read(' AND n < :n', { ':n': N(2) })).toEqual(['c'])
    expect(await read(' AND n <= :n', { ':n': N(2) })).toEqual(['c', 'a', 'b'])
    expect(await read(' AND n = :n AND begins_with(sk, :s)', { ':n': N(2), ':s': S('b') })).toEqual(['b'])
  })

  it('gives what the index projects, or the attributes or the count that are asked for', async () => {
    const backend = await backendWith()
    await put(backend, item('1', { g: S('x'), h: S('h'), n: N(1), extra: S('e'), other: S('o') }))
    const multi = {
      IndexName: 'multi',
      KeyConditionExpression: 'g = :g AND h = :h',
      ExpressionAttributeValues: { ':g': S('x'), ':h': S('h') },
    }
    expect((await query(backend, multi)).Items).toEqual([
      item('1', { g: S('x'), h: S('h'), n: N(1), extra: S('e') }),
    ])
    expect((await query(backend, { ...multi, ProjectionExpression: 'extra' })).Items).toEqual([
      { extra: S('e') },
    ])
    expect(await query(backend, { ...multi, Select: 'COUNT' })).toEqual({ Count: 1, ScannedCount: 1 })
  })

  it('fetches from the table what a local index does not project, and counts both reads', async () => {
    const backend = await backendWith()
    await put(backend, item('1', { l: S('l'), x: S('x'.repeat(5000)) }), item('2', { l: S('m') }))
    const local = {
      IndexName: 'local',
      ...ofA,
      ReturnConsumedCapacity: 'INDEXES' as const,
      ConsistentRead: true,
    }
    const projected = await query(backend, local)
    expect(projected.Items).toEqual([item('1', { l: S('l') }), item('2', { l: S('m') })])
    expect(projected.ConsumedCapacity).toEqual({
      TableName: 'shop',
      ...units(1),
      Table: units(0),
      LocalSecondaryIndexes: { local: units(1) },
    })
    const fetched = await query(backend, { ...local, Select: 'ALL_ATTRIBUTES' })
    expect(fetched.Items?.map(({ x }) => x?.S?.length)).toEqual([5000, undefined])
    expect(fetched.ConsumedCapacity).toEqual({
      TableName: 'shop',
      ...units(4),
      Table: units(3),
      LocalSecondaryIndexes: { local: units(1) },
    })
  })

  it('rounds the sum of a page up to 4 KB, not each item, and takes half a unit at least', async () => {
    const backend = await backendWith()
    await put(backend, ...['1', '2', '3'].map((sk) => item(sk, { x: S('x'.repeat(1500)) })))
    const consumed = async (change: Partial<QueryInput>) =>
      (await query(backend, { ...ofA, ReturnConsumedCapacity: 'TOTAL', ...change })).ConsumedCapacity
        ?.CapacityUnits
    expect(await consumed({ ConsistentRead: true })).toBe(2)
    expect(await consumed({})).toBe(1)
    expect(await consumed({ ExpressionAttributeValues: { ':a': S('none') } })).toBe(0.5)
  })

  const start = (change: AttributeMap) => ({ ...ofA, ExclusiveStartKey: change })
  it.each<[Partial<QueryInput>, string]>([
    [{}, 'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.'],
    [{ ...ofA, IndexName: 'none' }, 'The table does not have the specified index: none'],
    [
      { ...ofG, IndexName: 'byG', ConsistentRead: true },
      'Consistent reads are not supported on global secondary indexes',
    ],
    [
      { ...ofA, Limit: 0, Select: 'SOME' as 'COUNT' },
      "1 validation error detected: Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      { ...ofA, TableName: undefined, Limit: 0, Select: 'SOME' as 'COUNT' },
      '3 validation errors detected: ' +
        "Value 'SOME' at 'select' failed to satisfy constraint: Member must satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]; " +
        "Value null at 'tableName' failed to satisfy constraint: Member must not be null; " +
        "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      { ...ofA, Select: 'SPECIFIC_ATTRIBUTES' },
      '1 validation error detected: Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    ],
    [
      { ...ofA, Select: 'COUNT', ProjectionExpression: 'sk' },
      '1 validation error detected: Cannot specify the ProjectionExpression when choosing to get only the Count',
    ],
    [
      { ...ofA, Select: 'ALL_PROJECTED_ATTRIBUTES' },
      '1 validation error detected: ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName',
    ],
    [
      { ...ofG, IndexName: 'keysOnly', Select: 'ALL_ATTRIBUTES' },
      'One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index keysOnly because its projection type is not ALL',
    ],
    [
      { ...ofG, IndexName: 'keysOnly', ProjectionExpression: 'pk, misc' },
      'One or more parameter values were invalid: Global secondary index keysOnly does not project [misc]',
    ],
    [
      { ...ofG, IndexName: 'keysOnly', FilterExpression: 'attribute_exists(misc)' },
      'One or more parameter values were invalid: Secondary index keysOnly does not project one or more filter attributes: [misc]',
    ],
    [
      { ...ofA, FilterExpression: 'sk = :a' },
      'Filter Expression can only contain non-primary key attributes: Primary key attribute: sk',
    ],
    [start({ pk: S('a') }), 'The provided starting key is invalid'],
    [start(item('1', { x: S('x') })), 'The provided starting key is invalid'],
    [start({ pk: S('a'), sk: N(1) }), 'The provided starting key is invalid'],
    [
      start({ pk: S('b'), sk: S('1') }),
      'The provided starting key is outside query boundaries based on provided conditions',
    ],
    [
      {
        KeyConditionExpression: 'pk = :a AND sk > :s',
        ExpressionAttributeValues: { ':a': S('a'), ':s': S('5') },
        ExclusiveStartKey: item('1'),
      },
      'The provided starting key does not match the range key predicate',
    ],
    [
      { ...ofA, ExpressionAttributeValues: { ':a': N(1) } },
      'One or more parameter values were invalid: Condition parameter type does not match schema type',
    ],
    [
      { KeyConditionExpression: 'sk = :a', ExpressionAttributeValues: { ':a': S('a') } },
      'Query condition missed key schema element: pk',
    ],
    [
      { IndexName: 'multi', ...ofG },
      'HASH key attributes h must have equality conditions specified in the query',
    ],
  ])('refuses %j', async (change, expected) => {
    expect(await queryRefused(change)).toBe(`ValidationException: ${expected}`)
  })
})

describe('a key condition that no key can follow', () => {
  const nowhere = (KeyConditionExpression: string, values: AttributeMap = { ':a': S('a') }) =>
    queryRefused({ TableName: 'nowhere', KeyConditionExpression, ExpressionAttributeValues: values })

  it('is refused before the table is looked for', async () => {
    const invalid = 'ValidationException: Invalid KeyConditionExpression: KeyConditionExpressions'
    expect(await nowhere('pk = :a AND pk > :a')).toBe(`${invalid} must only contain one condition per key`)
    expect(await nowhere('pk.x = :a')).toBe(`${invalid} cannot have conditions on nested attributes`)
    expect(await nowhere('pk = :a OR sk = :a')).toBe(
      'ValidationException: Invalid operator used in KeyConditionExpression: OR',
    )
  })

  it('is refused after placeholders that are not used', async () => {
    expect(await nowhere('pk <> :a', { ':a': S('a'), ':b': S('b') })).toMatch(/unused in expressions/)
  })

  it('is told from one that depends on the key, which waits for the table', async () => {
    expect(await nowhere('pk > :a AND sk = :a AND x = :a')).toBe(
      'ResourceNotFoundException: Requested resource not found',
    )
  })
})
