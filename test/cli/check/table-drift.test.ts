import { describe, expect, it } from 'vitest'
import { deploymentDrift } from '../../../src/cli/check/deployment-drift.js'
import { tableDrift } from '../../../src/cli/check/table-drift.js'
import type { CreateTableInput, TableDescription } from '../../../src/protocol/tables.js'

const expected: CreateTableInput = {
  TableName: 'shop',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'n', AttributeType: 'N' },
  ],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byN',
      KeySchema: [{ AttributeName: 'n', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a', 'b'] },
    },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
}
const { TableName: _, GlobalSecondaryIndexes: indexes = [], ...common } = expected
const same: TableDescription = {
  ...common,
  AttributeDefinitions: (expected.AttributeDefinitions ?? []).toReversed(),
  GlobalSecondaryIndexes: indexes.map((index) => ({
    ...index,
    IndexStatus: 'ACTIVE',
    Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['b', 'a'] },
  })),
}
const noLife = { expected: undefined, actual: undefined }

describe('the drift of a table', () => {
  it('is none where the order alone differs', () => {
    expect(tableDrift(expected, same, noLife)).toEqual([])
  })

  it.each<[string, Partial<TableDescription>, readonly string[]]>([
    [
      'no index',
      { GlobalSecondaryIndexes: undefined },
      ['global index byN: the schema has it, the table has none'],
    ],
    [
      'an index of its own',
      { LocalSecondaryIndexes: [{ IndexName: 'more' }] },
      ['local index more: the schema has none, the table has it'],
    ],
    [
      'no stream',
      { StreamSpecification: undefined },
      ['stream: the schema has NEW_IMAGE, the table has none'],
    ],
    [
      'another type of key',
      {
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'n', AttributeType: 'S' },
        ],
      },
      ['global index byN, key: the schema has n (N, HASH), the table has n (S, HASH)'],
    ],
  ])('tells of %s', (_name, other, drift) => {
    expect(tableDrift(expected, { ...same, ...other }, noLife)).toEqual(drift)
  })

  it('tells of another expiry', () => {
    expect(tableDrift(expected, same, { expected: 'ttl', actual: 'until' })).toEqual([
      'time to live: the schema has ttl, the table has until',
    ])
  })
})

describe('the drift of a deployment', () => {
  it('is about what the configuration says, and nothing else', () => {
    expect(deploymentDrift(undefined, same)).toEqual([])
    expect(deploymentDrift({ tags: { a: 'b' } }, same)).toEqual([])
    expect(
      deploymentDrift(
        { billing: { mode: 'on-demand' }, tableClass: 'standard', deletionProtection: false },
        {
          BillingModeSummary: { BillingMode: 'PROVISIONED' },
          TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
          DeletionProtectionEnabled: true,
        },
      ),
    ).toEqual([
      'billing: the configuration has on-demand, the table has provisioned',
      'table class: the configuration has standard, the table has standard-infrequent-access',
      'deletion protection: the configuration has off, the table has on',
    ])
  })
})
