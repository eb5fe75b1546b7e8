import type {
  GlobalSecondaryIndexDescription,
  IndexStatus,
  LocalSecondaryIndexDescription,
  ProvisionedThroughput,
  ProvisionedThroughputDescription,
  TableDescription,
} from '../../protocol/tables.js'
import type { SecondaryIndex } from './secondary-index.js'
import type { TableSchema } from './table-schema.js'
import type { Table } from './table.js'

/** The table as the service describes it, in an object of the caller's own. */
export function describe(table: Table, status: IndexStatus): TableDescription {
  const { schema } = table
  const description: TableDescription = {
    AttributeDefinitions: schema.definitions.map((each) => ({ ...each })),
    TableName: schema.name,
    KeySchema: schema.keyElements.map((each) => ({ ...each })),
    TableStatus: status,
    CreationDateTime: new Date(schema.createdAt),
    ProvisionedThroughput: describeThroughput(schema.throughput),
    TableSizeBytes: table.sizeBytes,
    ItemCount: table.items.size,
    TableArn: schema.arn,
    TableId: schema.id,
    DeletionProtectionEnabled: schema.isProtected,
  }
  if (schema.billingMode === 'PAY_PER_REQUEST') {
    description.BillingModeSummary = {
      BillingMode: 'PAY_PER_REQUEST',
      LastUpdateToPayPerRequestDateTime: new Date(schema.createdAt),
    }
  }
  const locals = table.indexes.filter((index) => !index.schema.isGlobal)
  if (locals.length > 0) {
    description.LocalSecondaryIndexes = locals.map((index) => describeIndex(schema, index))
  }
  const globals = table.indexes.filter((index) => index.schema.isGlobal)
  if (globals.length > 0) {
    description.GlobalSecondaryIndexes = globals.map((index) => describeGlobalIndex(schema, index, status))
  }
  describeStream(schema, description)
  return description
}

function describeStream(schema: TableSchema, description: TableDescription): void {
  if (schema.stream?.StreamEnabled !== true) return
  const label = new Date(schema.createdAt).toISOString().slice(0, -1)
  description.StreamSpecification = { ...schema.stream }
  description.LatestStreamLabel = label
  description.LatestStreamArn = `${schema.arn}/stream/${label}`
}

function describeIndex(table: TableSchema, index: SecondaryIndex): LocalSecondaryIndexDescription {
  const { key, name, projection } = index.schema
  return {
    IndexName: name,
    KeySchema: [
      ...key.partition.map((each) => ({ AttributeName: each.name, KeyType: 'HASH' as const })),
      ...key.sort.map((each) => ({ AttributeName: each.name, KeyType: 'RANGE' as const })),
    ],
    Projection: structuredClone(projection),
    IndexSizeBytes: index.sizeBytes,
    ItemCount: index.entries.size,
    IndexArn: `${table.arn}/index/${name}`,
  }
}

function describeGlobalIndex(
  table: TableSchema,
  index: SecondaryIndex,
  status: IndexStatus,
): GlobalSecondaryIndexDescription {
  return {
    ...describeIndex(table, index),
    IndexStatus: status,
    ProvisionedThroughput: describeThroughput(index.schema.throughput),
  }
}

function describeThroughput(throughput: ProvisionedThroughput | undefined): ProvisionedThroughputDescription {
  return {
    NumberOfDecreasesToday: 0,
    ReadCapacityUnits: throughput?.ReadCapacityUnits ?? 0,
    WriteCapacityUnits: throughput?.WriteCapacityUnits ?? 0,
  }
}
