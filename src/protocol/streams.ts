import type { AttributeMap } from './attribute-value.js'
import type { KeySchemaElement, StreamViewType } from './tables.js'

export type OperationType = 'INSERT' | 'MODIFY' | 'REMOVE'
export type ShardFilterType = 'CHILD_SHARDS'
export type ShardIteratorType = 'AFTER_SEQUENCE_NUMBER' | 'AT_SEQUENCE_NUMBER' | 'LATEST' | 'TRIM_HORIZON'
export type StreamStatus = 'DISABLED' | 'DISABLING' | 'ENABLED' | 'ENABLING'

export interface Stream {
  StreamArn?: string | undefined
  TableName?: string | undefined
  /** When the stream was made, as ISO 8601 without a zone: the end of its ARN. */
  StreamLabel?: string | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html */
export interface ListStreamsInput {
  TableName?: string | undefined
  Limit?: number | undefined
  ExclusiveStartStreamArn?: string | undefined
}
export interface ListStreamsOutput {
  Streams?: Stream[] | undefined
  LastEvaluatedStreamArn?: string | undefined
}

export interface ShardFilter {
  Type?: ShardFilterType | undefined
  ShardId?: string | undefined
}
export interface SequenceNumberRange {
  StartingSequenceNumber?: string | undefined
  /** Absent while the shard is open. */
  EndingSequenceNumber?: string | undefined
}
export interface Shard {
  ShardId?: string | undefined
  SequenceNumberRange?: SequenceNumberRange | undefined
  ParentShardId?: string | undefined
}
export interface StreamDescription extends Stream {
  StreamStatus?: StreamStatus | undefined
  StreamViewType?: StreamViewType | undefined
  CreationRequestDateTime?: Date | undefined
  KeySchema?: KeySchemaElement[] | undefined
  Shards?: Shard[] | undefined
  LastEvaluatedShardId?: string | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html */
export interface DescribeStreamInput {
  StreamArn: string | undefined
  Limit?: number | undefined
  ExclusiveStartShardId?: string | undefined
  ShardFilter?: ShardFilter | undefined
}
export interface DescribeStreamOutput {
  StreamDescription?: StreamDescription | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html */
export interface GetShardIteratorInput {
  StreamArn: string | undefined
  ShardId: string | undefined
  ShardIteratorType: ShardIteratorType | undefined
  SequenceNumber?: string | undefined
}
export interface GetShardIteratorOutput {
  ShardIterator?: string | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html */
export interface StreamRecord {
  ApproximateCreationDateTime?: Date | undefined
  Keys?: AttributeMap | undefined
  NewImage?: AttributeMap | undefined
  OldImage?: AttributeMap | undefined
  SequenceNumber?: string | undefined
  /** Bytes of the key and the images together. */
  SizeBytes?: number | undefined
  StreamViewType?: StreamViewType | undefined
}
export interface Identity {
  PrincipalId?: string | undefined
  Type?: string | undefined
}
/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html */
export interface ChangeRecord {
  eventID?: string | undefined
  eventName?: OperationType | undefined
  eventVersion?: string | undefined
  eventSource?: string | undefined
  awsRegion?: string | undefined
  dynamodb?: StreamRecord | undefined
  /** Who made the change, where it was the service itself: items deleted after their expiry. */
  userIdentity?: Identity | undefined
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html */
export interface GetRecordsInput {
  ShardIterator: string | undefined
  Limit?: number | undefined
}
export interface GetRecordsOutput {
  Records?: ChangeRecord[] | undefined
  /** Absent at the end of a closed shard. */
  NextShardIterator?: string | undefined
}
