import type { Backend } from '../../protocol/backend.js'
import type { JsonObject } from './call.js'
import { call, isObject } from './call.js'

/** What CreateTable takes to make a table as it is, with its time to live beside it, as CloudFormation has it. */
export async function tableLine(backend: Backend, name: string): Promise<JsonObject> {
  const { Table: described } = await call(backend, 'DescribeTable', { TableName: name })
  const table = isObject(described) ? described : {}
  const billing = isObject(table['BillingModeSummary'])
    ? table['BillingModeSummary']['BillingMode']
    : undefined
  const isOnDemand = billing === 'PAY_PER_REQUEST'
  return {
    ...pick(table, ['TableName', 'AttributeDefinitions', 'KeySchema']),
    BillingMode: isOnDemand ? 'PAY_PER_REQUEST' : 'PROVISIONED',
    ProvisionedThroughput: isOnDemand ? undefined : throughput(table),
    LocalSecondaryIndexes: indexes(table['LocalSecondaryIndexes'], true),
    GlobalSecondaryIndexes: indexes(table['GlobalSecondaryIndexes'], isOnDemand),
    ...pick(table, ['StreamSpecification', 'DeletionProtectionEnabled']),
  }
}

function indexes(described: unknown, isOnDemand: boolean): JsonObject[] | undefined {
  if (!Array.isArray(described)) return undefined
  return described.filter(isObject).map((index) => ({
    ...pick(index, ['IndexName', 'KeySchema', 'Projection']),
    ProvisionedThroughput: isOnDemand ? undefined : throughput(index),
  }))
}

function throughput({ ProvisionedThroughput }: JsonObject): JsonObject | undefined {
  if (!isObject(ProvisionedThroughput)) return undefined
  return pick(ProvisionedThroughput, ['ReadCapacityUnits', 'WriteCapacityUnits'])
}

function pick(from: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]))
}
