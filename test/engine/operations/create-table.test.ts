import { describe, expect, it } from 'vitest'
import type {
  CreateTableInput,
  GlobalSecondaryIndex,
  LocalSecondaryIndex,
} from '../../../src/protocol/tables.js'
import { memory } from '../../../src/engine/index.js'
import { backendWith, defined, hash, manualClock, plain, range, refused, shop } from '../support.js'

const base: CreateTableInput = {
  TableName: 'orders',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: defined({ pk: 'S', sk: 'S' }),
  KeySchema: [...hash('pk'), ...range('sk')],
}
const withX = { ...base, AttributeDefinitions: defined({ pk: 'S', sk: 'S', x: 'S' }) }
const all = { ProjectionType: 'ALL' } as const

const create = (input: object) => refused(memory().execute('CreateTable', input as CreateTableInput))
const withGlobal = (index: object) =>
  create({
    ...withX,
    GlobalSecondaryIndexes: [{ IndexName: 'one', KeySchema: hash('x'), Projection: all, ...index }],
  })
const withLocal = (index: object) =>
  create({
    ...withX,
    LocalSecondaryIndexes: [
      { IndexName: 'one', KeySchema: [...hash('pk'), ...range('x')], Projection: all, ...index },
    ],
  })

describe('CreateTable', () => {
  it('describes the table with its indexes, sizes and identity', async () => {
    const backend = memory({ clock: manualClock(), region: 'eu-west-1', accountId: '123456789012' })
    const { TableDescription } = await backend.execute('CreateTable', {
      ...shop,
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    })
    expect(TableDescription).toMatchObject({
      TableName: 'shop',
      TableStatus: 'CREATING',
      TableArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/shop',
      CreationDateTime: new Date(Date.UTC(2026, 0, 1)),
      ItemCount: 0,
      TableSizeBytes: 0,
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      LatestStreamArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/shop/stream/2026-01-01T00:00:00.000',
      DeletionProtectionEnabled: false,
    })
    expect(TableDescription?.TableId).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
    expect(TableDescription?.GlobalSecondaryIndexes?.[2]).toMatchObject({
      IndexName: 'multi',
      KeySchema: [...hash('g', 'h'), ...range('n', 'sk')],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['extra'] },
      IndexArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/shop/index/multi',
    })
    expect(TableDescription?.LocalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['local'])
  })

  it('keeps nothing of the declaration that the caller could still change', async () => {
    const backend = memory()
    const input = structuredClone(base)
    await backend.execute('CreateTable', input)
    input.KeySchema?.pop()
    const { Table } = await backend.execute('DescribeTable', { TableName: 'orders' })
    expect(Table?.KeySchema).toEqual(base.KeySchema)
  })

  it('refuses a name that is taken', async () => {
    const backend = await backendWith([plain])
    expect(await refused(backend.execute('CreateTable', plain))).toBe(
      'ResourceInUseException: Table already exists: plain',
    )
  })

  it('reports the fault of a table name alone, before any other', async () => {
    const fault = (value: string, text: string) =>
      `ValidationException: 1 validation error detected: Value ${value} at 'tableName' failed to satisfy constraint: ${text}`
    expect(await create({})).toBe(fault('null', 'Member must not be null'))
    expect(await create({ TableName: '' })).toBe(
      fault("''", 'Member must have length greater than or equal to 1'),
    )
    expect(await create({ TableName: 'a b' })).toBe(
      fault("'a b'", 'Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+'),
    )
    const long = 'a'.repeat(256)
    expect(await create({ TableName: long })).toBe(
      fault(`'${long}'`, 'Member must have length less than or equal to 255'),
    )
  })

  it('accepts a table name of one letter', async () => {
    const { TableDescription } = await memory().execute('CreateTable', { ...base, TableName: 'a' })
    expect(TableDescription?.TableName).toBe('a')
  })

  it('gathers the faults of several members', async () => {
    const message = await create({
      TableName: 'orders',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'X' }],
      BillingMode: 'FREE',
      KeySchema: [],
    })
    expect(message).toBe(
      'ValidationException: 3 validation errors detected: ' +
        "Value 'X' at 'attributeDefinitions.1.member.attributeType' failed to satisfy constraint: Member must satisfy enum value set: [B, N, S]; " +
        "Value 'FREE' at 'billingMode' failed to satisfy constraint: Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]; " +
        "Value '[]' at 'keySchema' failed to satisfy constraint: Member must have length greater than or equal to 1",
    )
  })

  const invalid = 'ValidationException: One or more parameter values were invalid: '
  it.each([
    [
      { BillingMode: undefined },
      `${invalid}ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED`,
    ],
    [
      { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } },
      `${invalid}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST`,
    ],
    [
      { AttributeDefinitions: defined({ pk: 'S' }) },
      'ValidationException: Invalid KeySchema: Some index key attribute have no definition',
    ],
    [
      { AttributeDefinitions: defined({ pk: 'S', other: 'S' }) },
      `${invalid}Some index key attributes are not defined in AttributeDefinitions. Keys: [sk, pk], AttributeDefinitions: [other, pk]`,
    ],
    [
      { AttributeDefinitions: withX.AttributeDefinitions },
      `${invalid}Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions`,
    ],
    [
      { KeySchema: [...hash('pk'), ...range('pk')] },
      'ValidationException: Both the Hash Key and the Range Key element in the KeySchema have the same name',
    ],
    [
      { KeySchema: [...range('pk'), ...hash('sk')] },
      'ValidationException: Invalid KeySchema: The first KeySchemaElement is not a HASH key type',
    ],
    [
      { KeySchema: hash('pk', 'sk') },
      'ValidationException: Invalid KeySchema: The second KeySchemaElement is not a RANGE key type',
    ],
    [{ GlobalSecondaryIndexes: [] }, `${invalid}List of GlobalSecondaryIndexes is empty`],
    [{ LocalSecondaryIndexes: [] }, `${invalid}List of LocalSecondaryIndexes is empty`],
  ])('refuses a table with %j', async (change, expected) => {
    expect(await create({ ...base, ...change })).toBe(expected)
  })

  it.each([
    [{ Projection: {} }, 'Unknown ProjectionType: null'],
    [
      { Projection: { ProjectionType: 'ALL', NonKeyAttributes: ['a'] } },
      'ProjectionType is ALL, but NonKeyAttributes is specified',
    ],
    [
      { Projection: { ProjectionType: 'INCLUDE' } },
      'ProjectionType is INCLUDE, but NonKeyAttributes is not specified',
    ],
    [
      { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } },
      'ProvisionedThroughput should not be specified for index: one when BillingMode is PAY_PER_REQUEST',
    ],
    [
      { KeySchema: hash('y') },
      'Some index key attributes are not defined in AttributeDefinitions. Keys: [y], AttributeDefinitions: [sk, x, pk]',
    ],
  ])('refuses a global index with %j', async (change, expected) => {
    expect(await withGlobal(change)).toBe(invalid + expected)
  })

  it('refuses a global index whose sort attributes come before partition attributes', async () => {
    expect(await withGlobal({ KeySchema: [...hash('x'), ...range('sk'), ...hash('pk')] })).toBe(
      `${invalid}All HASH key attributes must precede RANGE key attributes in the KeySchema`,
    )
  })

  it('refuses more than four partition or four sort attributes', async () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    const definitions = defined({ pk: 'S', sk: 'S', a: 'S', b: 'S', c: 'S', d: 'S', e: 'S' })
    const index = (KeySchema: GlobalSecondaryIndex['KeySchema']) =>
      create({
        ...base,
        AttributeDefinitions: definitions,
        GlobalSecondaryIndexes: [{ IndexName: 'one', KeySchema, Projection: all }],
      })
    expect(await index(hash(...names))).toBe(
      `${invalid}The KeySchema exceeds the maximum allowed number of HASH key attributes`,
    )
    expect(await index([...hash('pk'), ...range(...names)])).toBe(
      `${invalid}The KeySchema exceeds the maximum allowed number of RANGE key attributes`,
    )
  })

  it.each([
    [{ KeySchema: hash('pk') }, 'Index KeySchema does not have a range key for index: one'],
    [
      { KeySchema: [...hash('x'), ...range('sk')] },
      'Index KeySchema does not have the same leading hash key as table KeySchema for index: one. index hash key: x, table hash key: pk',
    ],
  ])('refuses a local index with %j', async (change, expected) => {
    expect(await withLocal(change)).toBe(invalid + expected)
  })

  it('refuses a local index on a table without sort key, indexes of one name, and too many', async () => {
    const local = (IndexName: string): LocalSecondaryIndex => ({
      IndexName,
      KeySchema: [...hash('pk'), ...range('x')],
      Projection: all,
    })
    const withoutSort = {
      ...base,
      AttributeDefinitions: defined({ pk: 'S', x: 'S' }),
      KeySchema: hash('pk'),
      LocalSecondaryIndexes: [local('one')],
    }
    expect(await create(withoutSort)).toBe(
      `${invalid}Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex`,
    )
    expect(await create({ ...withX, LocalSecondaryIndexes: [local('one'), local('one')] })).toBe(
      `${invalid}Duplicate index name: one`,
    )
    const six = ['aa1', 'aa2', 'aa3', 'aa4', 'aa5', 'aa6'].map(local)
    expect(await create({ ...withX, LocalSecondaryIndexes: six })).toBe(
      `${invalid}Number of LocalSecondaryIndexes exceeds per-table limit of 5`,
    )
  })

  it('refuses more than twenty global indexes', async () => {
    const indexes = Array.from({ length: 21 }, (_, at) => ({
      IndexName: `index${at}`,
      KeySchema: hash('x'),
      Projection: all,
    }))
    expect(await create({ ...withX, GlobalSecondaryIndexes: indexes })).toBe(
      `${invalid}GlobalSecondaryIndex count exceeds the per-table limit of 20`,
    )
  })
})
