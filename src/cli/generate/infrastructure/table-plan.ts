import type { CreateTableInput, GlobalSecondaryIndex } from '../../../protocol/tables.js'
import { CommandError } from '../../command-error.js'
import type { TableDeployment } from '../../config/index.js'
import { noBackend, openDatabase } from '../../schema-module/index.js'
import type { SchemaModule } from '../../schema-module/index.js'
import type { GenerateInput } from '../generate.types.js'
import { capacitiesOf, provisionedOf } from './capacity.js'
import type { IndexCapacities } from './capacity.js'

/** A table as it is to be deployed: what the schema says of it, with the facts of deployment. */
export interface TablePlan {
  /** The name in the schema. */
  readonly schemaName: string
  /** The name as an identifier, such as `Shop`: resources and classes are called by it. */
  readonly identifier: string
  /** What CreateTable takes: all that can be said when a table is created. */
  readonly input: CreateTableInput
  readonly timeToLive: string | undefined
  readonly deployment: TableDeployment
  /** Of a table that pays by capacity. */
  readonly capacities: IndexCapacities | undefined
}

/** The tables of a schema, in its order. */
export function planTables({ schema, tables }: GenerateInput): readonly TablePlan[] {
  for (const name of Object.keys(tables))
    if (!schema.tables.some((table) => table.name === name))
      throw new CommandError(
        `The config has tables.${name}, and no entity is in a table of that name; the tables are ${schema.tables.map((table) => table.name).join(', ')}`,
      )
  const names = Object.entries(tables).flatMap(([name, { tableName }]) =>
    tableName === undefined ? [] : [[name, tableName] as const],
  )
  const inputs = tableInputs(schema, Object.fromEntries(names))
  const plans = schema.tables.map((table): TablePlan => {
    const deployment = tables[table.name] ?? {}
    const tableName = deployment.tableName ?? table.name
    const input = inputs.get(tableName)
    if (input === undefined) throw new CommandError(`Table ${table.name}: no entity is in it`)
    const indexes = (input.GlobalSecondaryIndexes ?? []).map(({ IndexName = '' }) => IndexName)
    const capacities = capacitiesOf(table.name, deployment, indexes)
    const { timeToLive } = table.definition
    assertReplicas(table.name, deployment, input)
    return {
      schemaName: table.name,
      identifier: identifierOf(table.name),
      input: deployed(input, deployment, capacities),
      timeToLive,
      deployment,
      capacities,
    }
  })
  assertDistinct(plans)
  return plans
}

function tableInputs(
  schema: SchemaModule,
  tables: Readonly<Record<string, string>>,
): ReadonlyMap<string, CreateTableInput> {
  const inputs = openDatabase(schema, noBackend, tables).tableInputs()
  return new Map(inputs.map((input) => [input.TableName ?? '', input]))
}

/** A name as an identifier: letters and digits, each word with a capital. */
export function identifierOf(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  const text = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  return /^[A-Z]/.test(text) ? text : `Table${text}`
}

function assertDistinct(plans: readonly TablePlan[]): void {
  for (const key of ['identifier', 'schemaName'] as const) {
    const seen = new Map<string, string>()
    for (const plan of plans) {
      const other = seen.get(plan[key])
      if (other !== undefined)
        throw new CommandError(
          `Tables ${other} and ${plan.schemaName} would both be called ${plan[key]}: rename one of them`,
        )
      seen.set(plan[key], plan.schemaName)
    }
  }
}

/** Replicas follow each other by their streams, which hold both images. */
function assertReplicas(
  name: string,
  { replicas = [], encryption, billing }: TableDeployment,
  { StreamSpecification: stream }: CreateTableInput,
): void {
  if (replicas.length === 0) return
  if (stream !== undefined && stream.StreamViewType !== 'NEW_AND_OLD_IMAGES')
    throw new CommandError(
      `Table ${name} has replicas, which need stream: 'new-and-old-images' in its definition, or none there`,
    )
  if (billing?.mode === 'provisioned')
    for (const capacity of [
      billing.write,
      ...Object.values(billing.indexes ?? {}).map((index) => index.write),
    ])
      if (typeof capacity === 'number')
        throw new CommandError(
          `Table ${name} has replicas, whose write capacity has to be scaled: write { min: ${capacity}, max: ${capacity * 10}, targetPercent: 70 }`,
        )
  if (typeof encryption !== 'object') return
  for (const replica of replicas)
    if (typeof replica === 'string' || replica.kmsKeyArn === undefined)
      throw new CommandError(
        `Table ${name} is encrypted with a key of yours, and keys stay in their region: give replica ${typeof replica === 'string' ? replica : replica.region} a kmsKeyArn`,
      )
}

/** The request of the schema, with what the deployment adds to it. */
function deployed(
  input: CreateTableInput,
  deployment: TableDeployment,
  capacities: IndexCapacities | undefined,
): CreateTableInput {
  const { billing, tableClass, encryption, deletionProtection, tags = {}, warmThroughput } = deployment
  const limits = billing?.mode === 'provisioned' ? undefined : billing
  const indexes = (input.GlobalSecondaryIndexes ?? []).map((index): GlobalSecondaryIndex => {
    const name = index.IndexName ?? ''
    const bounds = onDemand({ ...limits, ...limits?.indexes?.[name] })
    return {
      ...index,
      ...given('ProvisionedThroughput', capacities && provisionedOf(capacities.of(name))),
      ...given('OnDemandThroughput', bounds),
    }
  })
  const isGlobal = (deployment.replicas ?? []).length > 0
  return {
    ...input,
    BillingMode: capacities === undefined ? 'PAY_PER_REQUEST' : 'PROVISIONED',
    ...given('GlobalSecondaryIndexes', indexes.length === 0 ? undefined : indexes),
    ...given('ProvisionedThroughput', capacities && provisionedOf(capacities.table)),
    ...given('OnDemandThroughput', onDemand(limits)),
    ...given(
      'WarmThroughput',
      warmThroughput && {
        ReadUnitsPerSecond: warmThroughput.readUnits,
        WriteUnitsPerSecond: warmThroughput.writeUnits,
      },
    ),
    ...given(
      'StreamSpecification',
      isGlobal ? { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } : input.StreamSpecification,
    ),
    ...given(
      'TableClass',
      tableClass === 'standard-infrequent-access' ? 'STANDARD_INFREQUENT_ACCESS' : undefined,
    ),
    ...given('SSESpecification', encryptionOf(encryption)),
    ...given('DeletionProtectionEnabled', deletionProtection === true ? true : undefined),
    ...given('Tags', Object.keys(tags).length === 0 ? undefined : tagList(tags)),
  }
}

/** In the order of their keys, as the CDK has them. */
const tagList = (tags: Readonly<Record<string, string>>) =>
  Object.entries(tags)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([Key, Value]) => ({ Key, Value }))

/** A member, where there is something to say. */
export function given<TName extends string, const TValue>(
  name: TName,
  value: TValue | undefined,
): { [TMember in TName]?: TValue } {
  return (value === undefined ? {} : { [name]: value }) as { [TMember in TName]?: TValue }
}

function onDemand(
  limits: { readonly maxReadUnits?: number; readonly maxWriteUnits?: number } | undefined,
): CreateTableInput['OnDemandThroughput'] {
  const { maxReadUnits, maxWriteUnits } = limits ?? {}
  if (maxReadUnits === undefined && maxWriteUnits === undefined) return undefined
  return { ...given('MaxReadRequestUnits', maxReadUnits), ...given('MaxWriteRequestUnits', maxWriteUnits) }
}

function encryptionOf(encryption: TableDeployment['encryption']): CreateTableInput['SSESpecification'] {
  if (encryption === undefined || encryption === 'aws-owned') return undefined
  if (encryption === 'aws-managed') return { Enabled: true, SSEType: 'KMS' }
  return { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: encryption.kmsKeyArn }
}
