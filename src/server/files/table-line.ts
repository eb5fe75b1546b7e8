import type { Backend } from '../../protocol/backend.js'
import { onDemandWarmReadUnits, onDemandWarmWriteUnits } from '../../protocol/limits.js'
import type { JsonObject } from './call.js'
import { call, isObject, listOf } from './call.js'

/** What CreateTable takes to make a table as it is, with its time to live beside it, as CloudFormation has it. */
export async function tableLine(backend: Backend, name: string): Promise<JsonObject> {
  const table = objectOf((await call(backend, 'DescribeTable', { TableName: name }))['Table'])
  const isOnDemand = objectOf(table['BillingModeSummary'])['BillingMode'] === 'PAY_PER_REQUEST'
  return {
    ...pick(table, ['TableName', 'AttributeDefinitions', 'KeySchema']),
    BillingMode: isOnDemand ? 'PAY_PER_REQUEST' : 'PROVISIONED',
    ...capacity(table, isOnDemand),
    LocalSecondaryIndexes: indexes(table['LocalSecondaryIndexes'], () => ({})),
    GlobalSecondaryIndexes: indexes(table['GlobalSecondaryIndexes'], (index) => capacity(index, isOnDemand)),
    ...pick(table, ['StreamSpecification', 'DeletionProtectionEnabled']),
    TableClass: objectOf(table['TableClassSummary'])['TableClass'],
    SSESpecification: encryption(table['SSEDescription']),
    Tags: await tags(backend, table['TableArn']),
    TimeToLiveSpecification: await timeToLive(backend, name),
  }
}

function indexes(
  described: unknown,
  settings: (index: JsonObject) => JsonObject,
): readonly JsonObject[] | undefined {
  const list = listOf(described).filter(isObject)
  if (list.length === 0) return undefined
  return list.map((index) => ({
    ...pick(index, ['IndexName', 'KeySchema', 'Projection']),
    ...settings(index),
  }))
}

function capacity(described: JsonObject, isOnDemand: boolean): JsonObject {
  const throughput = objectOf(described['ProvisionedThroughput'])
  const warm = objectOf(described['WarmThroughput'])
  const reads = isOnDemand ? onDemandWarmReadUnits : throughput['ReadCapacityUnits']
  const writes = isOnDemand ? onDemandWarmWriteUnits : throughput['WriteCapacityUnits']
  const isWarmer = warm['ReadUnitsPerSecond'] !== reads || warm['WriteUnitsPerSecond'] !== writes
  return {
    ProvisionedThroughput: isOnDemand
      ? undefined
      : pick(throughput, ['ReadCapacityUnits', 'WriteCapacityUnits']),
    ...pick(described, ['OnDemandThroughput']),
    WarmThroughput: isWarmer ? pick(warm, ['ReadUnitsPerSecond', 'WriteUnitsPerSecond']) : undefined,
  }
}

function encryption(described: unknown): JsonObject | undefined {
  const { SSEType, KMSMasterKeyArn } = objectOf(described)
  return KMSMasterKeyArn === undefined
    ? undefined
    : { Enabled: true, SSEType, KMSMasterKeyId: KMSMasterKeyArn }
}

async function tags(backend: Backend, ResourceArn: unknown): Promise<readonly unknown[] | undefined> {
  const found: unknown[] = []
  let NextToken: unknown
  do {
    const page = await call(backend, 'ListTagsOfResource', { ResourceArn, NextToken })
    found.push(...listOf(page['Tags']))
    NextToken = page['NextToken']
  } while (NextToken !== undefined)
  return found.length === 0 ? undefined : found
}

async function timeToLive(backend: Backend, TableName: string): Promise<JsonObject | undefined> {
  const output = await call(backend, 'DescribeTimeToLive', { TableName })
  const { TimeToLiveStatus: status, AttributeName } = objectOf(output['TimeToLiveDescription'])
  return status === 'ENABLED' || status === 'ENABLING' ? { AttributeName, Enabled: true } : undefined
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}

function pick(from: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]))
}
