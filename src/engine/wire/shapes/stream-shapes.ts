import { attributeMap, integer, list, long, string, structure, timestamp } from '../shape.js'
import type { OperationShapes } from '../shape.js'
import { keySchemaElement } from './index-shapes.js'

const listStreamsInput = structure('ListStreamsInput', {
  TableName: string,
  Limit: integer,
  ExclusiveStartStreamArn: string,
})

const stream = structure('Stream', {
  StreamArn: string,
  TableName: string,
  StreamLabel: string,
})

const listStreamsOutput = structure('ListStreamsOutput', {
  Streams: list(stream),
  LastEvaluatedStreamArn: string,
})

const shardFilter = structure('ShardFilter', {
  Type: string,
  ShardId: string,
})

const describeStreamInput = structure('DescribeStreamInput', {
  StreamArn: string,
  Limit: integer,
  ExclusiveStartShardId: string,
  ShardFilter: shardFilter,
})

const sequenceNumberRange = structure('SequenceNumberRange', {
  StartingSequenceNumber: string,
  EndingSequenceNumber: string,
})

const shard = structure('Shard', {
  ShardId: string,
  SequenceNumberRange: sequenceNumberRange,
  ParentShardId: string,
})

const streamDescription = structure('StreamDescription', {
  StreamArn: string,
  StreamLabel: string,
  StreamStatus: string,
  StreamViewType: string,
  CreationRequestDateTime: timestamp,
  TableName: string,
  KeySchema: list(keySchemaElement),
  Shards: list(shard),
  LastEvaluatedShardId: string,
})

const describeStreamOutput = structure('DescribeStreamOutput', {
  StreamDescription: streamDescription,
})

const getShardIteratorInput = structure('GetShardIteratorInput', {
  StreamArn: string,
  ShardId: string,
  ShardIteratorType: string,
  SequenceNumber: string,
})

const getShardIteratorOutput = structure('GetShardIteratorOutput', {
  ShardIterator: string,
})

const getRecordsInput = structure('GetRecordsInput', {
  ShardIterator: string,
  Limit: integer,
})

const streamRecord = structure('StreamRecord', {
  ApproximateCreationDateTime: timestamp,
  Keys: attributeMap,
  NewImage: attributeMap,
  OldImage: attributeMap,
  SequenceNumber: string,
  SizeBytes: long,
  StreamViewType: string,
})

const identity = structure('Identity', {
  PrincipalId: string,
  Type: string,
})

const record = structure('Record', {
  eventID: string,
  eventName: string,
  eventVersion: string,
  eventSource: string,
  awsRegion: string,
  dynamodb: streamRecord,
  userIdentity: identity,
})

const getRecordsOutput = structure('GetRecordsOutput', {
  Records: list(record),
  NextShardIterator: string,
})

/** Operations of the streams API. */
export const streamOperations: OperationShapes = {
  ListStreams: { input: listStreamsInput, output: listStreamsOutput },
  DescribeStream: { input: describeStreamInput, output: describeStreamOutput },
  GetShardIterator: { input: getShardIteratorInput, output: getShardIteratorOutput },
  GetRecords: { input: getRecordsInput, output: getRecordsOutput },
}
