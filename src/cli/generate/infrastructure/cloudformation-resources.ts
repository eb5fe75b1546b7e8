import type { CreateTableInput, GlobalSecondaryIndex } from '../../../protocol/tables.js'
import type { Scaling } from './capacity.js'
import { scalingsOf } from './capacity.js'
import { globalTableProperties } from './global-table.js'
import type { TablePlan } from './table-plan.js'
import { given } from './table-plan.js'
import { commonProperties, indexProperties, plain, replicable, streamView } from './table-properties.js'
import type { Properties, Resource } from './template.types.js'

/** The resources of a table, by their logical ids: the table first, then what scales it. */
export function resourcesOf(plan: TablePlan): Readonly<Record<string, Resource>> {
  const isGlobal = (plan.deployment.replicas ?? []).length > 0
  const table: Resource = {
    Type: isGlobal ? 'AWS::DynamoDB::GlobalTable' : 'AWS::DynamoDB::Table',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: isGlobal ? globalTableProperties(plan) : tableProperties(plan),
  }
  // A global table states its scaling itself, for each replica.
  return { [plan.identifier]: table, ...(isGlobal ? {} : scalingResources(plan)) }
}

function tableProperties(plan: TablePlan): Properties {
  const { input, deployment } = plan
  const insights = given(
    'ContributorInsightsSpecification',
    deployment.contributorInsights === true ? { Enabled: true } : undefined,
  )
  return {
    ...commonProperties(plan),
    ...given(
      'GlobalSecondaryIndexes',
      input.GlobalSecondaryIndexes?.map((index) => ({ ...globalIndex(index), ...insights })),
    ),
    ...given('ProvisionedThroughput', input.ProvisionedThroughput && plain(input.ProvisionedThroughput)),
    ...given('OnDemandThroughput', input.OnDemandThroughput && plain(input.OnDemandThroughput)),
    ...given('StreamSpecification', streamView(input)),
    ...given('SSESpecification', encryption(input)),
    ...replicable(plan),
  }
}

function globalIndex(index: GlobalSecondaryIndex): Properties {
  return {
    ...indexProperties(index),
    ...given('ProvisionedThroughput', index.ProvisionedThroughput && plain(index.ProvisionedThroughput)),
    ...given('OnDemandThroughput', index.OnDemandThroughput && plain(index.OnDemandThroughput)),
  }
}

function encryption({ SSESpecification }: CreateTableInput): Properties | undefined {
  if (SSESpecification === undefined) return undefined
  const { KMSMasterKeyId } = SSESpecification
  return { SSEEnabled: true, SSEType: 'KMS', ...given('KMSMasterKeyId', KMSMasterKeyId) }
}

/** The name of a scaling, such as `ShopGsi1Read`. */
export function scalingName({ identifier }: TablePlan, { index, direction }: Scaling): string {
  return `${identifier}${index === undefined ? '' : `Index${index.replace(/[^A-Za-z0-9]/g, '')}`}${direction}`
}

/** The scalings of a table that pays by capacity. */
export function scalings({ capacities, input }: TablePlan): readonly Scaling[] {
  const indexes = (input.GlobalSecondaryIndexes ?? []).map(({ IndexName = '' }) => IndexName)
  return capacities === undefined ? [] : scalingsOf(capacities, indexes)
}

function scalingResources(plan: TablePlan): Record<string, Resource> {
  const resources: Record<string, Resource> = {}
  for (const scaling of scalings(plan)) {
    const { index, direction, bounds } = scaling
    const name = scalingName(plan, scaling)
    const place = index === undefined ? '' : `/index/${index}`
    resources[`${name}Target`] = {
      Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
      Properties: {
        ServiceNamespace: 'dynamodb',
        ResourceId: {
          'Fn::Join': ['', ['table/', { Ref: plan.identifier }, ...(place === '' ? [] : [place])]],
        },
        ScalableDimension: `dynamodb:${index === undefined ? 'table' : 'index'}:${direction}CapacityUnits`,
        MinCapacity: bounds.min,
        MaxCapacity: bounds.max,
      },
    }
    resources[`${name}Policy`] = {
      Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
      Properties: {
        PolicyName: `${name}Utilization`,
        PolicyType: 'TargetTrackingScaling',
        ScalingTargetId: { Ref: `${name}Target` },
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: bounds.targetPercent,
          PredefinedMetricSpecification: {
            PredefinedMetricType: `DynamoDB${direction}CapacityUtilization`,
          },
        },
      },
    }
  }
  return resources
}
