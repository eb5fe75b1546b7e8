import type {
  AttributeDefinition,
  BillingMode,
  CreateTableInput,
  GlobalSecondaryIndex,
  KeySchemaElement,
  LocalSecondaryIndex,
  ProvisionedThroughput,
  StreamSpecification,
} from '../../protocol/tables.js'
import { limits } from '../../protocol/limits.js'
import { Constraints } from '../requests/constraints.js'
import { constrainIndexName, tableNameOf } from '../requests/names.js'
import { assertTableDeclaration } from './create-table.declaration.js'

export interface CreateTableRequest {
  readonly tableName: string
  readonly definitions: readonly AttributeDefinition[]
  readonly keySchema: readonly KeySchemaElement[]
  readonly globalIndexes: readonly GlobalSecondaryIndex[]
  readonly localIndexes: readonly LocalSecondaryIndex[]
  readonly billingMode: BillingMode
  readonly throughput: ProvisionedThroughput | undefined
  readonly stream: StreamSpecification | undefined
  readonly isProtected: boolean
}

const streamViewTypes = ['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY']

export function validateCreateTable(input: CreateTableInput): CreateTableRequest {
  const tableName = tableNameOf(input.TableName)
  assertConstraints(input)
  assertTableDeclaration(input)
  const copy = structuredClone({
    definitions: input.AttributeDefinitions ?? [],
    keySchema: input.KeySchema ?? [],
    globalIndexes: input.GlobalSecondaryIndexes ?? [],
    localIndexes: input.LocalSecondaryIndexes ?? [],
    throughput: input.ProvisionedThroughput,
    stream: input.StreamSpecification,
  })
  return {
    ...copy,
    tableName,
    billingMode: input.BillingMode ?? 'PROVISIONED',
    isProtected: input.DeletionProtectionEnabled === true,
  }
}

function assertConstraints(input: CreateTableInput): void {
  const constraints = new Constraints()
  if (constraints.notNull(input.AttributeDefinitions, 'attributeDefinitions')) {
    input.AttributeDefinitions?.forEach((definition, index) => {
      const path = `attributeDefinitions.${index + 1}.member`
      constraints.notNull(definition.AttributeName, `${path}.attributeName`)
      constraints.length(
        definition.AttributeName,
        `${path}.attributeName`,
        1,
        limits.keyAttributeNameSizeBytesMax,
      )
      constraints.notNull(definition.AttributeType, `${path}.attributeType`)
      constraints.oneOf(definition.AttributeType, `${path}.attributeType`, ['B', 'N', 'S'])
    })
  }
  constraints.oneOf(input.BillingMode, 'billingMode', ['PROVISIONED', 'PAY_PER_REQUEST'])
  constrainThroughput(constraints, input.ProvisionedThroughput, 'provisionedThroughput')
  constrainKeySchema(constraints, input.KeySchema, 'keySchema', 2)
  input.LocalSecondaryIndexes?.forEach((index, at) => {
    constrainIndex(constraints, index, `localSecondaryIndexes.${at + 1}.member`, 2)
  })
  const indexKeysMax = limits.indexPartitionKeyAttributesMax + limits.indexSortKeyAttributesMax
  input.GlobalSecondaryIndexes?.forEach((index, at) => {
    const path = `globalSecondaryIndexes.${at + 1}.member`
    constrainIndex(constraints, index, path, indexKeysMax)
    constrainThroughput(constraints, index.ProvisionedThroughput, `${path}.provisionedThroughput`)
  })
  if (input.StreamSpecification) {
    constraints.notNull(input.StreamSpecification.StreamEnabled, 'streamSpecification.streamEnabled')
    constraints.oneOf(
      input.StreamSpecification.StreamViewType,
      'streamSpecification.streamViewType',
      streamViewTypes,
    )
  }
  constraints.assertSatisfied()
}

function constrainThroughput(
  constraints: Constraints,
  throughput: ProvisionedThroughput | undefined,
  path: string,
): void {
  if (!throughput) return
  for (const [value, member] of [
    [throughput.WriteCapacityUnits, 'writeCapacityUnits'],
    [throughput.ReadCapacityUnits, 'readCapacityUnits'],
  ] as const) {
    constraints.notNull(value, `${path}.${member}`)
    constraints.atLeast(value, `${path}.${member}`, 1)
  }
}

function constrainIndex(
  constraints: Constraints,
  index: LocalSecondaryIndex,
  path: string,
  keysMax: number,
): void {
  constraints.notNull(index.IndexName, `${path}.indexName`)
  constrainIndexName(constraints, index.IndexName, `${path}.indexName`)
  constrainKeySchema(constraints, index.KeySchema, `${path}.keySchema`, keysMax)
  if (!constraints.notNull(index.Projection, `${path}.projection`)) return
  constraints.oneOf(index.Projection?.ProjectionType, `${path}.projection.projectionType`, [
    'ALL',
    'INCLUDE',
    'KEYS_ONLY',
  ])
  const { NonKeyAttributes } = index.Projection ?? {}
  constraints.length(NonKeyAttributes, `${path}.projection.nonKeyAttributes`, 1, Infinity)
}

function constrainKeySchema(
  constraints: Constraints,
  schema: readonly KeySchemaElement[] | undefined,
  path: string,
  keysMax: number,
): void {
  if (!constraints.notNull(schema, path)) return
  constraints.length(schema, path, 1, keysMax)
  schema?.forEach((element, index) => {
    constraints.notNull(element.AttributeName, `${path}.${index + 1}.member.attributeName`)
    constraints.notNull(element.KeyType, `${path}.${index + 1}.member.keyType`)
    constraints.oneOf(element.KeyType, `${path}.${index + 1}.member.keyType`, ['HASH', 'RANGE'])
  })
}
