import fc from 'fast-check'
import type { GeneratedRequest, Input } from './requests.js'
import { without } from './requests.js'
import type { GeneratedTable } from './tables.js'

const element = (name: string, type: string) => ({ AttributeName: name, KeyType: type })
const defined = (name: string, type = 'S') => ({ AttributeName: name, AttributeType: type })
const projection = fc.constantFrom<Input>(
  { ProjectionType: 'ALL' },
  { ProjectionType: 'KEYS_ONLY' },
  { ProjectionType: 'INCLUDE', NonKeyAttributes: ['x', 'y'] },
)
const capacity = { ReadCapacityUnits: 5, WriteCapacityUnits: 5 }

/** Settings of a table that both sides describe. */
const declared: fc.Arbitrary<Input> = fc
  .record({
    hasSort: fc.boolean(),
    isProvisioned: fc.boolean(),
    globals: fc.array(projection, { maxLength: 2 }),
    locals: fc.array(projection, { maxLength: 2 }),
    stream: fc.option(fc.constantFrom('KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES')),
    isProtected: fc.boolean(),
  })
  .map(({ hasSort, isProvisioned, globals, locals, stream, isProtected }) => {
    const localsHere = hasSort ? locals : []
    return {
      AttributeDefinitions: [
        defined('pk'),
        ...(hasSort ? [defined('sk', 'N')] : []),
        ...globals.map((_, place) => defined(`g${place}`)),
        ...localsHere.map((_, place) => defined(`l${place}`, 'B')),
      ],
      KeySchema: [element('pk', 'HASH'), ...(hasSort ? [element('sk', 'RANGE')] : [])],
      ...(globals.length > 0 && {
        GlobalSecondaryIndexes: globals.map((Projection, place) => ({
          IndexName: `global-${place}`,
          KeySchema: [element(`g${place}`, 'HASH')],
          Projection,
          ...(isProvisioned && { ProvisionedThroughput: capacity }),
        })),
      }),
      ...(localsHere.length > 0 && {
        LocalSecondaryIndexes: localsHere.map((Projection, place) => ({
          IndexName: `local-${place}`,
          KeySchema: [element('pk', 'HASH'), element(`l${place}`, 'RANGE')],
          Projection,
        })),
      }),
      ...(isProvisioned ? { ProvisionedThroughput: capacity } : { BillingMode: 'PAY_PER_REQUEST' }),
      ...(stream !== null && { StreamSpecification: { StreamEnabled: true, StreamViewType: stream } }),
      ...(isProtected && { DeletionProtectionEnabled: false }),
    }
  })

/** A global index, with throughput where the table has some. */
const index = (table: Input, IndexName: string, key: string, Projection?: Input): Input => ({
  IndexName,
  KeySchema: [element(key, 'HASH')],
  ...(Projection && { Projection }),
  ...(table['ProvisionedThroughput'] !== undefined && { ProvisionedThroughput: capacity }),
})

/** What authors of tables get wrong, applied to a table that is right. */
const wrong: fc.Arbitrary<(table: Input) => Input> = fc.constantFrom(
  (table: Input) => without(table, 'KeySchema'),
  (table) => without(table, 'AttributeDefinitions'),
  (table) => ({ ...table, AttributeDefinitions: [defined('pk')], KeySchema: [element('other', 'HASH')] }),
  (table) => ({
    ...table,
    AttributeDefinitions: [...(table['AttributeDefinitions'] as Input[]), defined('unused')],
  }),
  (table) => ({
    ...table,
    AttributeDefinitions: [...(table['AttributeDefinitions'] as Input[]), defined('pk', 'N')],
  }),
  (table) => ({ ...table, KeySchema: [element('pk', 'RANGE')] }),
  (table) => ({ ...table, KeySchema: [element('pk', 'HASH'), element('pk', 'RANGE')] }),
  (table) => ({ ...table, KeySchema: [element('pk', 'HASH'), element('sk', 'HASH')] }),
  (table) => ({ ...table, KeySchema: [] }),
  (table) => ({ ...table, GlobalSecondaryIndexes: [] }),
  (table) => ({ ...table, LocalSecondaryIndexes: [] }),
  (table) => ({
    ...table,
    GlobalSecondaryIndexes: [
      index(table, 'again', 'pk', { ProjectionType: 'ALL' }),
      index(table, 'again', 'pk', { ProjectionType: 'ALL' }),
    ],
  }),
  (table) => ({
    ...table,
    GlobalSecondaryIndexes: [index(table, 'undefined-key', 'no', { ProjectionType: 'ALL' })],
  }),
  (table) => ({
    ...table,
    GlobalSecondaryIndexes: [index(table, 'no-projection', 'pk')],
  }),
  (table) => ({
    ...table,
    GlobalSecondaryIndexes: [
      index(table, 'include-nothing', 'pk', { ProjectionType: 'ALL', NonKeyAttributes: ['x'] }),
    ],
  }),
  (table) => ({ ...table, BillingMode: 'PAY_PER_REQUEST', ProvisionedThroughput: capacity }),
  (table) => without(without(table, 'BillingMode'), 'ProvisionedThroughput'),
  (table) => ({ ...table, StreamSpecification: { StreamEnabled: true } }),
)

/** Indexes of a table that has items: created, deleted, and what goes wrong with either. */
export function indexChanges({ name: TableName }: GeneratedTable): fc.Arbitrary<GeneratedRequest> {
  const update = (input: Input): GeneratedRequest => ({
    operation: 'UpdateTable',
    input: { TableName, ...input },
  })
  const create = (Projection: Input, IndexName = 'late', key = 'k'): Input => ({
    Create: { IndexName, KeySchema: [element(key, 'HASH')], Projection },
  })
  const AttributeDefinitions = [defined('k')]
  const remove = { Delete: { IndexName: 'late' } }
  return fc.oneof(
    {
      weight: 6,
      arbitrary: projection.map((of) =>
        update({ AttributeDefinitions, GlobalSecondaryIndexUpdates: [create(of)] }),
      ),
    },
    { weight: 4, arbitrary: fc.constant(update({ GlobalSecondaryIndexUpdates: [remove] })) },
    {
      weight: 2,
      arbitrary: projection.chain((of) =>
        fc.constantFrom(
          update({ GlobalSecondaryIndexUpdates: [create(of)] }),
          update({ AttributeDefinitions, GlobalSecondaryIndexUpdates: [create(of), create(of, 'later')] }),
          update({ AttributeDefinitions, GlobalSecondaryIndexUpdates: [create(of), remove] }),
          update({ AttributeDefinitions, GlobalSecondaryIndexUpdates: [create(of, 'late', 'undefined')] }),
          update({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'never' } }] }),
          update({ GlobalSecondaryIndexUpdates: [{}] }),
          update({ GlobalSecondaryIndexUpdates: [] }),
        ),
      ),
    },
  )
}

/** Operations on tables: those of the sequence are described, those made here live until the next of them. */
export function administration(
  tables: readonly GeneratedTable[],
  made: string,
): fc.Arbitrary<GeneratedRequest> {
  const request = (operation: string, input: Input): GeneratedRequest => ({ operation, input })
  const name = fc.constantFrom(...tables.map((table) => table.name), made, 'not-there')
  return fc.oneof(
    { weight: 6, arbitrary: declared.map((input) => request('CreateTable', { TableName: made, ...input })) },
    {
      weight: 2,
      arbitrary: fc.tuple(declared, wrong).map(([input, spoil]) => ({
        ...request('CreateTable', { TableName: made, ...spoil(input) }),
        isSpoilt: true,
      })),
    },
    {
      weight: 3,
      arbitrary: fc
        .constantFrom<Input>(
          { BillingMode: 'PAY_PER_REQUEST' },
          { DeletionProtectionEnabled: false },
          { StreamSpecification: { StreamEnabled: false } },
          { TableClass: 'SOMETIMES' },
          {},
        )
        .map((change) => ({
          ...request('UpdateTable', { TableName: made, ...change }),
          isSpoilt: Object.keys(change).length === 0 || 'TableClass' in change,
        })),
    },
    { weight: 4, arbitrary: fc.constant(request('DeleteTable', { TableName: made })) },
    { weight: 4, arbitrary: name.map((TableName) => request('DescribeTable', { TableName })) },
    { weight: 2, arbitrary: name.map((TableName) => request('DescribeTimeToLive', { TableName })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(name, fc.boolean(), fc.constantFrom('expiresAt', 'expiresAt', 'endsAt', ''))
        .map(([TableName, Enabled, AttributeName]) => ({
          ...request('UpdateTimeToLive', { TableName, TimeToLiveSpecification: { AttributeName, Enabled } }),
          isSpoilt: AttributeName === '',
        })),
    },
    {
      weight: 1,
      arbitrary: fc
        .option(fc.integer({ min: 1, max: 100 }), { nil: undefined })
        .map((Limit) => request('ListTables', Limit === undefined ? {} : { Limit })),
    },
  )
}
