import { ServiceError } from '../../protocol/service-errors.js'
import type { DescribeStreamOutput, Shard as ShardDescription } from '../../protocol/streams.js'
import type { Engine } from '../engine.js'
import { streamMessages } from '../streams/messages.js'
import { sequenceNumber } from '../streams/sequence-number.js'
import type { Shard } from '../streams/shard.js'
import { findStream, trimHorizon } from '../streams/stream-registry.js'
import type { DescribeStreamRequest } from './describe-stream.validate.js'
import { validateDescribeStream } from './describe-stream.validate.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'

export const describeStream: Operation<'DescribeStream'> = defineOperation(validateDescribeStream, run)

function run(engine: Engine, request: DescribeStreamRequest): DescribeStreamOutput {
  const { streamArn, after, limit, childrenOf } = request
  const stream = findStream(engine, streamArn)
  if (stream === undefined) {
    throw new ServiceError('ResourceNotFoundException', streamMessages.streamMissing(streamArn))
  }
  const remaining = stream
    .shardsAt(trimHorizon(engine))
    .filter((shard) => after === undefined || shard.id > after)
    .filter((shard) => childrenOf === undefined || isChild(shard, childrenOf.shardId))
  const page = remaining.slice(0, limit)
  const { label, viewType, createdAt, tableName, key } = stream.identity
  return {
    StreamDescription: {
      StreamArn: streamArn,
      StreamLabel: label,
      StreamStatus: stream.closedAt === undefined ? 'ENABLED' : 'DISABLED',
      StreamViewType: viewType,
      CreationRequestDateTime: new Date(createdAt),
      TableName: tableName,
      KeySchema: [
        ...key.partition.map(({ name }) => ({ AttributeName: name, KeyType: 'HASH' as const })),
        ...key.sort.map(({ name }) => ({ AttributeName: name, KeyType: 'RANGE' as const })),
      ],
      Shards: page.map(describe),
      ...(remaining.length > limit ? { LastEvaluatedShardId: page.at(-1)?.id } : {}),
    },
  }
}

function isChild({ parentId }: Shard, shardId: string | undefined): boolean {
  return parentId !== undefined && parentId === shardId
}

function describe({ id, parentId, firstOrdinal, lastOrdinal, closedAt }: Shard): ShardDescription {
  const range = { StartingSequenceNumber: sequenceNumber(firstOrdinal) }
  return {
    ShardId: id,
    SequenceNumberRange:
      closedAt === undefined ? range : { ...range, EndingSequenceNumber: sequenceNumber(lastOrdinal) },
    ...(parentId === undefined ? {} : { ParentShardId: parentId }),
  }
}
