import { describe, expect, it } from 'vitest'
import { seedSteps, snapshotSteps } from '../../../src/server/files/table-steps.js'

const key = (...names: string[]) => names.map((AttributeName) => ({ AttributeName, KeyType: 'HASH' }))
const defined = (...names: string[]) => names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' }))
const stream = { StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } }
const indexes = [
  { IndexName: 'one', KeySchema: key('a') },
  { IndexName: 'two', KeySchema: key('b') },
]
const table = {
  TableName: 't',
  AttributeDefinitions: defined('a', 'pk', 'b', 'c'),
  KeySchema: key('pk'),
  LocalSecondaryIndexes: [{ IndexName: 'local', KeySchema: key('pk', 'c') }],
  GlobalSecondaryIndexes: indexes,
}

describe('a table of a seed', () => {
  it('is created as it is written, with its stream after its items', () => {
    expect(seedSteps({ ...table, ...stream })).toEqual({
      creation: table,
      changes: [{ what: 'stream', change: stream }],
    })
    expect(seedSteps(table)).toEqual({ creation: table, changes: [] })
  })
})

describe('a table of a snapshot', () => {
  it('gets its global indexes one by one after its items, and its stream last', () => {
    const { creation, changes } = snapshotSteps({ ...table, ...stream })
    expect(creation).toEqual({
      TableName: 't',
      AttributeDefinitions: defined('pk', 'c'),
      KeySchema: table.KeySchema,
      LocalSecondaryIndexes: table.LocalSecondaryIndexes,
    })
    expect(changes).toEqual([
      ...indexes.map((Create) => ({
        what: 'index',
        change: {
          AttributeDefinitions: table.AttributeDefinitions,
          GlobalSecondaryIndexUpdates: [{ Create }],
        },
      })),
      { what: 'stream', change: stream },
    ])
  })

  it('is raised after its creation when it has more units than a new table may have', () => {
    const ProvisionedThroughput = { ReadCapacityUnits: 50_000, WriteCapacityUnits: 5 }
    expect(snapshotSteps({ TableName: 't', AttributeDefinitions: [], ProvisionedThroughput })).toEqual({
      creation: {
        TableName: 't',
        AttributeDefinitions: [],
        ProvisionedThroughput: { ReadCapacityUnits: 40_000, WriteCapacityUnits: 5 },
      },
      changes: [{ what: 'throughput', change: { ProvisionedThroughput } }],
    })
  })
})
