/** What `monotable.config.ts` exports by default: see `defineConfig`. Paths are relative to its folder. */
export interface Config {
  /** The module that exports the entities; `./src/schema.ts` by default. */
  readonly schema?: string
  /** The folder that `monotable generate` writes to; `./generated` by default. */
  readonly output?: string
  /** The file in which `monotable check` keeps the key layout; `./monotable.lock.json` by default. */
  readonly lock?: string
  /** Facts of deployment, by the names of the tables in the schema. */
  readonly tables?: Readonly<Record<string, TableDeployment>>
}

/**
 * What a table is in AWS beside its keys: everything that the schema leaves open. Indexes, stream and time to live are
 * those of `defineTable`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-dynamodb-globaltable.html
 */
export interface TableDeployment {
  /** The table's name in AWS; that of the schema by default. */
  readonly tableName?: string
  /** On demand without bounds by default. */
  readonly billing?: OnDemandBilling | ProvisionedBilling
  /** `standard` by default. */
  readonly tableClass?: 'standard' | 'standard-infrequent-access'
  /** Whose key encrypts the table: `aws-owned` (the default, free), `aws-managed`, or one of yours in KMS. */
  readonly encryption?: 'aws-owned' | 'aws-managed' | { readonly kmsKeyArn: string }
  /** Continuous backups, for 35 days, or for as many (1 to 35) as given. */
  readonly pointInTimeRecovery?: boolean | { readonly days: number }
  /** Refuses DeleteTable. */
  readonly deletionProtection?: boolean
  /** A Kinesis data stream that gets every change. */
  readonly kinesisStreamArn?: string
  /** Regions beside that of the table, which make it a global table. */
  readonly replicas?: readonly (string | ReplicaDeployment)[]
  readonly tags?: Readonly<Record<string, string>>
  /** CloudWatch Contributor Insights, for the table and its global indexes. */
  readonly contributorInsights?: boolean
  /** What the table can serve at once from its first day, in units per second. */
  readonly warmThroughput?: { readonly readUnits: number; readonly writeUnits: number }
}

/** A replica whose encryption needs a key of its own region. */
export interface ReplicaDeployment {
  readonly region: string
  readonly kmsKeyArn?: string
}

/** Pays by request. */
export interface OnDemandBilling {
  readonly mode: 'on-demand'
  /** Bounds of what it may consume, in units per second; none by default. */
  readonly maxReadUnits?: number
  readonly maxWriteUnits?: number
  /** Other bounds for single global indexes; those of the table by default. */
  readonly indexes?: Readonly<
    Record<string, { readonly maxReadUnits?: number; readonly maxWriteUnits?: number }>
  >
}

/** Pays by capacity, fixed or scaled. */
export interface ProvisionedBilling {
  readonly mode: 'provisioned'
  readonly read: Capacity
  readonly write: Capacity
  /** Other capacities for single global indexes; those of the table by default. */
  readonly indexes?: Readonly<Record<string, { readonly read?: Capacity; readonly write?: Capacity }>>
}

/** Units per second: a fixed number, or bounds and the utilization (20 to 90 percent) that auto scaling aims at. */
export type Capacity = number | { readonly min: number; readonly max: number; readonly targetPercent: number }
