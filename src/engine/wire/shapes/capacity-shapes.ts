import { attributeMap, double, list, map, string, structure } from '../shape.js'
import type { StructureShape } from '../shape.js'

const capacity = structure('Capacity', {
  ReadCapacityUnits: double,
  WriteCapacityUnits: double,
  CapacityUnits: double,
})

const vectorCapacity = structure('VectorCapacity', {
  VectorSearchRequestBytes: double,
  VectorWriteRequestBytes: double,
})

export const consumedCapacity: StructureShape = structure('ConsumedCapacity', {
  TableName: string,
  CapacityUnits: double,
  ReadCapacityUnits: double,
  WriteCapacityUnits: double,
  Table: capacity,
  LocalSecondaryIndexes: map(capacity),
  GlobalSecondaryIndexes: map(capacity),
  VectorIndexes: map(vectorCapacity),
})

export const itemCollectionMetrics: StructureShape = structure('ItemCollectionMetrics', {
  ItemCollectionKey: attributeMap,
  SizeEstimateRangeGB: list(double),
})
