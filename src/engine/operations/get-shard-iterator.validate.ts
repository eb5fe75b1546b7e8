import { unreachable } from '../../core/assert.js'
import type { GetShardIteratorInput, ShardIteratorType } from '../../protocol/streams.js'
import { invalidRequest } from '../faults.js'
import { messages } from '../messages.js'
import { Constraints } from '../requests/constraints.js'
import { streamMessages } from '../streams/messages.js'
import { ordinalOf } from '../streams/sequence-number.js'
import { assertStreamArn, constrainShardId, constrainStreamArn } from '../streams/stream-members.js'

/** Where an iterator begins: at an end of the shard, or at or right after an ordinal. */
export type Beginning =
  | { readonly at: 'latest' }
  | { readonly at: 'oldest' }
  | { readonly at: 'ordinal'; readonly ordinal: number | undefined; readonly isAfter: boolean }

export interface GetShardIteratorRequest {
  readonly streamArn: string
  readonly shardId: string
  readonly beginning: Beginning
}

const shortest = 21
const longest = 40
const types = ['AFTER_SEQUENCE_NUMBER', 'LATEST', 'AT_SEQUENCE_NUMBER', 'TRIM_HORIZON']

export function validateGetShardIterator(input: GetShardIteratorInput): GetShardIteratorRequest {
  const constraints = new Constraints()
  constraints.notNull(input.StreamArn, 'streamArn')
  constrainStreamArn(constraints, input.StreamArn, 'streamArn')
  constraints.notNull(input.ShardId, 'shardId')
  constrainShardId(constraints, input.ShardId, 'shardId')
  constraints.notNull(input.ShardIteratorType, 'shardIteratorType')
  constraints.oneOf(input.ShardIteratorType, 'shardIteratorType', types)
  constraints.assertSatisfied()
  assertLength(input.SequenceNumber?.length ?? shortest)
  const streamArn = input.StreamArn as string
  assertStreamArn(streamArn)
  const sequenceNumber = input.SequenceNumber ?? undefined
  const beginning = beginningOf(input.ShardIteratorType as ShardIteratorType, sequenceNumber)
  return { streamArn, shardId: input.ShardId as string, beginning }
}

/** Said as the newer layer of validation says it, after everything else. */
function assertLength(length: number): void {
  if (length >= shortest && length <= longest) return
  const constraint = length < shortest ? messages.lengthMin(shortest) : messages.lengthMax(longest)
  throw invalidRequest(messages.detected([messages.newerFault('sequenceNumber', constraint)]))
}

function beginningOf(type: ShardIteratorType, sequenceNumber: string | undefined): Beginning {
  switch (type) {
    case 'LATEST':
    case 'TRIM_HORIZON':
      if (sequenceNumber !== undefined) throw invalidRequest(streamMessages.sequenceNumberUnwanted)
      return type === 'LATEST' ? { at: 'latest' } : { at: 'oldest' }
    case 'AFTER_SEQUENCE_NUMBER':
    case 'AT_SEQUENCE_NUMBER':
      if (sequenceNumber === undefined) throw invalidRequest(streamMessages.sequenceNumberMissing)
      return { at: 'ordinal', ordinal: ordinalOf(sequenceNumber), isAfter: type === 'AFTER_SEQUENCE_NUMBER' }
    default:
      return unreachable(type)
  }
}
