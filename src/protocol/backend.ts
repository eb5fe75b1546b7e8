import type {
  BatchGetItemInput,
  BatchGetItemOutput,
  BatchWriteItemInput,
  BatchWriteItemOutput,
} from './batches.js'
import type {
  DeleteItemInput,
  DeleteItemOutput,
  GetItemInput,
  GetItemOutput,
  PutItemInput,
  PutItemOutput,
  QueryInput,
  QueryOutput,
  ScanInput,
  ScanOutput,
  UpdateItemInput,
  UpdateItemOutput,
} from './items.js'
import type {
  BatchExecuteStatementInput,
  BatchExecuteStatementOutput,
  ExecuteStatementInput,
  ExecuteStatementOutput,
  ExecuteTransactionInput,
  ExecuteTransactionOutput,
} from './partiql.js'
import type {
  DescribeStreamInput,
  DescribeStreamOutput,
  GetRecordsInput,
  GetRecordsOutput,
  GetShardIteratorInput,
  GetShardIteratorOutput,
  ListStreamsInput,
  ListStreamsOutput,
} from './streams.js'
import type { DescribeEndpointsOutput, DescribeLimitsOutput } from './account.js'
import type {
  CreateTableInput,
  CreateTableOutput,
  DeleteTableInput,
  DeleteTableOutput,
  DescribeTableInput,
  DescribeTableOutput,
  DescribeTimeToLiveInput,
  DescribeTimeToLiveOutput,
  ListTablesInput,
  ListTablesOutput,
  UpdateTableInput,
  UpdateTableOutput,
  UpdateTimeToLiveInput,
  UpdateTimeToLiveOutput,
} from './tables.js'
import type {
  ListTagsOfResourceInput,
  ListTagsOfResourceOutput,
  TagResourceInput,
  UntagResourceInput,
} from './tags.js'
import type {
  TransactGetItemsInput,
  TransactGetItemsOutput,
  TransactWriteItemsInput,
  TransactWriteItemsOutput,
} from './transactions.js'

/** Operations of the DynamoDB API, version 2012-08-10, with their input and output. */
export interface Operations {
  CreateTable: { input: CreateTableInput; output: CreateTableOutput }
  DescribeTable: { input: DescribeTableInput; output: DescribeTableOutput }
  UpdateTable: { input: UpdateTableInput; output: UpdateTableOutput }
  DeleteTable: { input: DeleteTableInput; output: DeleteTableOutput }
  ListTables: { input: ListTablesInput; output: ListTablesOutput }
  TagResource: { input: TagResourceInput; output: object }
  UntagResource: { input: UntagResourceInput; output: object }
  ListTagsOfResource: { input: ListTagsOfResourceInput; output: ListTagsOfResourceOutput }
  DescribeLimits: { input: object; output: DescribeLimitsOutput }
  DescribeEndpoints: { input: object; output: DescribeEndpointsOutput }
  DescribeTimeToLive: { input: DescribeTimeToLiveInput; output: DescribeTimeToLiveOutput }
  UpdateTimeToLive: { input: UpdateTimeToLiveInput; output: UpdateTimeToLiveOutput }
  PutItem: { input: PutItemInput; output: PutItemOutput }
  GetItem: { input: GetItemInput; output: GetItemOutput }
  UpdateItem: { input: UpdateItemInput; output: UpdateItemOutput }
  DeleteItem: { input: DeleteItemInput; output: DeleteItemOutput }
  Query: { input: QueryInput; output: QueryOutput }
  Scan: { input: ScanInput; output: ScanOutput }
  ListStreams: { input: ListStreamsInput; output: ListStreamsOutput }
  DescribeStream: { input: DescribeStreamInput; output: DescribeStreamOutput }
  GetShardIterator: { input: GetShardIteratorInput; output: GetShardIteratorOutput }
  GetRecords: { input: GetRecordsInput; output: GetRecordsOutput }
  BatchGetItem: { input: BatchGetItemInput; output: BatchGetItemOutput }
  BatchWriteItem: { input: BatchWriteItemInput; output: BatchWriteItemOutput }
  TransactGetItems: { input: TransactGetItemsInput; output: TransactGetItemsOutput }
  TransactWriteItems: { input: TransactWriteItemsInput; output: TransactWriteItemsOutput }
  ExecuteStatement: { input: ExecuteStatementInput; output: ExecuteStatementOutput }
  BatchExecuteStatement: { input: BatchExecuteStatementInput; output: BatchExecuteStatementOutput }
  ExecuteTransaction: { input: ExecuteTransactionInput; output: ExecuteTransactionOutput }
}

export type OperationName = keyof Operations
export type OperationInput<TName extends OperationName> = Operations[TName]['input']
export type OperationOutput<TName extends OperationName> = Operations[TName]['output']

export interface CallOptions {
  /** Abandons the call: it rejects with the signal's reason. The write may have happened all the same. */
  readonly signal?: AbortSignal | undefined
}

/** What whoever makes a request says of it to a backend. */
export interface RequestOptions extends CallOptions {
  /**
   * The request does something else when it is carried out twice, such as adding to a number: a backend that repeats
   * requests does not send it again once it may have been carried out, and its failure says that the outcome is unknown.
   */
  readonly sendOnce?: boolean | undefined
  /** Where a backend that repeats requests writes down how many it has sent. */
  readonly meter?: RequestMeter | undefined
}

/** What a backend tells of a call beside its answer. */
export interface RequestMeter {
  /** How many requests were sent. */
  attempts: number
}

/**
 * What executes DynamoDB operations: the in-memory engine, an SDK client, a container. The one port between mapper and
 * database.
 *
 * @example
 * ```ts
 * await backend.execute('GetItem', { TableName: 'shop', Key: { pk: { S: 'A' }, sk: { S: 'B' } } })
 * ```
 *
 * Failures of the service reject with an error whose `name` is the service's, such as
 * `ConditionalCheckFailedException` (see {@link isServiceError}). A backend that repeats requests marks refusals of a
 * request that an earlier one of the same call may have caused, with `isRepeated`; where nobody can say whether a write
 * was carried out, it rejects with a MonotableError of code `backends.outcome-unknown`.
 */
export interface Backend {
  execute<TName extends OperationName>(
    operation: TName,
    input: OperationInput<TName>,
    options?: RequestOptions,
  ): Promise<OperationOutput<TName>>
}
