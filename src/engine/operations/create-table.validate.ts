import type {
  BillingMode,
  CreateTableInput,
  SSESpecification,
  StreamSpecification,
  TableClass,
} from '../../protocol/tables.js'
import { Constraints } from '../requests/constraints.js'
import { tableNameOf } from '../requests/names.js'
import type { CapacityMembers } from '../tables/settings.js'
import type { TableDeclaration } from '../tables/table-schema.js'
import { assertTableDeclaration } from './create-table.declaration.js'
import {
  assertEncryption,
  assertImplemented,
  assertOnDemandThroughput,
  assertStream,
  constrainBillingMode,
  constrainDefinitions,
  constrainGlobalIndex,
  constrainIndex,
  constrainKeySchema,
  constrainSettings,
  constrainThroughput,
} from './table-members.js'
import { constrainTags, tagsOf } from './tags.js'

export interface CreateTableRequest extends TableDeclaration {
  readonly billingMode: BillingMode
  readonly capacity: CapacityMembers
  readonly stream: StreamSpecification | undefined
  readonly encryption: SSESpecification
  readonly tableClass: TableClass | undefined
  readonly tags: ReadonlyMap<string, string>
  readonly isProtected: boolean
}

const notImplemented = [
  'ResourcePolicy',
  'GlobalTableSourceArn',
  'GlobalTableSettingsReplicationMode',
  'VectorIndexes',
]

export function validateCreateTable(input: CreateTableInput): CreateTableRequest {
  const tableName = tableNameOf(input.TableName)
  assertConstraints(input)
  assertImplemented(input, notImplemented)
  assertTableDeclaration(input)
  assertOnDemandThroughput(input.OnDemandThroughput, true)
  input.GlobalSecondaryIndexes?.forEach((index) => assertOnDemandThroughput(index.OnDemandThroughput, true))
  assertEncryption(input.SSESpecification)
  assertStream(input.StreamSpecification, true)
  const { ProvisionedThroughput, OnDemandThroughput, WarmThroughput } = input
  const copy = structuredClone({
    definitions: input.AttributeDefinitions ?? [],
    keySchema: input.KeySchema ?? [],
    globalIndexes: input.GlobalSecondaryIndexes ?? [],
    localIndexes: input.LocalSecondaryIndexes ?? [],
    capacity: { ProvisionedThroughput, OnDemandThroughput, WarmThroughput },
    stream: input.StreamSpecification,
    encryption: input.SSESpecification ?? {},
  })
  return {
    ...copy,
    tableName,
    billingMode: input.BillingMode ?? 'PROVISIONED',
    tableClass: input.TableClass ?? undefined,
    tags: tagsOf(input.Tags ?? []),
    isProtected: input.DeletionProtectionEnabled === true,
  }
}

function assertConstraints(input: CreateTableInput): void {
  const constraints = new Constraints()
  constraints.notNull(input.AttributeDefinitions, 'attributeDefinitions')
  constrainDefinitions(constraints, input.AttributeDefinitions)
  constrainBillingMode(constraints, input.BillingMode)
  constrainThroughput(constraints, input.ProvisionedThroughput, 'provisionedThroughput')
  constrainKeySchema(constraints, input.KeySchema, 'keySchema', 2)
  input.LocalSecondaryIndexes?.forEach((index, at) => {
    constrainIndex(constraints, index, `localSecondaryIndexes.${at + 1}.member`, 2)
  })
  input.GlobalSecondaryIndexes?.forEach((index, at) => {
    constrainGlobalIndex(constraints, index, `globalSecondaryIndexes.${at + 1}.member`)
  })
  constrainSettings(constraints, input)
  constrainTags(constraints, input.Tags, 'tags')
  constraints.assertSatisfied()
}
