import { describe, expect, it } from 'vitest'
import type { CreateTableInput } from '../../../src/protocol/tables.js'
import { memory } from '../../../src/engine/index.js'
import { backendWith, defined, hash, plain, refused } from '../support.js'

const units = (units: number) => ({ ReadCapacityUnits: units, WriteCapacityUnits: units })
const provisioned: CreateTableInput = { ...plain, BillingMode: undefined, ProvisionedThroughput: units(5) }
const index = { IndexName: 'one', KeySchema: hash('a'), Projection: { ProjectionType: 'ALL' } } as const
const definitions = defined({ id: 'S', a: 'S' })
const start = new Date(Date.UTC(2026, 0, 1))

/** What the answer to CreateTable says, and what DescribeTable says afterwards. */
async function created(table: CreateTableInput) {
  const backend = await backendWith([])
  const { TableDescription } = await backend.execute('CreateTable', table)
  const { Table } = await backend.execute('DescribeTable', { TableName: 'plain' })
  return { answer: TableDescription, after: Table }
}
const refusal = (table: object) => refused(memory().execute('CreateTable', { ...plain, ...table }))
const invalid = 'ValidationException: One or more parameter values were invalid: '

describe('the settings of a table', () => {
  it('are kept and described', async () => {
    const { after } = await created({
      ...plain,
      AttributeDefinitions: definitions,
      GlobalSecondaryIndexes: [
        {
          ...index,
          OnDemandThroughput: { MaxWriteRequestUnits: 7 },
          WarmThroughput: { ReadUnitsPerSecond: 14_000, WriteUnitsPerSecond: 5000 },
        },
      ],
      SSESpecification: { Enabled: true, KMSMasterKeyId: '1234' },
      TableClass: 'STANDARD_INFREQUENT_ACCESS',
      OnDemandThroughput: { MaxReadRequestUnits: 5 },
      WarmThroughput: { ReadUnitsPerSecond: 13_000, WriteUnitsPerSecond: 4500 },
      DeletionProtectionEnabled: true,
    })
    expect(after).toMatchObject({
      TableStatus: 'ACTIVE',
      SSEDescription: {
        Status: 'ENABLED',
        SSEType: 'KMS',
        KMSMasterKeyArn: 'arn:aws:kms:us-east-1:000000000000:key/1234',
      },
      TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
      OnDemandThroughput: { MaxReadRequestUnits: 5 },
      WarmThroughput: { ReadUnitsPerSecond: 13_000, WriteUnitsPerSecond: 4500, Status: 'ACTIVE' },
      DeletionProtectionEnabled: true,
      GlobalSecondaryIndexes: [
        {
          IndexStatus: 'ACTIVE',
          OnDemandThroughput: { MaxWriteRequestUnits: 7 },
          WarmThroughput: { ReadUnitsPerSecond: 14_000, WriteUnitsPerSecond: 5000, Status: 'ACTIVE' },
        },
      ],
    })
    expect(after?.TableClassSummary).not.toHaveProperty('LastUpdateDateTime')
  })

  it('are not described where they are the ordinary ones', async () => {
    const { after } = await created(plain)
    for (const member of ['SSEDescription', 'TableClassSummary', 'OnDemandThroughput']) {
      expect(after).not.toHaveProperty(member)
    }
  })

  it('date the billing mode once the table is there, and leave it out while it is provisioned', async () => {
    const { answer, after } = await created(plain)
    expect(answer?.BillingModeSummary).toEqual({ BillingMode: 'PAY_PER_REQUEST' })
    expect(after?.BillingModeSummary).toEqual({
      BillingMode: 'PAY_PER_REQUEST',
      LastUpdateToPayPerRequestDateTime: start,
    })
    const { after: other } = await created(provisioned)
    expect(other).not.toHaveProperty('BillingModeSummary')
    expect(other?.ProvisionedThroughput).toEqual({ ...units(5), NumberOfDecreasesToday: 0 })
  })

  it('warm a table as far as its capacity goes, once it is there', async () => {
    const { answer, after } = await created(plain)
    expect(answer).not.toHaveProperty('WarmThroughput')
    expect(after?.WarmThroughput).toEqual({
      ReadUnitsPerSecond: 12_000,
      WriteUnitsPerSecond: 4000,
      Status: 'ACTIVE',
    })
    expect((await created(provisioned)).after?.WarmThroughput).toEqual({
      ReadUnitsPerSecond: 5,
      WriteUnitsPerSecond: 5,
      Status: 'ACTIVE',
    })
  })
})

describe('settings that CreateTable refuses', () => {
  const refer =
    'Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.'
  it.each([
    [{ SSESpecification: { Enabled: true, SSEType: 'AES256' } }, `${invalid}SSEType AES256 is not supported`],
    [
      { SSESpecification: { KMSMasterKeyId: '1234' } },
      `${invalid}SSEType and KMSMasterKeyId cannot be specified when SSE is disabled`,
    ],
    [
      { ...provisioned, OnDemandThroughput: { MaxReadRequestUnits: 5 } },
      `${invalid}MaxReadRequestUnits for OnDemandThroughput cannot be specified when table BillingMode is PROVISIONED.`,
    ],
    [
      { OnDemandThroughput: { MaxWriteRequestUnits: -1 } },
      `${invalid}Requested MaxWriteRequestUnits for OnDemandThroughput for table is outside of valid range`,
    ],
    [
      { StreamSpecification: { StreamEnabled: false, StreamViewType: 'KEYS_ONLY' } },
      `${invalid}Table is being created with a stream disabled, UpdateViewType should not be specified`,
    ],
    [
      { ...provisioned, ProvisionedThroughput: units(1_000_000_000_001) },
      'ValidationException: Given value 1000000000001 for ReadCapacityUnits is out of bounds',
    ],
    [
      {
        ...provisioned,
        ProvisionedThroughput: units(39_999),
        AttributeDefinitions: definitions,
        GlobalSecondaryIndexes: [{ ...index, ProvisionedThroughput: units(2) }],
      },
      `LimitExceededException: The requested ReadCapacityUnits, 40001, is above the per-table maximum for the table plain in us-east-1. Per-table maximum: 40000. ${refer}`,
    ],
    [
      { ...provisioned, AttributeDefinitions: definitions, GlobalSecondaryIndexes: [index] },
      `${invalid}ProvisionedThroughput must be specified for index: one`,
    ],
    [
      { GlobalTableSourceArn: 'arn:aws:dynamodb:eu-west-1:000000000000:table/plain' },
      'ValidationException: The parameter GlobalTableSourceArn is not supported by this engine',
    ],
    [
      { VectorIndexes: [] },
      'ValidationException: The parameter VectorIndexes is not supported by this engine',
    ],
  ])('are %j', async (change, expected) => {
    expect(await refusal(change)).toBe(expected)
  })

  it('are those that are no settings at all', async () => {
    expect(await refusal({ TableClass: 'BEST', WarmThroughput: { ReadUnitsPerSecond: 0 } })).toBe(
      'ValidationException: 2 validation errors detected: ' +
        "Value 'BEST' at 'tableClass' failed to satisfy constraint: Member must satisfy enum value set: [STANDARD, STANDARD_INFREQUENT_ACCESS]; " +
        "Value '0' at 'warmThroughput.readUnitsPerSecond' failed to satisfy constraint: Member must have value greater than or equal to 1",
    )
  })
})

describe('the tables of an account', () => {
  it('have 80,000 units at most, of which those that are there count', async () => {
    const table = (name: string, count: number) => ({
      ...provisioned,
      TableName: name,
      ProvisionedThroughput: { ReadCapacityUnits: count, WriteCapacityUnits: 1 },
    })
    const backend = await backendWith([table('one', 40_000), table('two', 30_000)])
    expect(await refused(backend.execute('CreateTable', table('three', 10_001)))).toBe(
      'LimitExceededException: The requested ReadCapacityUnits, 80001, is above the per-account maximum in us-east-1. Per-account maximum: 80000. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.',
    )
    await backend.execute('DeleteTable', { TableName: 'one' })
    await backend.execute('CreateTable', table('three', 10_001))
  })

  it('are 2500 at most', async () => {
    const tables = Array.from({ length: 2500 }, (_, at) => ({ ...plain, TableName: `table${at}` }))
    const backend = await backendWith(tables)
    expect(await refused(backend.execute('CreateTable', plain))).toBe(
      'LimitExceededException: Subscriber limit exceeded: There is a limit of 2500 tables per subscriber',
    )
    await backend.execute('DeleteTable', { TableName: 'table0' })
    await backend.execute('CreateTable', plain)
  })
})
