import { describe, expect, it } from 'vitest'
import type { GlobalSecondaryIndexUpdate, UpdateTableInput } from '../../../src/protocol/tables.js'
import { memory } from '../../../src/engine/index.js'
import { backendWith, defined, hash, manualClock, plain, range, refused, shop } from '../support.js'

const units = (ReadCapacityUnits: number, WriteCapacityUnits: number) => ({
  ReadCapacityUnits,
  WriteCapacityUnits,
})
const provisioned = { ...plain, BillingMode: undefined, ProvisionedThroughput: units(5, 5) }
const withIndex = {
  ...provisioned,
  AttributeDefinitions: defined({ id: 'S', a: 'S' }),
  GlobalSecondaryIndexes: [
    {
      IndexName: 'one',
      KeySchema: hash('a'),
      Projection: { ProjectionType: 'ALL' },
      ProvisionedThroughput: units(2, 2),
    } as const,
  ],
}

async function updated(table: typeof plain, change: object, clock = manualClock()) {
  const backend = await backendWith([table], { clock })
  const output = await backend.execute('UpdateTable', { TableName: 'plain', ...change })
  const { Table } = await backend.execute('DescribeTable', { TableName: 'plain' })
  return { backend, output: output.TableDescription, after: Table, clock }
}

const refusal = async (table: typeof plain, change: object) => {
  const backend = await backendWith([table])
  return refused(backend.execute('UpdateTable', { TableName: 'plain', ...change }))
}
const invalid = 'ValidationException: One or more parameter values were invalid: '

describe('UpdateTable', () => {
  it('answers that the table is being updated, which it is no more afterwards', async () => {
    const { output, after } = await updated(provisioned, { ProvisionedThroughput: units(10, 4) })
    expect(output).toMatchObject({ TableStatus: 'UPDATING', ProvisionedThroughput: units(5, 5) })
    expect(after).toMatchObject({
      TableStatus: 'ACTIVE',
      ProvisionedThroughput: {
        ...units(10, 4),
        NumberOfDecreasesToday: 1,
        LastIncreaseDateTime: new Date(Date.UTC(2026, 0, 1)),
        LastDecreaseDateTime: new Date(Date.UTC(2026, 0, 1)),
      },
    })
  })

  it('says which table is missing, after the faults of the request', async () => {
    const backend = await backendWith([])
    const update = (input: object) => refused(backend.execute('UpdateTable', input as UpdateTableInput))
    expect(await update({ TableName: 'none', DeletionProtectionEnabled: true })).toBe(
      'ResourceNotFoundException: Requested resource not found: Table: none not found',
    )
    expect(await update({ TableName: 'none' })).toBe(
      'ValidationException: At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required',
    )
  })

  it('gathers the faults of several members', async () => {
    const faults = await refusal(plain, {
      BillingMode: 'FREE',
      ProvisionedThroughput: units(0, 1),
      GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'a' } }],
    })
    expect(faults).toBe(
      'ValidationException: 3 validation errors detected: ' +
        "Value '0' at 'provisionedThroughput.readCapacityUnits' failed to satisfy constraint: Member must have value greater than or equal to 1; " +
        "Value 'FREE' at 'billingMode' failed to satisfy constraint: Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]; " +
        "Value 'a' at 'globalSecondaryIndexUpdates.1.member.delete.indexName' failed to satisfy constraint: Member must have length greater than or equal to 3",
    )
  })

  it.each(['ReplicaUpdates', 'GlobalTableWitnessUpdates', 'VectorIndexUpdates', 'MultiRegionConsistency'])(
    'refuses %s, which the engine does not have',
    async (member) => {
      expect(await refusal(plain, { [member]: [] })).toBe(
        `ValidationException: The parameter ${member} is not supported by this engine`,
      )
    },
  )

  const refer =
    'Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.'
  it.each([
    [
      { ProvisionedThroughput: units(5, 5) },
      `ValidationException: The provisioned throughput for the table will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the table: 5. Requested ReadCapacityUnits: 5. Current WriteCapacityUnits provisioned for the table: 5. Requested WriteCapacityUnits: 5. ${refer}`,
    ],
    [
      { ProvisionedThroughput: units(1_000_000_000_001, 5) },
      'ValidationException: Given value 1000000000001 for ReadCapacityUnits is out of bounds',
    ],
    [
      { ProvisionedThroughput: units(5, 79_999) },
      `LimitExceededException: The requested WriteCapacityUnits, 80001, is above the per-account maximum in us-east-1. Per-account maximum: 80000. ${refer}`,
    ],
    [
      { BillingMode: 'PROVISIONED' },
      `${invalid}ProvisionedThroughput must be specified when BillingMode is PROVISIONED`,
    ],
    [
      { BillingMode: 'PAY_PER_REQUEST', ProvisionedThroughput: units(1, 1) },
      `${invalid}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST`,
    ],
    [
      { GlobalSecondaryIndexUpdates: [{}] },
      `${invalid}One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null`,
    ],
    [
      {
        GlobalSecondaryIndexUpdates: [
          { Update: { IndexName: 'one', ProvisionedThroughput: units(3, 3) } },
          { Delete: { IndexName: 'one' } },
        ],
      },
      `${invalid}Only one global secondary index update per index is allowed simultaneously. Index: one`,
    ],
    [
      {
        GlobalSecondaryIndexUpdates: [
          { Update: { IndexName: 'one', ProvisionedThroughput: units(1, 1_000_000_000_001) } },
        ],
      },
      'ValidationException: This operation cannot be performed with given input values. Please contact DynamoDB service team for more info: Action Blocked: IndexUpdate',
    ],
    [
      {
        GlobalSecondaryIndexUpdates: [{ Update: { IndexName: 'one', ProvisionedThroughput: units(2, 2) } }],
      },
      `ValidationException: The provisioned throughput for the index one will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the index: 2. Requested ReadCapacityUnits: 2. Current WriteCapacityUnits provisioned for the index: 2. Requested WriteCapacityUnits: 2. ${refer}`,
    ],
    [
      {
        GlobalSecondaryIndexUpdates: [{ Update: { IndexName: 'two', ProvisionedThroughput: units(2, 2) } }],
      },
      'ResourceNotFoundException: Requested resource not found',
    ],
    [
      { StreamSpecification: { StreamEnabled: false } },
      'ValidationException: Table has no stream to disable: TableName: plain',
    ],
    [{ SSESpecification: { Enabled: false } }, `${invalid}Table is already encrypted by default`],
    [
      { OnDemandThroughput: { MaxReadRequestUnits: 1 } },
      `${invalid}MaxReadRequestUnits for OnDemandThroughput cannot be specified when the table BillingMode is PROVISIONED`,
    ],
    [
      { BillingMode: 'PAY_PER_REQUEST', OnDemandThroughput: { MaxReadRequestUnits: 0 } },
      `${invalid}Requested MaxReadRequestUnits for OnDemandThroughput for table is outside of valid range`,
    ],
    [
      { WarmThroughput: { ReadUnitsPerSecond: 4 } },
      `${invalid}Requested WarmThroughput is lower than the current WarmThroughput`,
    ],
  ])('refuses %j', async (change, expected) => {
    expect(await refusal(withIndex, change)).toBe(expected)
  })

  it('needs something to update of an index', async () => {
    expect(
      await refusal(withIndex, { GlobalSecondaryIndexUpdates: [{ Update: { IndexName: 'one' } }] }),
    ).toBe(
      "ValidationException: 1 validation error detected: Value null at 'globalSecondaryIndexUpdates.1.member.update.provisionedThroughput' failed to satisfy constraint: Member must not be null",
    )
  })

  it('changes nothing when it refuses', async () => {
    const backend = await backendWith([withIndex])
    const before = await backend.execute('DescribeTable', { TableName: 'plain' })
    const updates: GlobalSecondaryIndexUpdate[] = [
      { Update: { IndexName: 'one', ProvisionedThroughput: units(3, 3) } },
      { Delete: { IndexName: 'two' } },
    ]
    await refused(
      backend.execute('UpdateTable', {
        TableName: 'plain',
        DeletionProtectionEnabled: true,
        ProvisionedThroughput: units(6, 6),
        GlobalSecondaryIndexUpdates: updates,
      }),
    )
    expect(await backend.execute('DescribeTable', { TableName: 'plain' })).toEqual(before)
  })
})

describe('the billing mode', () => {
  it('goes to on demand with the indexes, and back when each of them gets units', async () => {
    const { backend, output, after, clock } = await updated(withIndex, { BillingMode: 'PAY_PER_REQUEST' })
    const at = new Date(Date.UTC(2026, 0, 1))
    expect(output).toMatchObject({
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      ProvisionedThroughput: units(0, 0),
      GlobalSecondaryIndexes: [{ IndexStatus: 'UPDATING', ProvisionedThroughput: units(0, 0) }],
    })
    expect(output?.BillingModeSummary).not.toHaveProperty('LastUpdateToPayPerRequestDateTime')
    expect(after).toMatchObject({
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST', LastUpdateToPayPerRequestDateTime: at },
      ProvisionedThroughput: units(0, 0),
      GlobalSecondaryIndexes: [
        { ProvisionedThroughput: { ...units(0, 0), NumberOfDecreasesToday: 1, LastDecreaseDateTime: at } },
      ],
      WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4000, Status: 'ACTIVE' },
    })
    clock.advance(1000)
    const back = {
      TableName: 'plain',
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: units(1, 1),
    } as const
    expect(await refused(backend.execute('UpdateTable', back))).toBe(
      `${invalid}ProvisionedThroughput must be specified for index: one`,
    )
    const Update = { IndexName: 'one', ProvisionedThroughput: units(3, 3) }
    await backend.execute('UpdateTable', { ...back, GlobalSecondaryIndexUpdates: [{ Update }] })
    const { Table } = await backend.execute('DescribeTable', { TableName: 'plain' })
    expect(Table).toMatchObject({
      BillingModeSummary: { BillingMode: 'PROVISIONED', LastUpdateToPayPerRequestDateTime: at },
      ProvisionedThroughput: units(1, 1),
      GlobalSecondaryIndexes: [{ ProvisionedThroughput: units(3, 3) }],
    })
  })

  it('goes to on demand four times a day', async () => {
    const clock = manualClock()
    const backend = await backendWith([provisioned], { clock })
    const toOnDemand = { TableName: 'plain', BillingMode: 'PAY_PER_REQUEST' } as const
    const back = {
      TableName: 'plain',
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: units(1, 1),
    } as const
    for (let time = 0; time < 4; time += 1) {
      await backend.execute('UpdateTable', toOnDemand)
      clock.advance(60_000)
      await backend.execute('UpdateTable', back)
    }
    expect(await refused(backend.execute('UpdateTable', toOnDemand))).toBe(
      'LimitExceededException: Subscriber limit exceeded: Update to PayPerRequest mode are limited to 4 times in 1 day(s). Last update at Thursday, January 1, 2026 12:03:00 AM UTC. Next update can be made at Friday, January 2, 2026 12:00:00 AM UTC',
    )
    clock.advance(86_400_000)
    await backend.execute('UpdateTable', toOnDemand)
  })
})

describe('settings', () => {
  it('are described as they are set', async () => {
    const { output, after } = await updated(plain, {
      DeletionProtectionEnabled: true,
      TableClass: 'STANDARD_INFREQUENT_ACCESS',
      SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: 'alias/mine' },
      OnDemandThroughput: { MaxReadRequestUnits: 10 },
      WarmThroughput: { ReadUnitsPerSecond: 15_000 },
    })
    expect(output?.WarmThroughput?.Status).toBe('UPDATING')
    expect(after).toMatchObject({
      DeletionProtectionEnabled: true,
      TableClassSummary: {
        TableClass: 'STANDARD_INFREQUENT_ACCESS',
        LastUpdateDateTime: new Date(Date.UTC(2026, 0, 1)),
      },
      SSEDescription: {
        Status: 'ENABLED',
        SSEType: 'KMS',
        KMSMasterKeyArn: 'arn:aws:kms:us-east-1:000000000000:alias/mine',
      },
      OnDemandThroughput: { MaxReadRequestUnits: 10 },
      WarmThroughput: { ReadUnitsPerSecond: 15_000, WriteUnitsPerSecond: 4000, Status: 'ACTIVE' },
    })
  })

  it('of what may be consumed on demand are taken away one by one, which is told once', async () => {
    const { backend } = await updated(plain, {
      OnDemandThroughput: { MaxReadRequestUnits: 10, MaxWriteRequestUnits: 20 },
    })
    const update = async (OnDemandThroughput: object) => {
      const { TableDescription } = await backend.execute('UpdateTable', {
        TableName: 'plain',
        OnDemandThroughput,
      })
      const { Table } = await backend.execute('DescribeTable', { TableName: 'plain' })
      return [TableDescription?.OnDemandThroughput, Table?.OnDemandThroughput]
    }
    expect(await update({ MaxReadRequestUnits: -1 })).toEqual([
      { MaxReadRequestUnits: -1, MaxWriteRequestUnits: 20 },
      { MaxWriteRequestUnits: 20 },
    ])
    expect(await update({ MaxWriteRequestUnits: -1 })).toEqual([{ MaxWriteRequestUnits: -1 }, undefined])
  })

  it('stay when others change, and go when they are switched off', async () => {
    const { backend } = await updated(plain, { SSESpecification: { Enabled: true } })
    const update = (change: object) => backend.execute('UpdateTable', { TableName: 'plain', ...change })
    const { TableDescription } = await update({ DeletionProtectionEnabled: true })
    expect(TableDescription?.SSEDescription).toMatchObject({ Status: 'ENABLED' })
    expect(await refused(update({ SSESpecification: { Enabled: true } }))).toBe(
      `${invalid}Table is already encrypted by given KMSMasterKeyId`,
    )
    await update({ SSESpecification: { Enabled: false }, DeletionProtectionEnabled: false })
    const { Table } = await backend.execute('DescribeTable', { TableName: 'plain' })
    expect(Table).not.toHaveProperty('SSEDescription')
    expect(Table?.DeletionProtectionEnabled).toBe(false)
  })
})

describe('the stream', () => {
  const on = (StreamViewType: 'KEYS_ONLY' | 'NEW_IMAGE') => ({
    StreamSpecification: { StreamEnabled: true, StreamViewType },
  })

  it('is enabled, kept in mind when it is disabled, and another one when it is enabled again', async () => {
    const { backend, output } = await updated(plain, on('NEW_IMAGE'))
    const first = output?.LatestStreamArn
    expect(first).toBe('arn:aws:dynamodb:us-east-1:000000000000:table/plain/stream/2026-01-01T00:00:00.000')
    expect(output?.StreamSpecification).toEqual(on('NEW_IMAGE').StreamSpecification)
    const update = (change: object) => backend.execute('UpdateTable', { TableName: 'plain', ...change })
    expect(await refused(update(on('KEYS_ONLY')))).toBe(
      'ValidationException: Table already has an enabled stream: TableName: plain',
    )
    const off = await update({ StreamSpecification: { StreamEnabled: false } })
    expect(off.TableDescription).not.toHaveProperty('StreamSpecification')
    expect(off.TableDescription?.LatestStreamArn).toBe(first)
    const again = await update(on('KEYS_ONLY'))
    expect(again.TableDescription?.LatestStreamArn).not.toBe(first)
    expect(again.TableDescription?.StreamSpecification).toEqual(on('KEYS_ONLY').StreamSpecification)
  })

  it('needs to know what it shows', async () => {
    expect(await refusal(plain, { StreamSpecification: { StreamEnabled: true } })).toBe(
      `${invalid}StreamViewType must be specified when StreamEnabled is true`,
    )
  })
})

describe('a table that is changed', () => {
  it('goes its own way once it was restored from a snapshot', async () => {
    const backend = await backendWith([shop])
    const before = backend.snapshot()
    await backend.execute('UpdateTable', {
      TableName: 'shop',
      AttributeDefinitions: defined({ extra: 'S', pk: 'S' }),
      GlobalSecondaryIndexUpdates: [
        {
          Create: {
            IndexName: 'later',
            KeySchema: [...hash('extra'), ...range('pk')],
            Projection: { ProjectionType: 'KEYS_ONLY' },
          },
        },
      ],
      DeletionProtectionEnabled: true,
    })
    const other = memory()
    other.restore(before)
    const describeIn = async (each: typeof backend) =>
      (await each.execute('DescribeTable', { TableName: 'shop' })).Table
    expect((await describeIn(other))?.GlobalSecondaryIndexes).toHaveLength(3)
    expect((await describeIn(other))?.DeletionProtectionEnabled).toBe(false)
    expect((await describeIn(backend))?.GlobalSecondaryIndexes).toHaveLength(4)
    other.restore(backend.snapshot())
    expect(await describeIn(other)).toEqual(await describeIn(backend))
  })
})
