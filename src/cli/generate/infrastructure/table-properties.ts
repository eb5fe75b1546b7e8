import type { CreateTableInput, LocalSecondaryIndex } from '../../../protocol/tables.js'
import type { TablePlan } from './table-plan.js'
import { given } from './table-plan.js'
import type { Properties } from './template.types.js'

/** What both kinds of tables state in one way. */
export function commonProperties({ input, timeToLive }: TablePlan): Properties {
  const { TableName = '', AttributeDefinitions, KeySchema, BillingMode = '' } = input
  return {
    TableName,
    BillingMode,
    AttributeDefinitions: plainAll(AttributeDefinitions),
    KeySchema: plainAll(KeySchema),
    ...given('LocalSecondaryIndexes', input.LocalSecondaryIndexes?.map(indexProperties)),
    ...given(
      'TimeToLiveSpecification',
      timeToLive === undefined ? undefined : { AttributeName: timeToLive, Enabled: true },
    ),
    ...given('WarmThroughput', input.WarmThroughput && plain(input.WarmThroughput)),
  }
}

/** What a table has once, and a global table once for each replica. */
export function replicable({ input, deployment }: TablePlan): Properties {
  const { pointInTimeRecovery = false, kinesisStreamArn, contributorInsights } = deployment
  return {
    ...given('TableClass', input.TableClass),
    ...given(
      'PointInTimeRecoverySpecification',
      pointInTimeRecovery === false
        ? undefined
        : {
            PointInTimeRecoveryEnabled: true,
            ...given(
              'RecoveryPeriodInDays',
              pointInTimeRecovery === true ? undefined : pointInTimeRecovery.days,
            ),
          },
    ),
    ...given('DeletionProtectionEnabled', input.DeletionProtectionEnabled),
    ...given(
      'KinesisStreamSpecification',
      kinesisStreamArn === undefined ? undefined : { StreamArn: kinesisStreamArn },
    ),
    ...given(
      'ContributorInsightsSpecification',
      contributorInsights === true ? { Enabled: true } : undefined,
    ),
    ...given('Tags', input.Tags && plainAll(input.Tags)),
  }
}

/** A global index without its capacity. */
export function indexProperties({ IndexName = '', KeySchema, Projection }: LocalSecondaryIndex): Properties {
  return {
    IndexName,
    KeySchema: plainAll(KeySchema),
    Projection: plain(Projection ?? {}),
  }
}

/** The shapes of the API that a template has too. */
export function plain(value: object): Properties {
  return { ...value }
}

export function streamView({ StreamSpecification }: CreateTableInput): Properties | undefined {
  const view = StreamSpecification?.StreamViewType
  return view === undefined ? undefined : { StreamViewType: view }
}

const plainAll = (values: readonly object[] | undefined): readonly Properties[] => (values ?? []).map(plain)
