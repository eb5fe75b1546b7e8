import { boolean, list, long, string, structure, timestamp } from '../shape.js'
import type { StructureShape } from '../shape.js'
import {
  attributeDefinition,
  globalSecondaryIndexDescription,
  keySchemaElement,
  localSecondaryIndexDescription,
  onDemandThroughput,
  provisionedThroughputDescription,
  tableWarmThroughputDescription,
  vectorIndexDescription,
} from './index-shapes.js'
import { globalTableWitnessDescription, replicaDescription, tableClassSummary } from './replica-shapes.js'

export const streamSpecification: StructureShape = structure('StreamSpecification', {
  StreamEnabled: boolean,
  StreamViewType: string,
})

export const sseSpecification: StructureShape = structure('SSESpecification', {
  Enabled: boolean,
  SSEType: string,
  KMSMasterKeyId: string,
})

const billingModeSummary = structure('BillingModeSummary', {
  BillingMode: string,
  LastUpdateToPayPerRequestDateTime: timestamp,
})

const restoreSummary = structure('RestoreSummary', {
  RestoreDateTime: timestamp,
  RestoreInProgress: boolean,
  SourceBackupArn: string,
  SourceTableArn: string,
})

const sseDescription = structure('SSEDescription', {
  Status: string,
  SSEType: string,
  KMSMasterKeyArn: string,
  InaccessibleEncryptionDateTime: timestamp,
})

const archivalSummary = structure('ArchivalSummary', {
  ArchivalDateTime: timestamp,
  ArchivalReason: string,
  ArchivalBackupArn: string,
})

export const tableDescription: StructureShape = structure('TableDescription', {
  AttributeDefinitions: list(attributeDefinition),
  TableName: string,
  KeySchema: list(keySchemaElement),
  TableStatus: string,
  CreationDateTime: timestamp,
  ProvisionedThroughput: provisionedThroughputDescription,
  TableSizeBytes: long,
  ItemCount: long,
  TableArn: string,
  TableId: string,
  BillingModeSummary: billingModeSummary,
  LocalSecondaryIndexes: list(localSecondaryIndexDescription),
  GlobalSecondaryIndexes: list(globalSecondaryIndexDescription),
  StreamSpecification: streamSpecification,
  LatestStreamLabel: string,
  LatestStreamArn: string,
  GlobalTableVersion: string,
  Replicas: list(replicaDescription),
  GlobalTableWitnesses: list(globalTableWitnessDescription),
  GlobalTableSettingsReplicationMode: string,
  RestoreSummary: restoreSummary,
  SSEDescription: sseDescription,
  ArchivalSummary: archivalSummary,
  TableClassSummary: tableClassSummary,
  DeletionProtectionEnabled: boolean,
  DisassociationProtectionEnabled: boolean,
  OnDemandThroughput: onDemandThroughput,
  WarmThroughput: tableWarmThroughputDescription,
  MultiRegionConsistency: string,
  VectorIndexes: list(vectorIndexDescription),
})
