import { boolean, integer, list, long, string, structure, timestamp } from '../shape.js'
import type { StructureShape } from '../shape.js'

export const attributeDefinition: StructureShape = structure('AttributeDefinition', {
  AttributeName: string,
  AttributeType: string,
})

export const keySchemaElement: StructureShape = structure('KeySchemaElement', {
  AttributeName: string,
  KeyType: string,
})

const projection = structure('Projection', {
  ProjectionType: string,
  NonKeyAttributes: list(string),
})

export const localSecondaryIndex: StructureShape = structure('LocalSecondaryIndex', {
  IndexName: string,
  KeySchema: list(keySchemaElement),
  Projection: projection,
})

export const provisionedThroughput: StructureShape = structure('ProvisionedThroughput', {
  ReadCapacityUnits: long,
  WriteCapacityUnits: long,
})

export const onDemandThroughput: StructureShape = structure('OnDemandThroughput', {
  MaxReadRequestUnits: long,
  MaxWriteRequestUnits: long,
})

export const warmThroughput: StructureShape = structure('WarmThroughput', {
  ReadUnitsPerSecond: long,
  WriteUnitsPerSecond: long,
})

export const globalSecondaryIndex: StructureShape = structure('GlobalSecondaryIndex', {
  IndexName: string,
  KeySchema: list(keySchemaElement),
  Projection: projection,
  ProvisionedThroughput: provisionedThroughput,
  OnDemandThroughput: onDemandThroughput,
  WarmThroughput: warmThroughput,
})

const vectorAttributeDefinition = structure('VectorAttributeDefinition', {
  AttributeName: string,
})

const searchSchemaElement = structure('SearchSchemaElement', {
  AttributeName: string,
  SearchSchemaElementType: string,
})

export const vectorIndex: StructureShape = structure('VectorIndex', {
  IndexName: string,
  VectorAttribute: vectorAttributeDefinition,
  Projection: projection,
  Dimensions: integer,
  DistanceFunction: string,
  SearchSchema: list(searchSchemaElement),
})

export const provisionedThroughputDescription: StructureShape = structure(
  'ProvisionedThroughputDescription',
  {
    LastIncreaseDateTime: timestamp,
    LastDecreaseDateTime: timestamp,
    NumberOfDecreasesToday: long,
    ReadCapacityUnits: long,
    WriteCapacityUnits: long,
  },
)

export const localSecondaryIndexDescription: StructureShape = structure('LocalSecondaryIndexDescription', {
  IndexName: string,
  KeySchema: list(keySchemaElement),
  Projection: projection,
  IndexSizeBytes: long,
  ItemCount: long,
  IndexArn: string,
})

export const globalSecondaryIndexWarmThroughputDescription: StructureShape = structure(
  'GlobalSecondaryIndexWarmThroughputDescription',
  {
    ReadUnitsPerSecond: long,
    WriteUnitsPerSecond: long,
    Status: string,
  },
)

export const globalSecondaryIndexDescription: StructureShape = structure('GlobalSecondaryIndexDescription', {
  IndexName: string,
  KeySchema: list(keySchemaElement),
  Projection: projection,
  IndexStatus: string,
  Backfilling: boolean,
  ProvisionedThroughput: provisionedThroughputDescription,
  IndexSizeBytes: long,
  ItemCount: long,
  IndexArn: string,
  OnDemandThroughput: onDemandThroughput,
  WarmThroughput: globalSecondaryIndexWarmThroughputDescription,
})

export const tableWarmThroughputDescription: StructureShape = structure('TableWarmThroughputDescription', {
  ReadUnitsPerSecond: long,
  WriteUnitsPerSecond: long,
  Status: string,
})

export const vectorIndexDescription: StructureShape = structure('VectorIndexDescription', {
  IndexName: string,
  SearchSchema: list(searchSchemaElement),
  Projection: projection,
  VectorAttribute: vectorAttributeDefinition,
  Dimensions: integer,
  DistanceFunction: string,
  IndexStatus: string,
  Backfilling: boolean,
  IndexSizeBytes: long,
  ItemCount: long,
  IndexArn: string,
})

const updateGlobalSecondaryIndexAction = structure('UpdateGlobalSecondaryIndexAction', {
  IndexName: string,
  ProvisionedThroughput: provisionedThroughput,
  OnDemandThroughput: onDemandThroughput,
  WarmThroughput: warmThroughput,
})

const createGlobalSecondaryIndexAction = structure('CreateGlobalSecondaryIndexAction', {
  IndexName: string,
  KeySchema: list(keySchemaElement),
  Projection: projection,
  ProvisionedThroughput: provisionedThroughput,
  OnDemandThroughput: onDemandThroughput,
  WarmThroughput: warmThroughput,
})

const deleteGlobalSecondaryIndexAction = structure('DeleteGlobalSecondaryIndexAction', {
  IndexName: string,
})

export const globalSecondaryIndexUpdate: StructureShape = structure('GlobalSecondaryIndexUpdate', {
  Update: updateGlobalSecondaryIndexAction,
  Create: createGlobalSecondaryIndexAction,
  Delete: deleteGlobalSecondaryIndexAction,
})

const createVectorIndexAction = structure('CreateVectorIndexAction', {
  IndexName: string,
  VectorAttribute: vectorAttributeDefinition,
  Projection: projection,
  Dimensions: integer,
  DistanceFunction: string,
  SearchSchema: list(searchSchemaElement),
})

const deleteVectorIndexAction = structure('DeleteVectorIndexAction', {
  IndexName: string,
})

export const vectorIndexUpdate: StructureShape = structure('VectorIndexUpdate', {
  Create: createVectorIndexAction,
  Delete: deleteVectorIndexAction,
})
