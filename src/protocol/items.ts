import type { AttributeMap } from './attribute-value.js'
import type {
  ConsumedCapacity,
  ItemCollectionMetrics,
  ReturnConsumedCapacity,
  ReturnItemCollectionMetrics,
} from './capacity.js'
import type { AttributeValueUpdate, Condition, ConditionalOperator, LegacyConditional } from './legacy.js'

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html */
export type ReturnValue = 'ALL_NEW' | 'ALL_OLD' | 'NONE' | 'UPDATED_NEW' | 'UPDATED_OLD'
export type ReturnValuesOnConditionCheckFailure = 'ALL_OLD' | 'NONE'
export type Select = 'ALL_ATTRIBUTES' | 'ALL_PROJECTED_ATTRIBUTES' | 'COUNT' | 'SPECIFIC_ATTRIBUTES'

/** Placeholders that the expressions of one request share. */
export interface ExpressionAttributes {
  ExpressionAttributeNames?: Record<string, string> | undefined
  ExpressionAttributeValues?: AttributeMap | undefined
}

/** What a write may be made to depend on. */
export interface Conditional extends ExpressionAttributes {
  ConditionExpression?: string | undefined
  ReturnValuesOnConditionCheckFailure?: ReturnValuesOnConditionCheckFailure | undefined
}

interface WriteOptions {
  ReturnValues?: ReturnValue | undefined
  ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined
  ReturnItemCollectionMetrics?: ReturnItemCollectionMetrics | undefined
}

interface WriteOutput {
  Attributes?: AttributeMap | undefined
  ConsumedCapacity?: ConsumedCapacity | undefined
  ItemCollectionMetrics?: ItemCollectionMetrics | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html */
export interface PutItemInput extends Conditional, LegacyConditional, WriteOptions {
  TableName: string | undefined
  Item: AttributeMap | undefined
}
export interface PutItemOutput extends WriteOutput {}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html */
export interface GetItemInput {
  TableName: string | undefined
  Key: AttributeMap | undefined
  ConsistentRead?: boolean | undefined
  ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined
  ProjectionExpression?: string | undefined
  ExpressionAttributeNames?: Record<string, string> | undefined
  AttributesToGet?: string[] | undefined
}
export interface GetItemOutput {
  Item?: AttributeMap | undefined
  ConsumedCapacity?: ConsumedCapacity | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html */
export interface UpdateItemInput extends Conditional, LegacyConditional, WriteOptions {
  TableName: string | undefined
  Key: AttributeMap | undefined
  UpdateExpression?: string | undefined
  AttributeUpdates?: Record<string, AttributeValueUpdate> | undefined
}
export interface UpdateItemOutput extends WriteOutput {}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html */
export interface DeleteItemInput extends Conditional, LegacyConditional, WriteOptions {
  TableName: string | undefined
  Key: AttributeMap | undefined
}
export interface DeleteItemOutput extends WriteOutput {}

interface PagedReadInput extends ExpressionAttributes {
  TableName: string | undefined
  IndexName?: string | undefined
  Select?: Select | undefined
  Limit?: number | undefined
  ConsistentRead?: boolean | undefined
  ExclusiveStartKey?: AttributeMap | undefined
  ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined
  ProjectionExpression?: string | undefined
  FilterExpression?: string | undefined
  AttributesToGet?: string[] | undefined
  ConditionalOperator?: ConditionalOperator | undefined
}

interface PagedReadOutput {
  Items?: AttributeMap[] | undefined
  Count?: number | undefined
  ScannedCount?: number | undefined
  LastEvaluatedKey?: AttributeMap | undefined
  ConsumedCapacity?: ConsumedCapacity | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html */
export interface QueryInput extends PagedReadInput {
  KeyConditionExpression?: string | undefined
  KeyConditions?: Record<string, Condition> | undefined
  QueryFilter?: Record<string, Condition> | undefined
  ScanIndexForward?: boolean | undefined
}
export interface QueryOutput extends PagedReadOutput {}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html */
export interface ScanInput extends PagedReadInput {
  ScanFilter?: Record<string, Condition> | undefined
  TotalSegments?: number | undefined
  Segment?: number | undefined
}
export interface ScanOutput extends PagedReadOutput {}
