import { boolean, integer, list, long, string, structure } from '../shape.js'
import type { OperationShapes } from '../shape.js'
import {
  attributeDefinition,
  globalSecondaryIndex,
  globalSecondaryIndexUpdate,
  keySchemaElement,
  localSecondaryIndex,
  onDemandThroughput,
  provisionedThroughput,
  vectorIndex,
  vectorIndexUpdate,
  warmThroughput,
} from './index-shapes.js'
import { sseSpecification, streamSpecification, tableDescription } from './table-description-shapes.js'
import { globalTableWitnessGroupUpdate, replicationGroupUpdate } from './replica-shapes.js'

const tag = structure('Tag', {
  Key: string,
  Value: string,
})

const createTableInput = structure('CreateTableInput', {
  TableName: string,
  AttributeDefinitions: list(attributeDefinition),
  KeySchema: list(keySchemaElement),
  LocalSecondaryIndexes: list(localSecondaryIndex),
  GlobalSecondaryIndexes: list(globalSecondaryIndex),
  BillingMode: string,
  ProvisionedThroughput: provisionedThroughput,
  StreamSpecification: streamSpecification,
  SSESpecification: sseSpecification,
  Tags: list(tag),
  TableClass: string,
  DeletionProtectionEnabled: boolean,
  WarmThroughput: warmThroughput,
  ResourcePolicy: string,
  OnDemandThroughput: onDemandThroughput,
  GlobalTableSourceArn: string,
  GlobalTableSettingsReplicationMode: string,
  VectorIndexes: list(vectorIndex),
})

const createTableOutput = structure('CreateTableOutput', {
  TableDescription: tableDescription,
})

const describeTableInput = structure('DescribeTableInput', {
  TableName: string,
})

const describeTableOutput = structure('DescribeTableOutput', {
  Table: tableDescription,
})

const updateTableInput = structure('UpdateTableInput', {
  TableName: string,
  AttributeDefinitions: list(attributeDefinition),
  BillingMode: string,
  ProvisionedThroughput: provisionedThroughput,
  GlobalSecondaryIndexUpdates: list(globalSecondaryIndexUpdate),
  StreamSpecification: streamSpecification,
  SSESpecification: sseSpecification,
  ReplicaUpdates: list(replicationGroupUpdate),
  TableClass: string,
  DeletionProtectionEnabled: boolean,
  MultiRegionConsistency: string,
  GlobalTableWitnessUpdates: list(globalTableWitnessGroupUpdate),
  OnDemandThroughput: onDemandThroughput,
  WarmThroughput: warmThroughput,
  GlobalTableSettingsReplicationMode: string,
  DisassociationProtectionEnabled: boolean,
  VectorIndexUpdates: list(vectorIndexUpdate),
})

const updateTableOutput = structure('UpdateTableOutput', {
  TableDescription: tableDescription,
})

const deleteTableInput = structure('DeleteTableInput', {
  TableName: string,
})

const deleteTableOutput = structure('DeleteTableOutput', {
  TableDescription: tableDescription,
})

const listTablesInput = structure('ListTablesInput', {
  ExclusiveStartTableName: string,
  Limit: integer,
})

const listTablesOutput = structure('ListTablesOutput', {
  TableNames: list(string),
  LastEvaluatedTableName: string,
})

const tagResourceInput = structure('TagResourceInput', {
  ResourceArn: string,
  Tags: list(tag),
})

const untagResourceInput = structure('UntagResourceInput', {
  ResourceArn: string,
  TagKeys: list(string),
})

const listTagsOfResourceInput = structure('ListTagsOfResourceInput', {
  ResourceArn: string,
  NextToken: string,
})

const listTagsOfResourceOutput = structure('ListTagsOfResourceOutput', {
  Tags: list(tag),
  NextToken: string,
})

const describeLimitsInput = structure('DescribeLimitsInput', {})

const describeLimitsOutput = structure('DescribeLimitsOutput', {
  AccountMaxReadCapacityUnits: long,
  AccountMaxWriteCapacityUnits: long,
  TableMaxReadCapacityUnits: long,
  TableMaxWriteCapacityUnits: long,
})

const describeEndpointsRequest = structure('DescribeEndpointsRequest', {})

const endpoint = structure('Endpoint', {
  Address: string,
  CachePeriodInMinutes: long,
})

const describeEndpointsResponse = structure('DescribeEndpointsResponse', {
  Endpoints: list(endpoint),
})

const timeToLiveSpecification = structure('TimeToLiveSpecification', {
  Enabled: boolean,
  AttributeName: string,
})

const updateTimeToLiveInput = structure('UpdateTimeToLiveInput', {
  TableName: string,
  TimeToLiveSpecification: timeToLiveSpecification,
})

const updateTimeToLiveOutput = structure('UpdateTimeToLiveOutput', {
  TimeToLiveSpecification: timeToLiveSpecification,
})

const describeTimeToLiveInput = structure('DescribeTimeToLiveInput', {
  TableName: string,
})

const timeToLiveDescription = structure('TimeToLiveDescription', {
  TimeToLiveStatus: string,
  AttributeName: string,
})

const describeTimeToLiveOutput = structure('DescribeTimeToLiveOutput', {
  TimeToLiveDescription: timeToLiveDescription,
})

/** Operations on tables, their settings and their tags. */
export const tableOperations: OperationShapes = {
  CreateTable: { input: createTableInput, output: createTableOutput },
  DescribeTable: { input: describeTableInput, output: describeTableOutput },
  UpdateTable: { input: updateTableInput, output: updateTableOutput },
  DeleteTable: { input: deleteTableInput, output: deleteTableOutput },
  ListTables: { input: listTablesInput, output: listTablesOutput },
  TagResource: { input: tagResourceInput, output: undefined },
  UntagResource: { input: untagResourceInput, output: undefined },
  ListTagsOfResource: { input: listTagsOfResourceInput, output: listTagsOfResourceOutput },
  DescribeLimits: { input: describeLimitsInput, output: describeLimitsOutput },
  DescribeEndpoints: { input: describeEndpointsRequest, output: describeEndpointsResponse },
  UpdateTimeToLive: { input: updateTimeToLiveInput, output: updateTimeToLiveOutput },
  DescribeTimeToLive: { input: describeTimeToLiveInput, output: describeTimeToLiveOutput },
}
