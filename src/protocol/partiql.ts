import type { AttributeMap, AttributeValue } from './attribute-value.js'
import type { ConsumedCapacity, ReturnConsumedCapacity } from './capacity.js'
import type { ReturnValuesOnConditionCheckFailure } from './items.js'
import type { ItemResponse } from './transactions.js'

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ParameterizedStatement.html */
export interface ParameterizedStatement {
  Statement: string | undefined
  Parameters?: AttributeValue[] | undefined
  ReturnValuesOnConditionCheckFailure?: ReturnValuesOnConditionCheckFailure | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteStatement.html */
export interface ExecuteStatementInput extends ParameterizedStatement {
  ConsistentRead?: boolean | undefined
  NextToken?: string | undefined
  ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined
  Limit?: number | undefined
}
export interface ExecuteStatementOutput {
  Items?: AttributeMap[] | undefined
  NextToken?: string | undefined
  ConsumedCapacity?: ConsumedCapacity | undefined
  LastEvaluatedKey?: AttributeMap | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchStatementRequest.html */
export interface BatchStatementRequest extends ParameterizedStatement {
  ConsistentRead?: boolean | undefined
}
export type BatchStatementErrorCode =
  | 'AccessDenied'
  | 'ConditionalCheckFailed'
  | 'DuplicateItem'
  | 'InternalServerError'
  | 'ItemCollectionSizeLimitExceeded'
  | 'ProvisionedThroughputExceeded'
  | 'RequestLimitExceeded'
  | 'ResourceNotFound'
  | 'ThrottlingError'
  | 'TransactionConflict'
  | 'ValidationError'
/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchStatementError.html */
export interface BatchStatementError {
  Code?: BatchStatementErrorCode | undefined
  Message?: string | undefined
  Item?: AttributeMap | undefined
}
/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchStatementResponse.html */
export interface BatchStatementResponse {
  Error?: BatchStatementError | undefined
  TableName?: string | undefined
  Item?: AttributeMap | undefined
}
/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchExecuteStatement.html */
export interface BatchExecuteStatementInput {
  Statements: BatchStatementRequest[] | undefined
  ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined
}
export interface BatchExecuteStatementOutput {
  Responses?: BatchStatementResponse[] | undefined
  ConsumedCapacity?: ConsumedCapacity[] | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteTransaction.html */
export interface ExecuteTransactionInput {
  TransactStatements: ParameterizedStatement[] | undefined
  ClientRequestToken?: string | undefined
  ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined
}
export interface ExecuteTransactionOutput {
  Responses?: ItemResponse[] | undefined
  ConsumedCapacity?: ConsumedCapacity[] | undefined
}
