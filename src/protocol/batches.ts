import type { AttributeMap } from './attribute-value.js'
import type {
  ConsumedCapacity,
  ItemCollectionMetrics,
  ReturnConsumedCapacity,
  ReturnItemCollectionMetrics,
} from './capacity.js'

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_KeysAndAttributes.html */
export interface KeysAndAttributes {
  Keys: AttributeMap[] | undefined
  AttributesToGet?: string[] | undefined
  ConsistentRead?: boolean | undefined
  ProjectionExpression?: string | undefined
  ExpressionAttributeNames?: Record<string, string> | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
export interface BatchGetItemInput {
  RequestItems: Record<string, KeysAndAttributes> | undefined
  ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined
}
export interface BatchGetItemOutput {
  Responses?: Record<string, AttributeMap[]> | undefined
  UnprocessedKeys?: Record<string, KeysAndAttributes> | undefined
  ConsumedCapacity?: ConsumedCapacity[] | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_WriteRequest.html */
export interface WriteRequest {
  PutRequest?: PutRequest | undefined
  DeleteRequest?: DeleteRequest | undefined
}
export interface PutRequest {
  Item: AttributeMap | undefined
}
export interface DeleteRequest {
  Key: AttributeMap | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
export interface BatchWriteItemInput {
  RequestItems: Record<string, WriteRequest[]> | undefined
  ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined
  ReturnItemCollectionMetrics?: ReturnItemCollectionMetrics | undefined
}
export interface BatchWriteItemOutput {
  UnprocessedItems?: Record<string, WriteRequest[]> | undefined
  ItemCollectionMetrics?: Record<string, ItemCollectionMetrics[]> | undefined
  ConsumedCapacity?: ConsumedCapacity[] | undefined
}
