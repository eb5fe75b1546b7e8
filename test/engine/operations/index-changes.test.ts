import { describe, expect, it } from 'vitest'
import type { AttributeMap } from '../../../src/protocol/attribute-value.js'
import type { GlobalSecondaryIndex } from '../../../src/protocol/tables.js'
import type { MemoryBackend } from '../../../src/engine/index.js'
import { N, S, backendWith, defined, hash, plain, put, range, refused, shop } from '../support.js'

const all = { ProjectionType: 'ALL' } as const
const byExtra: GlobalSecondaryIndex = { IndexName: 'byExtra', KeySchema: hash('extra'), Projection: all }

const create = (backend: MemoryBackend, index: object = {}, definitions = defined({ extra: 'S' })) =>
  backend.execute('UpdateTable', {
    TableName: 'shop',
    AttributeDefinitions: definitions,
    GlobalSecondaryIndexUpdates: [{ Create: { ...byExtra, ...index } }],
  })
const remove = (backend: MemoryBackend, IndexName: string) =>
  backend.execute('UpdateTable', {
    TableName: 'shop',
    GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }],
  })

const at = (sk: string, more: AttributeMap): AttributeMap => ({ pk: S('a'), sk: S(sk), ...more })
async function held(backend: MemoryBackend, IndexName = 'byExtra'): Promise<string[]> {
  const { Items = [] } = await backend.execute('Scan', { TableName: 'shop', IndexName })
  return Items.flatMap(({ sk }) => sk?.S ?? []).sort()
}
const update = (backend: MemoryBackend, sk: string, expression: string, values: AttributeMap) =>
  backend.execute('UpdateItem', {
    TableName: 'shop',
    Key: at(sk, {}),
    UpdateExpression: expression,
    ExpressionAttributeValues: values,
  })

describe('an index that is created', () => {
  it('is being created in the answer, holds the items that were there and follows them', async () => {
    const backend = await backendWith()
    await put(backend, at('1', { extra: S('x') }), at('2', {}), at('3', { extra: S('y') }))
    const { TableDescription } = await create(backend)
    expect(TableDescription?.TableStatus).toBe('UPDATING')
    expect(TableDescription?.GlobalSecondaryIndexes?.at(-1)).toMatchObject({
      IndexName: 'byExtra',
      IndexStatus: 'CREATING',
      Backfilling: false,
      IndexSizeBytes: 0,
      ItemCount: 0,
    })
    const { Table } = await backend.execute('DescribeTable', { TableName: 'shop' })
    expect(Table?.GlobalSecondaryIndexes?.at(-1)).toMatchObject({ IndexStatus: 'ACTIVE', ItemCount: 2 })
    expect(Table?.GlobalSecondaryIndexes?.at(-1)).not.toHaveProperty('Backfilling')
    expect(Table?.AttributeDefinitions).toContainEqual({ AttributeName: 'extra', AttributeType: 'S' })
    expect(await held(backend)).toEqual(['1', '3'])
    await put(backend, at('2', { extra: S('z') }), at('1', {}))
    expect(await held(backend)).toEqual(['2', '3'])
    backend.assertInvariants()
  })

  it('leaves out items that do not fit its key', async () => {
    const backend = await backendWith()
    await put(
      backend,
      at('1', { extra: S('x') }),
      at('2', { extra: N(1) }),
      at('3', { extra: S('') }),
      at('4', { extra: S('x'.repeat(2049)) }),
      at('5', { extra: { M: {} } }),
    )
    await create(backend)
    expect(await held(backend)).toEqual(['1'])
    backend.assertInvariants()
  })

  it('lets such items be changed elsewhere and be removed, and takes them in once they fit', async () => {
    const backend = await backendWith()
    await put(backend, at('1', { extra: N(1) }), at('2', { extra: N(2) }), at('3', { extra: S('') }))
    await create(backend)
    await update(backend, '1', 'SET h = :v', { ':v': S('x') })
    expect(await held(backend)).toEqual([])
    await update(backend, '1', 'SET extra = :v', { ':v': S('x') })
    await put(backend, at('3', { extra: S('y') }))
    await backend.execute('DeleteItem', { TableName: 'shop', Key: at('2', {}) })
    expect(await held(backend)).toEqual(['1', '3'])
    backend.assertInvariants()
  })

  it('takes no item in whose other key attribute comes later, while one still does not fit', async () => {
    const backend = await backendWith()
    await put(backend, at('1', { extra: N(1) }))
    const definitions = defined({ extra: 'S', g: 'S' })
    await create(backend, { KeySchema: [...hash('extra'), ...range('g')] }, definitions)
    await update(backend, '1', 'SET g = :v', { ':v': S('x') })
    expect(await held(backend)).toEqual([])
    backend.assertInvariants()
  })

  it('knows of items that it left out in a snapshot too', async () => {
    const backend = await backendWith()
    await put(backend, at('1', { extra: N(1) }))
    await create(backend)
    backend.restore(backend.snapshot())
    await update(backend, '1', 'SET h = :v', { ':v': S('x') })
    expect(await held(backend)).toEqual([])
    backend.assertInvariants()
  })

  it('leaves aside definitions that nothing uses, and types that differ from those of the table', async () => {
    const backend = await backendWith()
    await create(backend, {}, defined({ extra: 'S', other: 'S', pk: 'N' }))
    const { Table } = await backend.execute('DescribeTable', { TableName: 'shop' })
    expect(Table?.AttributeDefinitions).toContainEqual({ AttributeName: 'extra', AttributeType: 'S' })
    expect(Table?.AttributeDefinitions).toContainEqual({ AttributeName: 'pk', AttributeType: 'S' })
    expect(Table?.AttributeDefinitions?.map((each) => each.AttributeName)).not.toContain('other')
  })

  it('refuses from then on what does not fit its key', async () => {
    const backend = await backendWith()
    await create(backend)
    expect(await refused(put(backend, at('1', { extra: N(1) })))).toBe(
      'ValidationException: One or more parameter values were invalid: Type mismatch for Index Key extra Expected: S Actual: N IndexName: byExtra',
    )
  })

  it('counts no capacity for items that it leaves out', async () => {
    const backend = await backendWith()
    await put(backend, at('1', { extra: N(1) }))
    await create(backend)
    const { ConsumedCapacity } = await backend.execute('DeleteItem', {
      TableName: 'shop',
      Key: at('1', {}),
      ReturnConsumedCapacity: 'INDEXES',
    })
    expect(ConsumedCapacity).toEqual({
      TableName: 'shop',
      CapacityUnits: 1,
      Table: { CapacityUnits: 1 },
    })
  })

  const invalid = 'ValidationException: One or more parameter values were invalid: '
  it.each([
    [
      { IndexName: 'byG' },
      undefined,
      'ValidationException: Attempting to create an index which already exists',
    ],
    [
      { IndexName: 'local' },
      undefined,
      'ValidationException: Attempting to create an index which already exists',
    ],
    [
      {},
      defined({ other: 'S' }),
      `${invalid}Some index key attributes are not defined in AttributeDefinitions. Keys: [extra], AttributeDefinitions: [other]`,
    ],
    [
      { KeySchema: [...hash('extra'), ...range('g')] },
      defined({ extra: 'S' }),
      'ValidationException: Invalid KeySchema: Some index key attribute have no definition',
    ],
    [{}, [], 'ValidationException: Invalid KeySchema: Some index key attribute have no definition'],
    [
      {},
      [...defined({ extra: 'S' }), ...defined({ extra: 'S' })],
      `${invalid}Duplicate AttributeName in AttributeDefinitions: extra`,
    ],
    [{ Projection: {} }, undefined, `${invalid}Unknown ProjectionType: null`],
    [
      { KeySchema: range('extra') },
      undefined,
      'ValidationException: Invalid KeySchema: The first KeySchemaElement is not a HASH key type',
    ],
    [
      { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } },
      undefined,
      `${invalid}ProvisionedThroughput should not be specified for index: byExtra when BillingMode is PAY_PER_REQUEST`,
    ],
    [
      {
        Projection: {
          ProjectionType: 'INCLUDE',
          NonKeyAttributes: Array.from({ length: 100 }, (_, n) => `n${n}`),
        },
      },
      undefined,
      `${invalid}Too many NonKeyAttributes are specified across all indexes. Limit: 100`,
    ],
  ])('is refused as %j with definitions %j', async (index, definitions, expected) => {
    const backend = await backendWith()
    expect(await refused(create(backend, index, definitions))).toBe(expected)
  })

  it('is refused where there are twenty', async () => {
    const backend = await backendWith()
    for (let count = 3; count < 20; count += 1) await create(backend, { IndexName: `index${count}` })
    expect(await refused(create(backend))).toBe(
      `${invalid}GlobalSecondaryIndex count exceeds the per-table limit of 20`,
    )
  })

  it('needs throughput in a provisioned table', async () => {
    const ProvisionedThroughput = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 }
    const backend = await backendWith([{ ...plain, BillingMode: undefined, ProvisionedThroughput }])
    const call = (index: GlobalSecondaryIndex) =>
      backend.execute('UpdateTable', {
        TableName: 'plain',
        AttributeDefinitions: defined({ extra: 'S' }),
        GlobalSecondaryIndexUpdates: [{ Create: index }],
      })
    expect(await refused(call(byExtra))).toBe(
      `${invalid}ProvisionedThroughput must be specified for index: byExtra`,
    )
    const { TableDescription } = await call({ ...byExtra, ProvisionedThroughput })
    expect(TableDescription?.GlobalSecondaryIndexes?.[0]?.ProvisionedThroughput).toEqual({
      ...ProvisionedThroughput,
      NumberOfDecreasesToday: 0,
    })
  })
})

describe('an index that is deleted', () => {
  it('is being deleted in the answer, and gone with the definitions that only it used', async () => {
    const backend = await backendWith([shop])
    const { TableDescription } = await remove(backend, 'multi')
    const statuses = TableDescription?.GlobalSecondaryIndexes?.map((each) => [
      each.IndexName,
      each.IndexStatus,
    ])
    expect(statuses).toEqual([
      ['byG', 'ACTIVE'],
      ['keysOnly', 'ACTIVE'],
      ['multi', 'DELETING'],
    ])
    const { Table } = await backend.execute('DescribeTable', { TableName: 'shop' })
    expect(Table?.GlobalSecondaryIndexes).toHaveLength(2)
    expect(Table?.AttributeDefinitions?.map((each) => each.AttributeName)).toEqual([
      'pk',
      'sk',
      'g',
      'n',
      'l',
    ])
    expect(await refused(held(backend, 'multi'))).toBe(
      'ValidationException: The table does not have the specified index: multi',
    )
    await put(backend, at('1', { h: N(1) }))
    backend.assertInvariants()
  })

  it('can be created again, otherwise', async () => {
    const backend = await backendWith([shop])
    await put(backend, at('1', { h: S('x') }))
    await remove(backend, 'multi')
    await create(backend, { IndexName: 'multi', KeySchema: hash('h') }, defined({ h: 'S' }))
    expect(await held(backend, 'multi')).toEqual(['1'])
  })

  it('has to be there, and to be global', async () => {
    const backend = await backendWith()
    for (const name of ['none', 'local']) {
      expect(await refused(remove(backend, name))).toBe(
        'ResourceNotFoundException: Requested resource not found',
      )
    }
  })
})

describe('indexes', () => {
  it('are created and deleted one at a time', async () => {
    const backend = await backendWith()
    const call = backend.execute('UpdateTable', {
      TableName: 'shop',
      AttributeDefinitions: defined({ extra: 'S' }),
      GlobalSecondaryIndexUpdates: [{ Create: byExtra }, { Delete: { IndexName: 'byG' } }],
    })
    expect(await refused(call)).toBe(
      'LimitExceededException: Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
    )
  })
})
