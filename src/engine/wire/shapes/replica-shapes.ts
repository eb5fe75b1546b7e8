import { list, long, string, structure, timestamp } from '../shape.js'
import type { StructureShape } from '../shape.js'
import {
  globalSecondaryIndexWarmThroughputDescription,
  tableWarmThroughputDescription,
} from './index-shapes.js'

const provisionedThroughputOverride = structure('ProvisionedThroughputOverride', {
  ReadCapacityUnits: long,
})

const onDemandThroughputOverride = structure('OnDemandThroughputOverride', {
  MaxReadRequestUnits: long,
})

const replicaGlobalSecondaryIndexDescription = structure('ReplicaGlobalSecondaryIndexDescription', {
  IndexName: string,
  ProvisionedThroughputOverride: provisionedThroughputOverride,
  OnDemandThroughputOverride: onDemandThroughputOverride,
  WarmThroughput: globalSecondaryIndexWarmThroughputDescription,
})

export const tableClassSummary: StructureShape = structure('TableClassSummary', {
  TableClass: string,
  LastUpdateDateTime: timestamp,
})

export const replicaDescription: StructureShape = structure('ReplicaDescription', {
  RegionName: string,
  ReplicaStatus: string,
  ReplicaArn: string,
  ReplicaStatusDescription: string,
  ReplicaStatusPercentProgress: string,
  KMSMasterKeyId: string,
  ProvisionedThroughputOverride: provisionedThroughputOverride,
  OnDemandThroughputOverride: onDemandThroughputOverride,
  WarmThroughput: tableWarmThroughputDescription,
  GlobalSecondaryIndexes: list(replicaGlobalSecondaryIndexDescription),
  ReplicaInaccessibleDateTime: timestamp,
  ReplicaTableClassSummary: tableClassSummary,
  GlobalTableSettingsReplicationMode: string,
})

export const globalTableWitnessDescription: StructureShape = structure('GlobalTableWitnessDescription', {
  RegionName: string,
  WitnessStatus: string,
})

const replicaGlobalSecondaryIndex = structure('ReplicaGlobalSecondaryIndex', {
  IndexName: string,
  ProvisionedThroughputOverride: provisionedThroughputOverride,
  OnDemandThroughputOverride: onDemandThroughputOverride,
})

const createReplicationGroupMemberAction = structure('CreateReplicationGroupMemberAction', {
  RegionName: string,
  KMSMasterKeyId: string,
  ProvisionedThroughputOverride: provisionedThroughputOverride,
  OnDemandThroughputOverride: onDemandThroughputOverride,
  GlobalSecondaryIndexes: list(replicaGlobalSecondaryIndex),
  TableClassOverride: string,
})

const updateReplicationGroupMemberAction = structure('UpdateReplicationGroupMemberAction', {
  RegionName: string,
  KMSMasterKeyId: string,
  ProvisionedThroughputOverride: provisionedThroughputOverride,
  OnDemandThroughputOverride: onDemandThroughputOverride,
  GlobalSecondaryIndexes: list(replicaGlobalSecondaryIndex),
  TableClassOverride: string,
})

const deleteReplicationGroupMemberAction = structure('DeleteReplicationGroupMemberAction', {
  RegionName: string,
})

const disassociateReplicationGroupMemberAction = structure('DisassociateReplicationGroupMemberAction', {
  RegionName: string,
  DisassociationMode: string,
})

export const replicationGroupUpdate: StructureShape = structure('ReplicationGroupUpdate', {
  Create: createReplicationGroupMemberAction,
  Update: updateReplicationGroupMemberAction,
  Delete: deleteReplicationGroupMemberAction,
  Disassociate: disassociateReplicationGroupMemberAction,
})

const createGlobalTableWitnessGroupMemberAction = structure('CreateGlobalTableWitnessGroupMemberAction', {
  RegionName: string,
})

const deleteGlobalTableWitnessGroupMemberAction = structure('DeleteGlobalTableWitnessGroupMemberAction', {
  RegionName: string,
})

export const globalTableWitnessGroupUpdate: StructureShape = structure('GlobalTableWitnessGroupUpdate', {
  Create: createGlobalTableWitnessGroupMemberAction,
  Delete: deleteGlobalTableWitnessGroupMemberAction,
})
