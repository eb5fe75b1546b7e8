import type { GlobalSecondaryIndex, KeyType, LocalSecondaryIndex } from '../../../protocol/tables.js'
import { generatedBy } from '../generated-by.js'
import { jsonText } from '../json-text.js'
import { scalingName, scalings } from './cloudformation-resources.js'
import type { TablePlan } from './table-plan.js'
import { given } from './table-plan.js'

/** A configuration of Terraform in its JSON form, with what it cannot say. */
interface TerraformFile {
  readonly text: string
  readonly warnings: readonly string[]
}

type Block = Readonly<Record<string, unknown>>
type Resources = Record<string, Record<string, Block>>

/** The provider whose arguments these are: what it lacks is left out, and said. */
const provider = { source: 'hashicorp/aws', version: '>= 6.25.0' }

/** All tables with what belongs to them, as resources of the AWS provider. */
export function terraform(plans: readonly TablePlan[]): TerraformFile {
  const resources: Resources = {}
  const add = (type: string, name: string, block: Block): void => {
    resources[type] = { ...resources[type], [name]: block }
  }
  for (const plan of plans) {
    const label = labelOf(plan.schemaName)
    const reference = `aws_dynamodb_table.${label}.name`
    add('aws_dynamodb_table', label, tableBlock(plan))
    for (const scaling of scalings(plan)) addScaling(plan, scaling, reference, add)
    const { kinesisStreamArn, contributorInsights } = plan.deployment
    if (kinesisStreamArn !== undefined)
      add('aws_dynamodb_kinesis_streaming_destination', label, {
        table_name: `\${${reference}}`,
        stream_arn: literal(kinesisStreamArn),
      })
    if (contributorInsights !== true) continue
    add('aws_dynamodb_contributor_insights', label, { table_name: `\${${reference}}` })
    for (const { IndexName = '' } of statable(plan))
      add('aws_dynamodb_contributor_insights', `${label}_${labelOf(IndexName)}`, {
        table_name: `\${${reference}}`,
        index_name: IndexName,
      })
  }
  return {
    text: jsonText({
      '//': generatedBy,
      terraform: { required_providers: { aws: provider } },
      resource: resources,
    }),
    warnings: plans.flatMap((plan) => unstatable(plan).map((index) => unstated(plan, index))),
  }
}

/** A name as Terraform takes one. */
function labelOf(name: string): string {
  const text = name.toLowerCase().replace(/[^a-z0-9_]/g, '_')
  return /^[a-z_]/.test(text) ? text : `_${text}`
}

/** Text that Terraform takes as it is: nothing in it is a template. */
const literal = (text: string): string => text.replace(/[$%]\{/g, (start) => `${start[0]}${start}`)

const namesOf = ({ KeySchema = [] }: LocalSecondaryIndex, type: KeyType): string[] =>
  (KeySchema ?? []).flatMap(({ AttributeName = '', KeyType }) => (KeyType === type ? [AttributeName] : []))

const isStatable = (index: LocalSecondaryIndex): boolean =>
  namesOf(index, 'HASH').length === 1 && namesOf(index, 'RANGE').length <= 1

const statable = ({ input }: TablePlan): readonly GlobalSecondaryIndex[] =>
  (input.GlobalSecondaryIndexes ?? []).filter(isStatable)

const unstatable = ({ input }: TablePlan): readonly GlobalSecondaryIndex[] =>
  (input.GlobalSecondaryIndexes ?? []).filter((index) => !isStatable(index))

/** The provider's indexes have one attribute to a key. */
function unstated({ schemaName }: TablePlan, { IndexName = '' }: GlobalSecondaryIndex): string {
  return `terraform.tf.json leaves out index ${IndexName} of table ${schemaName}: aws_dynamodb_table of provider 6.25 has no keys of several attributes. Add the index with UpdateTable (table.json has it), or deploy with CloudFormation or the CDK. Terraform is told to leave the indexes of an existing table alone.`
}

function tableBlock(plan: TablePlan): Block {
  const { input, timeToLive, deployment, capacities } = plan
  const { pointInTimeRecovery = false } = deployment
  const [hashKey] = namesOf({ ...input, IndexName: '', Projection: {} } as LocalSecondaryIndex, 'HASH')
  const [rangeKey] = namesOf({ ...input, IndexName: '', Projection: {} } as LocalSecondaryIndex, 'RANGE')
  const isScaled = scalings(plan).some(({ index }) => index === undefined)
  const leavesIndexes = unstatable(plan).length > 0 || scalings(plan).some(({ index }) => index !== undefined)
  const recovers = pointInTimeRecovery !== false
  return {
    ...(unstatable(plan).length === 0
      ? {}
      : {
          '//': unstatable(plan)
            .map((index) => unstated(plan, index))
            .join(' '),
        }),
    name: input.TableName,
    billing_mode: input.BillingMode,
    hash_key: hashKey,
    ...given('range_key', rangeKey),
    ...given('read_capacity', input.ProvisionedThroughput?.ReadCapacityUnits),
    ...given('write_capacity', input.ProvisionedThroughput?.WriteCapacityUnits),
    ...given('table_class', input.TableClass),
    ...given('deletion_protection_enabled', input.DeletionProtectionEnabled),
    ...given('stream_enabled', input.StreamSpecification?.StreamEnabled),
    ...given('stream_view_type', input.StreamSpecification?.StreamViewType),
    ...given('tags', tagsOf(plan)),
    attribute: attributesOf(plan),
    ...listed('global_secondary_index', statable(plan).map(globalIndex)),
    ...listed('local_secondary_index', (input.LocalSecondaryIndexes ?? []).map(localIndex)),
    ...given('on_demand_throughput', onDemand(input.OnDemandThroughput)),
    ...given('ttl', timeToLive === undefined ? undefined : { attribute_name: timeToLive, enabled: true }),
    ...given(
      'point_in_time_recovery',
      recovers
        ? {
            enabled: true,
            ...(pointInTimeRecovery === true ? {} : { recovery_period_in_days: pointInTimeRecovery.days }),
          }
        : undefined,
    ),
    ...given(
      'server_side_encryption',
      input.SSESpecification && {
        enabled: true,
        ...given(
          'kms_key_arn',
          input.SSESpecification.KMSMasterKeyId && literal(input.SSESpecification.KMSMasterKeyId),
        ),
      },
    ),
    ...given(
      'warm_throughput',
      input.WarmThroughput && {
        read_units_per_second: input.WarmThroughput.ReadUnitsPerSecond,
        write_units_per_second: input.WarmThroughput.WriteUnitsPerSecond,
      },
    ),
    ...listed('replica', replicaBlocks(plan)),
    lifecycle: {
      prevent_destroy: true,
      ...listed('ignore_changes', [
        ...(capacities !== undefined && isScaled ? ['read_capacity', 'write_capacity'] : []),
        ...(leavesIndexes ? ['global_secondary_index'] : []),
      ]),
    },
  }
}

function replicaBlocks({ input, deployment }: TablePlan): readonly Block[] {
  const { pointInTimeRecovery = false, replicas = [] } = deployment
  return replicas.map((replica) => ({
    region_name: typeof replica === 'string' ? replica : replica.region,
    ...(typeof replica === 'string' || replica.kmsKeyArn === undefined
      ? {}
      : { kms_key_arn: literal(replica.kmsKeyArn) }),
    ...(pointInTimeRecovery === false ? {} : { point_in_time_recovery: true }),
    ...(input.DeletionProtectionEnabled === true ? { deletion_protection_enabled: true } : {}),
    propagate_tags: true,
  }))
}

function tagsOf({ input }: TablePlan): Record<string, string> | undefined {
  if (input.Tags === undefined) return undefined
  return Object.fromEntries(input.Tags.map(({ Key = '', Value = '' }) => [literal(Key), literal(Value)]))
}

/** Terraform refuses attributes that no key of the configuration names. */
function attributesOf(plan: TablePlan): readonly Block[] {
  const { input } = plan
  const keys = [input.KeySchema ?? [], ...statable(plan).map((index) => index.KeySchema ?? [])]
  for (const index of input.LocalSecondaryIndexes ?? []) keys.push(index.KeySchema ?? [])
  const named = new Set(keys.flat().map(({ AttributeName }) => AttributeName))
  return (input.AttributeDefinitions ?? [])
    .filter(({ AttributeName }) => named.has(AttributeName))
    .map(({ AttributeName, AttributeType }) => ({ name: AttributeName, type: AttributeType }))
}

function localIndex(index: LocalSecondaryIndex): Block {
  const { IndexName, Projection } = index
  return {
    name: IndexName,
    ...given('range_key', namesOf(index, 'RANGE')[0]),
    projection_type: Projection?.ProjectionType,
    ...given('non_key_attributes', Projection?.NonKeyAttributes),
  }
}

function globalIndex(index: GlobalSecondaryIndex): Block {
  return {
    ...localIndex(index),
    hash_key: namesOf(index, 'HASH')[0],
    ...given('read_capacity', index.ProvisionedThroughput?.ReadCapacityUnits),
    ...given('write_capacity', index.ProvisionedThroughput?.WriteCapacityUnits),
    ...given('on_demand_throughput', onDemand(index.OnDemandThroughput)),
  }
}

function onDemand(limits: GlobalSecondaryIndex['OnDemandThroughput']): Block | undefined {
  if (limits === undefined) return undefined
  return {
    ...given('max_read_request_units', limits.MaxReadRequestUnits),
    ...given('max_write_request_units', limits.MaxWriteRequestUnits),
  }
}

const listed = (name: string, values: readonly unknown[]): Block =>
  values.length === 0 ? {} : { [name]: values }

function addScaling(
  plan: TablePlan,
  scaling: ReturnType<typeof scalings>[number],
  reference: string,
  add: (type: string, name: string, block: Block) => void,
): void {
  const { index, direction, bounds } = scaling
  if (index !== undefined && !statable(plan).some(({ IndexName }) => IndexName === index)) return
  const label = labelOf(scalingName(plan, scaling).replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_'))
  add('aws_appautoscaling_target', label, {
    service_namespace: 'dynamodb',
    resource_id: `table/\${${reference}}${index === undefined ? '' : `/index/${index}`}`,
    scalable_dimension: `dynamodb:${index === undefined ? 'table' : 'index'}:${direction}CapacityUnits`,
    min_capacity: bounds.min,
    max_capacity: bounds.max,
  })
  const target = (argument: string): string => `\${aws_appautoscaling_target.${label}.${argument}}`
  add('aws_appautoscaling_policy', label, {
    name: `${scalingName(plan, scaling)}Utilization`,
    policy_type: 'TargetTrackingScaling',
    service_namespace: target('service_namespace'),
    resource_id: target('resource_id'),
    scalable_dimension: target('scalable_dimension'),
    target_tracking_scaling_policy_configuration: {
      target_value: bounds.targetPercent,
      predefined_metric_specification: {
        predefined_metric_type: `DynamoDB${direction}CapacityUtilization`,
      },
    },
  })
}
