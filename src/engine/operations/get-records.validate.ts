import { shardIteratorLengthMax, streamRecordsMax } from '../../protocol/limits.js'
import { ServiceError } from '../../protocol/service-errors.js'
import type { GetRecordsInput } from '../../protocol/streams.js'
import { invalidRequest } from '../faults.js'
import { Constraints } from '../requests/constraints.js'
import { streamMessages } from '../streams/messages.js'
import type { ShardIterator } from '../streams/shard-iterator.js'
import { parseShardIterator } from '../streams/shard-iterator.js'

export interface GetRecordsRequest {
  readonly iterator: ShardIterator
  readonly limit: number
}

export function validateGetRecords(input: GetRecordsInput): GetRecordsRequest {
  const limit = input.Limit ?? streamRecordsMax
  const constraints = new Constraints()
  constraints.notNull(input.ShardIterator, 'shardIterator')
  constraints.length(input.ShardIterator, 'shardIterator', 1, shardIteratorLengthMax)
  constraints.atLeast(limit, 'limit', 1)
  constraints.assertSatisfied()
  if (limit > streamRecordsMax) {
    throw new ServiceError('LimitExceededException', streamMessages.recordsLimit(streamRecordsMax))
  }
  const iterator = parseShardIterator(input.ShardIterator as string)
  if (iterator === undefined) throw invalidRequest(streamMessages.invalidIterator)
  return { iterator, limit }
}
