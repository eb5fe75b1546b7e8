export { memory } from './memory.js'
export type { MemoryBackend, MemoryOptions } from './memory.js'
export type { MemorySnapshot } from './snapshot.js'
export { answerWireRequest } from './wire/answer.js'
export type { WireAnswer, WireRequest } from './wire/answer.js'
export { memoryRequestHandler } from './wire/request-handler.js'
export type {
  ClientRequest,
  ClientRequestOptions,
  ClientResponse,
  MemoryRequestHandler,
} from './wire/request-handler.js'

// What the declarations of code that wraps a backend name, if only by inference.
export type { Clock } from '../core/clock.js'
export type { Random } from '../core/random.js'
export type {
  AttributeMap,
  AttributeType,
  AttributeValue,
  BinarySetValue,
  BinaryValue,
  BooleanValue,
  ListValue,
  MapValue,
  NullValue,
  NumberSetValue,
  NumberValue,
  StringSetValue,
  StringValue,
  UnknownValue,
} from '../protocol/attribute-value.js'
export type {
  Backend,
  CallOptions,
  OperationInput,
  OperationName,
  OperationOutput,
  Operations,
} from '../protocol/backend.js'
export type {
  BatchGetItemInput,
  BatchGetItemOutput,
  BatchWriteItemInput,
  BatchWriteItemOutput,
  DeleteRequest,
  KeysAndAttributes,
  PutRequest,
  WriteRequest,
} from '../protocol/batches.js'
export type {
  Capacity,
  ConsumedCapacity,
  ItemCollectionMetrics,
  ReturnConsumedCapacity,
  ReturnItemCollectionMetrics,
} from '../protocol/capacity.js'
export type {
  DeleteItemInput,
  DeleteItemOutput,
  GetItemInput,
  GetItemOutput,
  PutItemInput,
  PutItemOutput,
  QueryInput,
  QueryOutput,
  ReturnValue,
  ReturnValuesOnConditionCheckFailure,
  ScanInput,
  ScanOutput,
  Select,
  UpdateItemInput,
  UpdateItemOutput,
} from '../protocol/items.js'
export type {
  ChangeRecord,
  DescribeStreamInput,
  DescribeStreamOutput,
  GetRecordsInput,
  GetRecordsOutput,
  GetShardIteratorInput,
  GetShardIteratorOutput,
  Identity,
  ListStreamsInput,
  ListStreamsOutput,
  OperationType,
  SequenceNumberRange,
  Shard,
  ShardFilter,
  ShardFilterType,
  ShardIteratorType,
  Stream,
  StreamDescription,
  StreamRecord,
  StreamStatus,
} from '../protocol/streams.js'
export type {
  AttributeAction,
  AttributeValueUpdate,
  ComparisonOperator,
  Condition,
  ConditionalOperator,
  ExpectedAttributeValue,
  LegacyConditional,
} from '../protocol/legacy.js'
export type {
  AttributeDefinition,
  BillingMode,
  BillingModeSummary,
  CreateTableInput,
  CreateTableOutput,
  DeleteTableInput,
  DeleteTableOutput,
  DescribeTableInput,
  DescribeTableOutput,
  GlobalSecondaryIndex,
  GlobalSecondaryIndexDescription,
  IndexStatus,
  KeySchemaElement,
  KeyType,
  ListTablesInput,
  ListTablesOutput,
  LocalSecondaryIndex,
  LocalSecondaryIndexDescription,
  Projection,
  ProjectionType,
  ProvisionedThroughput,
  ProvisionedThroughputDescription,
  ScalarAttributeType,
  StreamSpecification,
  StreamViewType,
  TableDescription,
  TableStatus,
  TimeToLiveSpecification,
  UpdateTimeToLiveInput,
  UpdateTimeToLiveOutput,
} from '../protocol/tables.js'
export type {
  CancellationReason,
  ConditionCheck,
  Delete,
  Get,
  ItemResponse,
  Put,
  TransactGetItem,
  TransactGetItemsInput,
  TransactGetItemsOutput,
  TransactWriteItem,
  TransactWriteItemsInput,
  TransactWriteItemsOutput,
  Update,
} from '../protocol/transactions.js'
