import { ServiceError } from '../../protocol/service-errors.js'
import type { GetShardIteratorOutput } from '../../protocol/streams.js'
import type { Engine } from '../engine.js'
import { invalidRequest } from '../faults.js'
import { streamMessages } from '../streams/messages.js'
import type { Shard } from '../streams/shard.js'
import { formatShardIterator } from '../streams/shard-iterator.js'
import { findStream, trimHorizon } from '../streams/stream-registry.js'
import type { Beginning, GetShardIteratorRequest } from './get-shard-iterator.validate.js'
import { validateGetShardIterator } from './get-shard-iterator.validate.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'

export const getShardIterator: Operation<'GetShardIterator'> = defineOperation(validateGetShardIterator, run)

function run(
  engine: Engine,
  { streamArn, shardId, beginning }: GetShardIteratorRequest,
): GetShardIteratorOutput {
  const stream = findStream(engine, streamArn)
  if (stream === undefined) throw new ServiceError('ResourceNotFoundException', streamMessages.streamGone)
  const horizon = trimHorizon(engine)
  const shard = stream.shardsAt(horizon).find(({ id }) => id === shardId)
  if (shard === undefined) throw new ServiceError('ResourceNotFoundException', streamMessages.shardMissing)
  const from = firstOrdinal(shard, horizon, beginning)
  const issuedAt = engine.environment.clock.now()
  return { ShardIterator: formatShardIterator({ streamArn, shardId, from, issuedAt }) }
}

function firstOrdinal(shard: Shard, horizon: number, beginning: Beginning): number {
  if (beginning.at === 'latest') return shard.lastOrdinal + 1
  const oldest = shard.ordinalAt(horizon)
  if (beginning.at === 'oldest') return oldest
  const { ordinal, isAfter } = beginning
  if (ordinal === undefined || ordinal < shard.firstOrdinal || ordinal > shard.lastOrdinal) {
    throw invalidRequest(streamMessages.sequenceNumberForeign)
  }
  if (ordinal < oldest) throw new ServiceError('TrimmedDataAccessException', streamMessages.trimmed)
  return isAfter ? ordinal + 1 : ordinal
}
