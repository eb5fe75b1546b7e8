import { describe, expect, it } from 'vitest'
import type { MemoryBackend } from '../../../src/engine/index.js'
import { S, backendWith, defined, hash, manualClock, plain, refused } from '../support.js'

const second = 1000
const item = { id: S('a'), extra: S('x') }

/** A backend whose tables take a second for each change, and its clock. */
async function slow(tables = [plain]) {
  const clock = manualClock()
  const backend = await backendWith(tables, { clock, tableTransition: second })
  return { backend, clock, pass: (seconds: number) => clock.advance(seconds * second) }
}

async function stateOf(backend: MemoryBackend, TableName = 'plain') {
  const { Table } = await backend.execute('DescribeTable', { TableName })
  return Table
}

const putItem = (backend: MemoryBackend) => backend.execute('PutItem', { TableName: 'plain', Item: item })
const protect = (backend: MemoryBackend) =>
  backend.execute('UpdateTable', { TableName: 'plain', DeletionProtectionEnabled: false })
const remove = (backend: MemoryBackend) => backend.execute('DeleteTable', { TableName: 'plain' })
const createIndex = (backend: MemoryBackend, IndexName = 'byExtra') =>
  backend.execute('UpdateTable', {
    TableName: 'plain',
    AttributeDefinitions: defined({ extra: 'S' }),
    GlobalSecondaryIndexUpdates: [
      { Create: { IndexName, KeySchema: hash('extra'), Projection: { ProjectionType: 'ALL' } } },
    ],
  })
const deleteIndex = (backend: MemoryBackend, IndexName = 'byExtra') =>
  backend.execute('UpdateTable', {
    TableName: 'plain',
    GlobalSecondaryIndexUpdates: [{ Delete: { IndexName } }],
  })
const query = (backend: MemoryBackend) =>
  backend.execute('Query', {
    TableName: 'plain',
    IndexName: 'byExtra',
    KeyConditionExpression: 'extra = :x',
    ExpressionAttributeValues: { ':x': S('x') },
  })

const notFound = 'ResourceNotFoundException: Requested resource not found'
const inUse = (change: string) =>
  `ResourceInUseException: Attempt to change a resource which is still in use: Table is being ${change}: plain`

describe('a table that is being created', () => {
  it('is listed and described, takes no items and no changes, until its time has come', async () => {
    const { backend, pass } = await slow()
    expect(await backend.execute('ListTables', {})).toEqual({ TableNames: ['plain'] })
    expect((await stateOf(backend))?.TableStatus).toBe('CREATING')
    expect(await refused(putItem(backend))).toBe(notFound)
    expect(await refused(protect(backend))).toBe(inUse('created'))
    expect(await refused(remove(backend))).toBe(inUse('created'))
    expect(await refused(backend.execute('CreateTable', plain))).toBe(
      'ResourceInUseException: Table already exists: plain',
    )
    pass(0.999)
    expect(await refused(putItem(backend))).toBe(notFound)
    pass(0.001)
    await putItem(backend)
    expect((await stateOf(backend))?.TableStatus).toBe('ACTIVE')
  })
})

describe('a table that is being updated', () => {
  it('takes items, and no other change', async () => {
    const { backend, pass } = await slow()
    pass(1)
    await protect(backend)
    expect((await stateOf(backend))?.TableStatus).toBe('UPDATING')
    await putItem(backend)
    expect(await refused(protect(backend))).toBe(inUse('updated'))
    expect(await refused(remove(backend))).toBe(inUse('updated'))
    pass(1)
    expect((await stateOf(backend))?.TableStatus).toBe('ACTIVE')
    await protect(backend)
  })

  it('shows the units that it had until the change is over', async () => {
    const units = (units: number) => ({ ReadCapacityUnits: units, WriteCapacityUnits: units })
    const { backend, pass } = await slow([
      { ...plain, BillingMode: undefined, ProvisionedThroughput: units(1) },
    ])
    pass(1)
    await backend.execute('UpdateTable', { TableName: 'plain', ProvisionedThroughput: units(2) })
    expect((await stateOf(backend))?.ProvisionedThroughput).toMatchObject(units(1))
    pass(1)
    expect((await stateOf(backend))?.ProvisionedThroughput).toMatchObject(units(2))
    await protect(backend)
    expect((await stateOf(backend))?.ProvisionedThroughput).toMatchObject(units(2))
  })
})

describe('a table that is being deleted', () => {
  it('is listed, takes no items, can be deleted once more, and is gone when its time has come', async () => {
    const { backend, pass } = await slow()
    pass(1)
    await putItem(backend)
    expect((await remove(backend)).TableDescription?.TableStatus).toBe('DELETING')
    expect(await backend.execute('ListTables', {})).toEqual({ TableNames: ['plain'] })
    expect(await refused(putItem(backend))).toBe(notFound)
    expect(await refused(protect(backend))).toBe(inUse('deleted'))
    expect(await refused(backend.execute('CreateTable', plain))).toBe(inUse('deleted'))
    pass(0.5)
    expect((await remove(backend)).TableDescription?.TableStatus).toBe('DELETING')
    pass(0.5)
    expect(await refused(stateOf(backend))).toBe(`${notFound}: Table: plain not found`)
    expect(await backend.execute('ListTables', {})).toEqual({ TableNames: [] })
    await backend.execute('CreateTable', plain)
  })

  it('is as far in a snapshot, and goes on where that is restored', async () => {
    const { backend, pass, clock } = await slow()
    pass(1)
    await remove(backend)
    const snapshot = backend.snapshot()
    const other = await backendWith([], { clock, tableTransition: second })
    other.restore(snapshot)
    expect((await stateOf(other))?.TableStatus).toBe('DELETING')
    pass(1)
    expect(await other.execute('ListTables', {})).toEqual({ TableNames: [] })
  })
})

describe('an index that is being created', () => {
  it('is allocated, then filled, and read only when it is there', async () => {
    const { backend, pass } = await slow()
    pass(1)
    await putItem(backend)
    await createIndex(backend)
    const index = async () => (await stateOf(backend))?.GlobalSecondaryIndexes?.[0]
    const unreadable = 'ValidationException: Cannot read from backfilling global secondary index: byExtra'
    expect(await index()).toMatchObject({ IndexStatus: 'CREATING', Backfilling: false })
    expect(await refused(query(backend))).toBe(unreadable)
    pass(1)
    expect((await stateOf(backend))?.TableStatus).toBe('ACTIVE')
    expect(await index()).toMatchObject({ IndexStatus: 'CREATING', Backfilling: true })
    expect(await refused(query(backend))).toBe(unreadable)
    pass(1)
    expect(await index()).toMatchObject({ IndexStatus: 'ACTIVE' })
    expect((await query(backend)).Items).toEqual([item])
  })

  it('leaves no room for another, nor for the end of the table, but for other changes and for its own end', async () => {
    const { backend, pass } = await slow()
    pass(1)
    await createIndex(backend)
    pass(1)
    expect(await refused(createIndex(backend, 'another'))).toBe(
      'LimitExceededException: Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
    )
    expect(await refused(remove(backend))).toBe(
      'ResourceInUseException: Attempt to change a resource which is still in use: Index is being created.',
    )
    await deleteIndex(backend)
    expect((await stateOf(backend))?.GlobalSecondaryIndexes?.[0]?.IndexStatus).toBe('DELETING')
    expect(await refused(query(backend))).toBe(
      'ValidationException: The table does not have the specified index: byExtra',
    )
    pass(1)
    expect(await stateOf(backend)).not.toHaveProperty('GlobalSecondaryIndexes')
    await remove(backend)
  })
})

describe('an index of a table that is being created', () => {
  it('is being created with it', async () => {
    const { backend, pass } = await slow([
      {
        ...plain,
        AttributeDefinitions: defined({ id: 'S', extra: 'S' }),
        GlobalSecondaryIndexes: [
          { IndexName: 'byExtra', KeySchema: hash('extra'), Projection: { ProjectionType: 'ALL' } },
        ],
      },
    ])
    const index = async () => (await stateOf(backend))?.GlobalSecondaryIndexes?.[0]
    expect(await index()).toMatchObject({ IndexStatus: 'CREATING' })
    expect(await index()).not.toHaveProperty('Backfilling')
    pass(1)
    expect((await query(backend)).Items).toEqual([])
    expect(await index()).toMatchObject({ IndexStatus: 'ACTIVE' })
  })
})

describe('tables', () => {
  it('can be changed five hundred at a time', async () => {
    const tables = Array.from({ length: 500 }, (_, at) => ({ ...plain, TableName: `table${at}` }))
    const { backend, pass } = await slow(tables)
    expect(await refused(backend.execute('CreateTable', plain))).toBe(
      'LimitExceededException: Subscriber limit exceeded: Only 500 tables can be created, updated, or deleted simultaneously',
    )
    pass(1)
    await backend.execute('CreateTable', plain)
  })
})
