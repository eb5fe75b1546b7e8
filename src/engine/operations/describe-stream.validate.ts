import { describeStreamShardsMax } from '../../protocol/limits.js'
import type { DescribeStreamInput } from '../../protocol/streams.js'
import { invalidRequest } from '../faults.js'
import { Constraints } from '../requests/constraints.js'
import { streamMessages } from '../streams/messages.js'
import { assertStreamArn, constrainShardId, constrainStreamArn } from '../streams/stream-members.js'

export interface DescribeStreamRequest {
  readonly streamArn: string
  readonly after: string | undefined
  readonly limit: number
  /** Whether only children of a shard are wanted, and of which. */
  readonly childrenOf: { readonly shardId: string | undefined } | undefined
}

export function validateDescribeStream(input: DescribeStreamInput): DescribeStreamRequest {
  const limit = input.Limit ?? describeStreamShardsMax
  const filter = input.ShardFilter ?? undefined
  const constraints = new Constraints()
  constraints.notNull(input.StreamArn, 'streamArn')
  constrainStreamArn(constraints, input.StreamArn, 'streamArn')
  constraints.atLeast(limit, 'limit', 1)
  constrainShardId(constraints, input.ExclusiveStartShardId, 'exclusiveStartShardId')
  constraints.oneOf(filter?.Type, 'shardFilter.type', ['CHILD_SHARDS'])
  constrainShardId(constraints, filter?.ShardId, 'shardFilter.shardId')
  constraints.assertSatisfied()
  const streamArn = input.StreamArn as string
  assertStreamArn(streamArn)
  if (limit > describeStreamShardsMax) {
    throw invalidRequest(streamMessages.describeLimit(describeStreamShardsMax))
  }
  const after = input.ExclusiveStartShardId ?? undefined
  if (after !== undefined && filter !== undefined) throw invalidRequest(streamMessages.filterWithStart)
  const childrenOf = filter?.Type === undefined ? undefined : { shardId: filter.ShardId }
  return { streamArn, after, limit, childrenOf }
}
