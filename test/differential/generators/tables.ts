import type { WireMap } from './values.js'
import { B, N, S } from './values.js'

/** A table with what requests need to know to meet its items. */
export interface GeneratedTable {
  readonly name: string
  readonly create: Readonly<Record<string, unknown>>
  readonly partition: KeyAttribute
  readonly sort: KeyAttribute | undefined
  readonly indexes: readonly GeneratedIndex[]
}

export interface KeyAttribute {
  readonly name: string
  readonly values: readonly WireMap[string][]
}

export interface GeneratedIndex {
  readonly name: string
  readonly isLocal: boolean
  readonly partition: readonly KeyAttribute[]
  readonly sort: readonly KeyAttribute[]
}

const element = (name: string, type: string) => ({ AttributeName: name, KeyType: type })
const hash = (...names: string[]) => names.map((name) => element(name, 'HASH'))
const range = (...names: string[]) => names.map((name) => element(name, 'RANGE'))
const defined = (types: Readonly<Record<string, string>>) =>
  Object.entries(types).map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }))

const g: KeyAttribute = { name: 'g', values: [S('a'), S('b')] }
const h: KeyAttribute = { name: 'h', values: [S('a'), S('b')] }
const n: KeyAttribute = { name: 'n', values: [N(-2), N('-1.5'), N(0), N(3), N(10)] }
const l: KeyAttribute = { name: 'l', values: [S('a'), S('b'), S('c')] }
const k: KeyAttribute = { name: 'k', values: [S('a'), S('b')] }

/** What streams of the tables hold of each change. */
const streamed = (StreamViewType: string) => ({
  StreamSpecification: { StreamEnabled: true, StreamViewType },
})

/** The tables of one sequence: their names end in `suffix`, since a name is free again only some time after. */
export function tablesOf(suffix: string): readonly GeneratedTable[] {
  return [shop(`shop-${suffix}`), numbered(`numbered-${suffix}`), plain(`plain-${suffix}`)]
}

function shop(name: string): GeneratedTable {
  const partition = { name: 'pk', values: [S('p1'), S('p2'), S('p3')] }
  const sort = { name: 'sk', values: [S('a'), S('ab'), S('b'), S('c'), S('é')] }
  return {
    name,
    partition,
    sort,
    create: {
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      ...streamed('NEW_AND_OLD_IMAGES'),
      AttributeDefinitions: defined({ pk: 'S', sk: 'S', g: 'S', h: 'S', n: 'N', l: 'S' }),
      KeySchema: [...hash('pk'), ...range('sk')],
      GlobalSecondaryIndexes: [
        { IndexName: 'byG', KeySchema: [...hash('g'), ...range('n')], Projection: { ProjectionType: 'ALL' } },
        { IndexName: 'keysOnly', KeySchema: hash('g'), Projection: { ProjectionType: 'KEYS_ONLY' } },
        {
          IndexName: 'multi',
          KeySchema: [...hash('g', 'h'), ...range('n', 'sk')],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a'] },
        },
      ],
      LocalSecondaryIndexes: [
        {
          IndexName: 'local',
          KeySchema: [...hash('pk'), ...range('l')],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    },
    indexes: [
      { name: 'byG', isLocal: false, partition: [g], sort: [n] },
      { name: 'keysOnly', isLocal: false, partition: [g], sort: [] },
      { name: 'multi', isLocal: false, partition: [g, h], sort: [n, sort] },
      { name: 'local', isLocal: true, partition: [partition], sort: [l] },
    ],
  }
}

function numbered(name: string): GeneratedTable {
  const partition = { name: 'pk', values: [B('a'), B('b')] }
  const sort = { name: 'sk', values: [N('-1E10'), N(-1), N('0.5'), N(2), N(10), N('1E30')] }
  return {
    name,
    partition,
    sort,
    create: {
      TableName: name,
      BillingMode: 'PROVISIONED',
      ...streamed('KEYS_ONLY'),
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
      AttributeDefinitions: defined({ pk: 'B', sk: 'N' }),
      KeySchema: [...hash('pk'), ...range('sk')],
    },
    indexes: [],
  }
}

/** Its index comes and goes while requests are sent, so that those that ask it may find none. */
function plain(name: string): GeneratedTable {
  return {
    name,
    partition: { name: 'pk', values: [S('1'), S('2'), S('3'), S('4')] },
    sort: undefined,
    create: {
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: defined({ pk: 'S' }),
      KeySchema: hash('pk'),
    },
    indexes: [{ name: 'late', isLocal: false, partition: [k], sort: [] }],
  }
}

/** The tables after a change of their indexes that was made. */
export function afterUpdate(
  tables: readonly GeneratedTable[],
  input: Readonly<Record<string, unknown>>,
): readonly GeneratedTable[] {
  const updates = (input['GlobalSecondaryIndexUpdates'] ?? []) as readonly {
    readonly Create?: { readonly IndexName: string }
    readonly Delete?: { readonly IndexName: string }
  }[]
  return tables.map((table) => {
    if (table.name !== input['TableName']) return table
    const before = (table.create['GlobalSecondaryIndexes'] ?? []) as readonly { readonly IndexName: string }[]
    const GlobalSecondaryIndexes = [
      ...before.filter(({ IndexName }) => !updates.some((one) => one.Delete?.IndexName === IndexName)),
      ...updates.flatMap((one) => one.Create ?? []),
    ]
    return { ...table, create: { ...table.create, GlobalSecondaryIndexes } }
  })
}
