import { beforeAll, describe, expect, it } from 'vitest'
import type { MemoryBackend, MemorySnapshot } from '../../../src/engine/index.js'
import { memory } from '../../../src/engine/index.js'
import type { UpdateTableInput } from '../../../src/protocol/tables.js'
import { N, S, refused } from '../support.js'

const TableName = 'many'
const items = 12_000
const key = (index: number) => ({ id: S(String(index)) })

let filled: MemorySnapshot

beforeAll(async () => {
  const backend = memory()
  await backend.execute('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  })
  for (let index = 0; index < items; index += 1) {
    const Item = {
      ...key(index),
      group: index % 7 === 0 ? N(index) : S(String(index % 10)),
      at: N(4_000_000_000 + index),
    }
    await backend.execute('PutItem', { TableName, Item })
  }
  filled = backend.snapshot()
}, 30_000)

function copied(): MemoryBackend {
  const backend = memory()
  backend.restore(filled)
  return backend
}

const createIndex: UpdateTableInput = {
  TableName,
  AttributeDefinitions: [{ AttributeName: 'group', AttributeType: 'S' }],
  GlobalSecondaryIndexUpdates: [
    {
      Create: {
        IndexName: 'byGroup',
        KeySchema: [{ AttributeName: 'group', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    },
  ],
}
const enable = { TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: 'at' } }

/** Writes here and there until the change is done; gives how many turns others had. */
async function writeDuring(backend: MemoryBackend, change: Promise<unknown>): Promise<number> {
  let isDone = false
  void change.then(() => (isDone = true))
  let turns = 0
  for (; !isDone; turns += 1) {
    for (let index = turns; index < items; index += 500) {
      if (index % 3 === 0) await backend.execute('DeleteItem', { TableName, Key: key(index) })
      else await backend.execute('PutItem', { TableName, Item: { ...key(index), group: S('new'), at: N(1) } })
    }
    backend.assertInvariants()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return turns
}

const statusOf = async (backend: MemoryBackend) =>
  (await backend.execute('DescribeTable', { TableName })).Table?.TableStatus

describe('a new index of a large table', () => {
  it('is filled while others write, and holds what they wrote', async () => {
    const backend = copied()
    const change = backend.execute('UpdateTable', createIndex)
    expect(await statusOf(backend)).toBe('UPDATING')
    const read = backend.execute('Scan', { TableName, IndexName: 'byGroup' })
    expect(await refused(read)).toMatch(/Cannot read from backfilling/)
    expect(await refused(backend.execute('DeleteTable', { TableName }))).toMatch(/ResourceInUse/)
    expect(await writeDuring(backend, change)).toBeGreaterThan(1)
    backend.assertInvariants()
    const { Table } = await backend.execute('DescribeTable', { TableName })
    expect([Table?.TableStatus, Table?.GlobalSecondaryIndexes?.[0]?.IndexStatus]).toEqual([
      'ACTIVE',
      'ACTIVE',
    ])
    const found = await backend.execute('Query', {
      TableName,
      IndexName: 'byGroup',
      KeyConditionExpression: '#g = :g',
      ExpressionAttributeNames: { '#g': 'group' },
      ExpressionAttributeValues: { ':g': S('new') },
    })
    expect(found.Count).toBeGreaterThan(10)
  })

  it('is full in a snapshot that was taken meanwhile', async () => {
    const backend = copied()
    const change = backend.execute('UpdateTable', createIndex)
    const meanwhile = backend.snapshot()
    await change
    const other = memory()
    other.restore(meanwhile)
    other.assertInvariants()
    expect(await statusOf(other)).toBe('ACTIVE')
    const counts = await Promise.all(
      [backend, other].map(
        async (each) =>
          (await each.execute('DescribeTable', { TableName })).Table?.GlobalSecondaryIndexes?.[0]?.ItemCount,
      ),
    )
    expect(counts[0]).toBe(counts[1])
    expect(counts[0]).toBeGreaterThan(items / 2)
  })
})

describe('time to live of a large table', () => {
  it('takes items in while others write', async () => {
    const backend = copied()
    const change = backend.execute('UpdateTimeToLive', enable)
    const status = async () =>
      (await backend.execute('DescribeTimeToLive', { TableName })).TimeToLiveDescription?.TimeToLiveStatus
    expect(await status()).toBe('ENABLING')
    expect(await refused(backend.execute('UpdateTimeToLive', enable))).toMatch(/ValidationException/)
    const meanwhile = backend.snapshot()
    expect(await writeDuring(backend, change)).toBeGreaterThan(1)
    backend.assertInvariants()
    expect(await status()).toBe('ENABLED')
    const other = memory()
    other.restore(meanwhile)
    other.assertInvariants()
  })
})
