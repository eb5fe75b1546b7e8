import type { AttributeMap } from './attribute-value.js'
import type {
  ConsumedCapacity,
  ItemCollectionMetrics,
  ReturnConsumedCapacity,
  ReturnItemCollectionMetrics,
} from './capacity.js'
import type { Conditional } from './items.js'

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConditionCheck.html */
export interface ConditionCheck extends Conditional {
  TableName: string | undefined
  Key: AttributeMap | undefined
  ConditionExpression: string | undefined
}
/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Put.html */
export interface Put extends Conditional {
  TableName: string | undefined
  Item: AttributeMap | undefined
}
/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Update.html */
export interface Update extends Conditional {
  TableName: string | undefined
  Key: AttributeMap | undefined
  UpdateExpression: string | undefined
}
/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Delete.html */
export interface Delete extends Conditional {
  TableName: string | undefined
  Key: AttributeMap | undefined
}

/** One action of a transaction: exactly one member is set. */
export interface TransactWriteItem {
  ConditionCheck?: ConditionCheck | undefined
  Put?: Put | undefined
  Delete?: Delete | undefined
  Update?: Update | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
export interface TransactWriteItemsInput {
  TransactItems: TransactWriteItem[] | undefined
  ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined
  ReturnItemCollectionMetrics?: ReturnItemCollectionMetrics | undefined
  ClientRequestToken?: string | undefined
}
export interface TransactWriteItemsOutput {
  ConsumedCapacity?: ConsumedCapacity[] | undefined
  ItemCollectionMetrics?: Record<string, ItemCollectionMetrics[]> | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Get.html */
export interface Get {
  TableName: string | undefined
  Key: AttributeMap | undefined
  ProjectionExpression?: string | undefined
  ExpressionAttributeNames?: Record<string, string> | undefined
}

/** One read of a transaction. */
export interface TransactGetItem {
  Get: Get | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html */
export interface TransactGetItemsInput {
  TransactItems: TransactGetItem[] | undefined
  ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined
}
export interface TransactGetItemsOutput {
  ConsumedCapacity?: ConsumedCapacity[] | undefined
  /** One for each read, in order; without `Item` where there is none. */
  Responses?: ItemResponse[] | undefined
}
export interface ItemResponse {
  Item?: AttributeMap | undefined
}

/** Why one action of a cancelled transaction failed; `Code` is `None` for an action that did not. */
export interface CancellationReason {
  Item?: AttributeMap | undefined
  Code?: string | undefined
  Message?: string | undefined
}
