import type { Tag } from './tags.js'

export type ScalarAttributeType = 'B' | 'N' | 'S'
export type KeyType = 'HASH' | 'RANGE'
export type ProjectionType = 'ALL' | 'INCLUDE' | 'KEYS_ONLY'
export type BillingMode = 'PAY_PER_REQUEST' | 'PROVISIONED'
export type StreamViewType = 'KEYS_ONLY' | 'NEW_AND_OLD_IMAGES' | 'NEW_IMAGE' | 'OLD_IMAGE'
export type TableStatus =
  | 'ACTIVE'
  | 'ARCHIVED'
  | 'ARCHIVING'
  | 'CREATING'
  | 'DELETING'
  | 'INACCESSIBLE_ENCRYPTION_CREDENTIALS'
  | 'REPLICATION_NOT_AUTHORIZED'
  | 'UPDATING'
export type IndexStatus = 'ACTIVE' | 'CREATING' | 'DELETING' | 'UPDATING'
export type TableClass = 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS'
export type SSEType = 'AES256' | 'KMS'
export type SSEStatus = 'DISABLED' | 'DISABLING' | 'ENABLED' | 'ENABLING' | 'UPDATING'
export type TimeToLiveStatus = 'DISABLED' | 'DISABLING' | 'ENABLED' | 'ENABLING'

export interface AttributeDefinition {
  AttributeName: string | undefined
  AttributeType: ScalarAttributeType | undefined
}
export interface KeySchemaElement {
  AttributeName: string | undefined
  KeyType: KeyType | undefined
}
export interface Projection {
  ProjectionType?: ProjectionType | undefined
  NonKeyAttributes?: string[] | undefined
}
export interface ProvisionedThroughput {
  ReadCapacityUnits: number | undefined
  WriteCapacityUnits: number | undefined
}
export interface OnDemandThroughput {
  MaxReadRequestUnits?: number | undefined
  MaxWriteRequestUnits?: number | undefined
}
export interface WarmThroughput {
  ReadUnitsPerSecond?: number | undefined
  WriteUnitsPerSecond?: number | undefined
}
export interface LocalSecondaryIndex {
  IndexName: string | undefined
  KeySchema: KeySchemaElement[] | undefined
  Projection: Projection | undefined
}
export interface GlobalSecondaryIndex extends LocalSecondaryIndex {
  ProvisionedThroughput?: ProvisionedThroughput | undefined
  OnDemandThroughput?: OnDemandThroughput | undefined
  WarmThroughput?: WarmThroughput | undefined
}
export interface StreamSpecification {
  StreamEnabled: boolean | undefined
  StreamViewType?: StreamViewType | undefined
}
export interface SSESpecification {
  Enabled?: boolean | undefined
  SSEType?: SSEType | undefined
  KMSMasterKeyId?: string | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
export interface CreateTableInput {
  TableName: string | undefined
  AttributeDefinitions?: AttributeDefinition[] | undefined
  KeySchema?: KeySchemaElement[] | undefined
  LocalSecondaryIndexes?: LocalSecondaryIndex[] | undefined
  GlobalSecondaryIndexes?: GlobalSecondaryIndex[] | undefined
  BillingMode?: BillingMode | undefined
  ProvisionedThroughput?: ProvisionedThroughput | undefined
  StreamSpecification?: StreamSpecification | undefined
  SSESpecification?: SSESpecification | undefined
  Tags?: Tag[] | undefined
  TableClass?: TableClass | undefined
  DeletionProtectionEnabled?: boolean | undefined
  WarmThroughput?: WarmThroughput | undefined
  ResourcePolicy?: string | undefined
  OnDemandThroughput?: OnDemandThroughput | undefined
}
export interface CreateTableOutput {
  TableDescription?: TableDescription | undefined
}

export interface UpdateGlobalSecondaryIndexAction {
  IndexName: string | undefined
  ProvisionedThroughput?: ProvisionedThroughput | undefined
  OnDemandThroughput?: OnDemandThroughput | undefined
  WarmThroughput?: WarmThroughput | undefined
}
export interface DeleteGlobalSecondaryIndexAction {
  IndexName: string | undefined
}
export interface GlobalSecondaryIndexUpdate {
  Update?: UpdateGlobalSecondaryIndexAction | undefined
  Create?: GlobalSecondaryIndex | undefined
  Delete?: DeleteGlobalSecondaryIndexAction | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html */
export interface UpdateTableInput {
  TableName: string | undefined
  AttributeDefinitions?: AttributeDefinition[] | undefined
  BillingMode?: BillingMode | undefined
  ProvisionedThroughput?: ProvisionedThroughput | undefined
  GlobalSecondaryIndexUpdates?: GlobalSecondaryIndexUpdate[] | undefined
  StreamSpecification?: StreamSpecification | undefined
  SSESpecification?: SSESpecification | undefined
  TableClass?: TableClass | undefined
  DeletionProtectionEnabled?: boolean | undefined
  OnDemandThroughput?: OnDemandThroughput | undefined
  WarmThroughput?: WarmThroughput | undefined
}
export interface UpdateTableOutput {
  TableDescription?: TableDescription | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html */
export interface DescribeTableInput {
  TableName: string | undefined
}
export interface DescribeTableOutput {
  Table?: TableDescription | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html */
export interface DeleteTableInput {
  TableName: string | undefined
}
export interface DeleteTableOutput {
  TableDescription?: TableDescription | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html */
export interface ListTablesInput {
  ExclusiveStartTableName?: string | undefined
  Limit?: number | undefined
}
export interface ListTablesOutput {
  TableNames?: string[] | undefined
  LastEvaluatedTableName?: string | undefined
}

export interface TimeToLiveSpecification {
  Enabled: boolean | undefined
  AttributeName: string | undefined
}
/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html */
export interface UpdateTimeToLiveInput {
  TableName: string | undefined
  TimeToLiveSpecification: TimeToLiveSpecification | undefined
}
export interface UpdateTimeToLiveOutput {
  TimeToLiveSpecification?: TimeToLiveSpecification | undefined
}

export interface TimeToLiveDescription {
  TimeToLiveStatus?: TimeToLiveStatus | undefined
  AttributeName?: string | undefined
}
/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html */
export interface DescribeTimeToLiveInput {
  TableName: string | undefined
}
export interface DescribeTimeToLiveOutput {
  TimeToLiveDescription?: TimeToLiveDescription | undefined
}

export interface BillingModeSummary {
  BillingMode?: BillingMode | undefined
  LastUpdateToPayPerRequestDateTime?: Date | undefined
}
export interface ProvisionedThroughputDescription {
  LastIncreaseDateTime?: Date | undefined
  LastDecreaseDateTime?: Date | undefined
  NumberOfDecreasesToday?: number | undefined
  ReadCapacityUnits?: number | undefined
  WriteCapacityUnits?: number | undefined
}
export interface LocalSecondaryIndexDescription {
  IndexName?: string | undefined
  KeySchema?: KeySchemaElement[] | undefined
  Projection?: Projection | undefined
  IndexSizeBytes?: number | undefined
  ItemCount?: number | undefined
  IndexArn?: string | undefined
}
export interface GlobalSecondaryIndexDescription extends LocalSecondaryIndexDescription {
  IndexStatus?: IndexStatus | undefined
  Backfilling?: boolean | undefined
  ProvisionedThroughput?: ProvisionedThroughputDescription | undefined
  OnDemandThroughput?: OnDemandThroughput | undefined
  WarmThroughput?: GlobalSecondaryIndexWarmThroughputDescription | undefined
}
export interface GlobalSecondaryIndexWarmThroughputDescription extends WarmThroughput {
  Status?: IndexStatus | undefined
}
export interface TableWarmThroughputDescription extends WarmThroughput {
  Status?: TableStatus | undefined
}
export interface TableClassSummary {
  TableClass?: TableClass | undefined
  LastUpdateDateTime?: Date | undefined
}
export interface SSEDescription {
  Status?: SSEStatus | undefined
  SSEType?: SSEType | undefined
  KMSMasterKeyArn?: string | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html */
export interface TableDescription {
  TableName?: string | undefined
  TableStatus?: TableStatus | undefined
  TableArn?: string | undefined
  TableId?: string | undefined
  CreationDateTime?: Date | undefined
  AttributeDefinitions?: AttributeDefinition[] | undefined
  KeySchema?: KeySchemaElement[] | undefined
  ItemCount?: number | undefined
  TableSizeBytes?: number | undefined
  BillingModeSummary?: BillingModeSummary | undefined
  ProvisionedThroughput?: ProvisionedThroughputDescription | undefined
  LocalSecondaryIndexes?: LocalSecondaryIndexDescription[] | undefined
  GlobalSecondaryIndexes?: GlobalSecondaryIndexDescription[] | undefined
  StreamSpecification?: StreamSpecification | undefined
  LatestStreamArn?: string | undefined
  LatestStreamLabel?: string | undefined
  SSEDescription?: SSEDescription | undefined
  TableClassSummary?: TableClassSummary | undefined
  DeletionProtectionEnabled?: boolean | undefined
  OnDemandThroughput?: OnDemandThroughput | undefined
  WarmThroughput?: TableWarmThroughputDescription | undefined
}
