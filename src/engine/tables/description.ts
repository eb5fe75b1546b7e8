import type {
  GlobalSecondaryIndexDescription,
  IndexStatus,
  LocalSecondaryIndexDescription,
  TableDescription,
} from '../../protocol/tables.js'
import { onDemandWarmReadUnits, onDemandWarmWriteUnits } from '../../protocol/limits.js'
import { isOver, statusAt } from './phase.js'
import type { SecondaryIndex } from './secondary-index.js'
import type { CapacitySettings, TableSettings } from './settings.js'
import type { TableSchema } from './table-schema.js'
import type { Table } from './table.js'
import { describeThroughput } from './throughput.js'

/** The table as the service describes it at a moment, in an object of the caller's own. */
export function describe(table: Table, now: number): TableDescription {
  const { schema, settings } = table
  const status = statusAt(table.phase, now)
  const description: TableDescription = {
    AttributeDefinitions: schema.definitions.map((each) => ({ ...each })),
    TableName: schema.name,
    KeySchema: schema.keyElements.map((each) => ({ ...each })),
    TableStatus: status,
    CreationDateTime: new Date(schema.createdAt),
    ProvisionedThroughput: describeThroughput(settings.throughput, now, status === 'UPDATING'),
    TableSizeBytes: table.sizeBytes,
    ItemCount: table.items.size,
    TableArn: schema.arn,
    TableId: schema.id,
    DeletionProtectionEnabled: settings.isProtected,
  }
  describeIndexes(table, now, description)
  describeStream(table, description)
  describeBilling(table, now, description)
  describeSettings(settings, status, description)
  return description
}

function describeIndexes(table: Table, now: number, description: TableDescription): void {
  const { schema, settings } = table
  const locals = table.indexes.filter((index) => !index.schema.isGlobal)
  if (locals.length > 0) {
    description.LocalSecondaryIndexes = locals.map((index) => describeIndex(schema, index))
  }
  const globals = table.indexes.filter((index) => index.schema.isGlobal)
  const all = [...globals, ...table.departingIndexes.filter(({ phase }) => !isOver(phase, now))]
  if (all.length === 0) return
  description.GlobalSecondaryIndexes = all.map((index) =>
    describeGlobalIndex(schema, index, { settings, now }),
  )
}

function describeStream({ stream, latestStream }: Table, description: TableDescription): void {
  if (stream !== undefined) {
    description.StreamSpecification = { StreamEnabled: true, StreamViewType: stream.identity.viewType }
  }
  if (latestStream === undefined) return
  description.LatestStreamLabel = latestStream.label
  description.LatestStreamArn = latestStream.arn
}

/** The date is that of the end of the change, and there from then on. */
function describeBilling({ settings, phase }: Table, now: number, description: TableDescription): void {
  const { billingMode, onDemandSince } = settings
  if (onDemandSince === undefined) return
  description.BillingModeSummary = { BillingMode: billingMode }
  if (now < onDemandSince || statusAt(phase, now) === 'CREATING') return
  description.BillingModeSummary.LastUpdateToPayPerRequestDateTime = new Date(onDemandSince)
}

/** What the service leaves out while it is as it was in the beginning, stays out. */
function describeSettings(settings: TableSettings, status: IndexStatus, description: TableDescription): void {
  const { tableClass, tableClassChangedAt, encryptionKeyArn } = settings
  if (encryptionKeyArn !== undefined) {
    description.SSEDescription = { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: encryptionKeyArn }
  }
  if (tableClass !== undefined) {
    description.TableClassSummary = { TableClass: tableClass }
    if (tableClassChangedAt !== undefined) {
      description.TableClassSummary.LastUpdateDateTime = new Date(tableClassChangedAt)
    }
  }
  describeCapacity(settings, status, description)
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
  { settings, now }: { readonly settings: TableSettings; readonly now: number },
): GlobalSecondaryIndexDescription {
  const status = statusAt(index.phase, now)
  const description: GlobalSecondaryIndexDescription = { ...describeIndex(table, index), IndexStatus: status }
  const backfillsFrom = index.phase?.backfillsFrom
  if (status === 'CREATING' && backfillsFrom !== undefined) {
    // Sizes are told of what can be read, whatever has been filled in by now.
    Object.assign(description, { Backfilling: now >= backfillsFrom, IndexSizeBytes: 0, ItemCount: 0 })
  }
  const capacity = settings.indexes.get(index.schema.name)
  if (capacity === undefined) return description
  description.ProvisionedThroughput = describeThroughput(capacity.throughput, now, status === 'UPDATING')
  describeCapacity(capacity, status, description)
  return description
}

/** While something is being created it is warm only as far as was asked for. */
function describeCapacity(
  capacity: CapacitySettings,
  status: IndexStatus,
  description: TableDescription | GlobalSecondaryIndexDescription,
): void {
  const { onDemandThroughput, warmThroughput } = capacity
  if (onDemandThroughput !== undefined) description.OnDemandThroughput = { ...onDemandThroughput }
  if (status === 'CREATING' && warmThroughput === undefined) return
  description.WarmThroughput = {
    ...warmUnits(capacity),
    Status: status === 'ACTIVE' ? 'ACTIVE' : 'UPDATING',
  }
}

/** What a table or index can take at once: what was asked for, and at least what it has anyway. */
export function warmUnits({ throughput, warmThroughput }: CapacitySettings): {
  ReadUnitsPerSecond: number
  WriteUnitsPerSecond: number
} {
  const isOnDemand = throughput.reads === 0
  const reads = isOnDemand ? onDemandWarmReadUnits : throughput.reads
  const writes = isOnDemand ? onDemandWarmWriteUnits : throughput.writes
  return {
    ReadUnitsPerSecond: Math.max(reads, warmThroughput?.ReadUnitsPerSecond ?? 0),
    WriteUnitsPerSecond: Math.max(writes, warmThroughput?.WriteUnitsPerSecond ?? 0),
  }
}
