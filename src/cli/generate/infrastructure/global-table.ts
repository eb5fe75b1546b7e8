import type { Capacity } from '../../config/index.js'
import type { TablePlan } from './table-plan.js'
import { given } from './table-plan.js'
import { commonProperties, indexProperties, replicable, streamView } from './table-properties.js'
import type { Properties } from './template.types.js'

/**
 * The properties of a table with replicas. Writes are stated once, reads, keys, backups and tags for each replica, the
 * table's own region included.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html
 */
export function globalTableProperties(plan: TablePlan): Properties {
  const { input, deployment, capacities } = plan
  return {
    ...commonProperties(plan),
    ...given(
      'GlobalSecondaryIndexes',
      input.GlobalSecondaryIndexes?.map((index) => ({
        ...indexProperties(index),
        ...writes(
          capacities?.of(index.IndexName ?? '').write,
          index.OnDemandThroughput?.MaxWriteRequestUnits,
        ),
      })),
    ),
    ...writes(capacities?.table.write, input.OnDemandThroughput?.MaxWriteRequestUnits),
    ...given('StreamSpecification', streamView(input)),
    ...given(
      'SSESpecification',
      input.SSESpecification === undefined ? undefined : { SSEEnabled: true, SSEType: 'KMS' },
    ),
    Replicas: [
      replica(plan, { Ref: 'AWS::Region' }, input.SSESpecification?.KMSMasterKeyId),
      ...(deployment.replicas ?? []).map((each) =>
        typeof each === 'string'
          ? replica(plan, each, undefined)
          : replica(plan, each.region, each.kmsKeyArn),
      ),
    ],
  }
}

function replica(plan: TablePlan, region: string | Properties, kmsKeyArn: string | undefined): Properties {
  const { input, deployment, capacities } = plan
  const isOwn = typeof region !== 'string'
  const { KinesisStreamSpecification: stream, ...everywhere } = replicable(plan)
  const indexes = (input.GlobalSecondaryIndexes ?? []).map((index): Properties => {
    const name = index.IndexName ?? ''
    return {
      IndexName: name,
      ...given(
        'ContributorInsightsSpecification',
        deployment.contributorInsights === true ? { Enabled: true } : undefined,
      ),
      ...reads(capacities?.of(name).read, index.OnDemandThroughput?.MaxReadRequestUnits),
    }
  })
  const told = indexes.filter((index) => Object.keys(index).length > 1)
  return {
    Region: region,
    ...everywhere,
    // A Kinesis stream has a region too: that of the table.
    ...given('KinesisStreamSpecification', isOwn ? stream : undefined),
    ...given('SSESpecification', kmsKeyArn === undefined ? undefined : { KMSMasterKeyId: kmsKeyArn }),
    ...reads(capacities?.table.read, input.OnDemandThroughput?.MaxReadRequestUnits),
    ...given('GlobalSecondaryIndexes', told.length === 0 ? undefined : told),
  }
}

function writes(capacity: Capacity | undefined, most: number | undefined): Properties {
  return {
    // That of a table with replicas is scaled: the plan refuses others.
    ...given(
      'WriteProvisionedThroughputSettings',
      capacity === undefined || typeof capacity === 'number'
        ? undefined
        : { WriteCapacityAutoScalingSettings: scaled(capacity) },
    ),
    ...given(
      'WriteOnDemandThroughputSettings',
      most === undefined ? undefined : { MaxWriteRequestUnits: most },
    ),
  }
}

function reads(capacity: Capacity | undefined, most: number | undefined): Properties {
  const settings: Properties | undefined =
    capacity === undefined
      ? undefined
      : typeof capacity === 'number'
        ? { ReadCapacityUnits: capacity }
        : { ReadCapacityAutoScalingSettings: scaled(capacity) }
  return {
    ...given('ReadProvisionedThroughputSettings', settings),
    ...given(
      'ReadOnDemandThroughputSettings',
      most === undefined ? undefined : { MaxReadRequestUnits: most },
    ),
  }
}

function scaled({ min, max, targetPercent }: Exclude<Capacity, number>): Properties {
  return {
    MinCapacity: min,
    MaxCapacity: max,
    TargetTrackingScalingPolicyConfiguration: { TargetValue: targetPercent },
  }
}
