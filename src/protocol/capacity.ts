import type { AttributeMap } from './attribute-value.js'

export type ReturnConsumedCapacity = 'INDEXES' | 'NONE' | 'TOTAL'
export type ReturnItemCollectionMetrics = 'NONE' | 'SIZE'

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Capacity.html */
export interface Capacity {
  ReadCapacityUnits?: number | undefined
  WriteCapacityUnits?: number | undefined
  CapacityUnits?: number | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConsumedCapacity.html */
export interface ConsumedCapacity extends Capacity {
  TableName?: string | undefined
  Table?: Capacity | undefined
  LocalSecondaryIndexes?: Record<string, Capacity> | undefined
  GlobalSecondaryIndexes?: Record<string, Capacity> | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ItemCollectionMetrics.html */
export interface ItemCollectionMetrics {
  ItemCollectionKey?: AttributeMap | undefined
  SizeEstimateRangeGB?: number[] | undefined
}
