import type {
  AttributeDefinition,
  BillingMode,
  GlobalSecondaryIndexUpdate,
  SSESpecification,
  StreamSpecification,
  TableClass,
  UpdateTableInput,
} from '../../protocol/tables.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import { Constraints } from '../requests/constraints.js'
import { constrainIndexName, existingTableNameOf } from '../requests/names.js'
import type { CapacityMembers } from '../tables/settings.js'
import type { IndexChange } from './index-changes.js'
import { indexChangesOf } from './index-changes.js'
import {
  assertEncryption,
  assertImplemented,
  assertStream,
  assertThroughputBounds,
  constrainAddedIndex,
  constrainBillingMode,
  constrainDefinitions,
  constrainSettings,
  constrainThroughput,
  constrainWarmThroughput,
} from './table-members.js'

export interface UpdateTableRequest {
  readonly tableName: string
  readonly definitions: readonly AttributeDefinition[]
  readonly indexChanges: readonly IndexChange[]
  readonly billingMode: BillingMode | undefined
  readonly capacity: CapacityMembers
  readonly stream: StreamSpecification | undefined
  readonly encryption: SSESpecification | undefined
  readonly tableClass: TableClass | undefined
  readonly isProtected: boolean | undefined
}

const notImplemented = [
  'ReplicaUpdates',
  'GlobalTableWitnessUpdates',
  'MultiRegionConsistency',
  'GlobalTableSettingsReplicationMode',
  'DisassociationProtectionEnabled',
  'VectorIndexUpdates',
]

export function validateUpdateTable(input: UpdateTableInput): UpdateTableRequest {
  const tableName = existingTableNameOf(input.TableName)
  assertConstraints(input)
  assertImplemented(input, notImplemented)
  assertSomething(input)
  if (input.BillingMode === 'PROVISIONED' && !input.ProvisionedThroughput) {
    throw invalidRequest(messages.throughputMissingForSwitch)
  }
  assertThroughputBounds(input.ProvisionedThroughput)
  const indexChanges = indexChangesOf(input.GlobalSecondaryIndexUpdates ?? [])
  assertEncryption(input.SSESpecification)
  assertStream(input.StreamSpecification, false)
  const { ProvisionedThroughput, OnDemandThroughput, WarmThroughput } = input
  const copy = structuredClone({
    definitions: input.AttributeDefinitions ?? [],
    indexChanges,
    capacity: { ProvisionedThroughput, OnDemandThroughput, WarmThroughput },
    stream: input.StreamSpecification,
    encryption: input.SSESpecification,
  })
  return {
    ...copy,
    tableName,
    billingMode: input.BillingMode ?? undefined,
    tableClass: input.TableClass ?? undefined,
    isProtected: input.DeletionProtectionEnabled ?? undefined,
  }
}

function assertConstraints(input: UpdateTableInput): void {
  const constraints = new Constraints()
  constrainDefinitions(constraints, input.AttributeDefinitions)
  constrainThroughput(constraints, input.ProvisionedThroughput, 'provisionedThroughput')
  constrainBillingMode(constraints, input.BillingMode)
  input.GlobalSecondaryIndexUpdates?.forEach((update, at) => {
    constrainIndexUpdate(constraints, update, `globalSecondaryIndexUpdates.${at + 1}.member`)
  })
  constrainSettings(constraints, input)
  constraints.assertSatisfied()
}

function constrainIndexUpdate(
  constraints: Constraints,
  { Update, Create, Delete }: GlobalSecondaryIndexUpdate,
  path: string,
): void {
  if (Update) {
    constraints.notNull(Update.IndexName, `${path}.update.indexName`)
    constrainIndexName(constraints, Update.IndexName, `${path}.update.indexName`)
    if (!Update.OnDemandThroughput && !Update.WarmThroughput) {
      constraints.notNull(Update.ProvisionedThroughput, `${path}.update.provisionedThroughput`)
    }
    constrainThroughput(constraints, Update.ProvisionedThroughput, `${path}.update.provisionedThroughput`)
    constrainWarmThroughput(constraints, Update.WarmThroughput, `${path}.update.warmThroughput`)
  }
  if (Create) constrainAddedIndex(constraints, Create, `${path}.create`)
  if (Delete) {
    constraints.notNull(Delete.IndexName, `${path}.delete.indexName`)
    constrainIndexName(constraints, Delete.IndexName, `${path}.delete.indexName`)
  }
}

function assertSomething(input: UpdateTableInput): void {
  const given = [
    input.BillingMode,
    input.ProvisionedThroughput,
    input.StreamSpecification,
    input.SSESpecification,
    input.TableClass,
    input.DeletionProtectionEnabled,
    input.OnDemandThroughput,
    input.WarmThroughput,
  ]
  const isSomething = given.some((member) => member !== undefined && member !== null)
  if (!isSomething && !input.GlobalSecondaryIndexUpdates?.length) {
    throw invalidRequest(messages.nothingToUpdate)
  }
}
