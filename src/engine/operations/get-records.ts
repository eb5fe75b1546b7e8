import { pageSizeBytesMax, shardIteratorMilliseconds } from '../../protocol/limits.js'
import { ServiceError } from '../../protocol/service-errors.js'
import type { GetRecordsOutput } from '../../protocol/streams.js'
import type { Engine } from '../engine.js'
import { streamMessages } from '../streams/messages.js'
import type { Shard } from '../streams/shard.js'
import type { ShardIterator } from '../streams/shard-iterator.js'
import { formatShardIterator } from '../streams/shard-iterator.js'
import type { StreamEvent } from '../streams/stream-event.js'
import { changeRecord, eventSizeBytes } from '../streams/stream-event.js'
import type { Stream } from '../streams/stream.js'
import { findStream, trimHorizon } from '../streams/stream-registry.js'
import type { GetRecordsRequest } from './get-records.validate.js'
import { validateGetRecords } from './get-records.validate.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'

export const getRecords: Operation<'GetRecords'> = defineOperation(validateGetRecords, run)

function run(engine: Engine, { iterator, limit }: GetRecordsRequest): GetRecordsOutput {
  const { region, clock } = engine.environment
  const now = clock.now()
  const { stream, shard } = placeOf(engine, iterator)
  if (now > iterator.issuedAt + shardIteratorMilliseconds) {
    throw new ServiceError('ExpiredIteratorException', streamMessages.expiredIterator)
  }
  if (shard === undefined || iterator.from < shard.ordinalAt(trimHorizon(engine))) {
    throw new ServiceError('TrimmedDataAccessException', streamMessages.trimmed)
  }
  const events = page(shard, iterator.from, limit)
  const { viewType } = stream.identity
  const output: GetRecordsOutput = {
    Records: events.map((event) => changeRecord(event, { eventID: stream.eventId(event), viewType, region })),
  }
  const last = events.at(-1)
  const from = last === undefined ? iterator.from : last.hash + 1
  if (shard.closedAt === undefined || shard.reaches(from)) {
    output.NextShardIterator = formatShardIterator({ ...iterator, from, issuedAt: now })
  }
  return output
}

function placeOf(
  engine: Engine,
  { streamArn, shardId }: ShardIterator,
): { stream: Stream; shard: Shard | undefined } {
  const stream = findStream(engine, streamArn)
  if (stream === undefined) throw new ServiceError('ResourceNotFoundException', streamMessages.streamGone)
  return { stream, shard: stream.shardsAt(trimHorizon(engine)).find(({ id }) => id === shardId) }
}

/** As many events as one answer takes. */
function page(shard: Shard, from: number, limit: number): StreamEvent[] {
  const events: StreamEvent[] = []
  let sizeBytes = 0
  shard.read(from, (event) => {
    sizeBytes += eventSizeBytes(event)
    if (events.length > 0 && sizeBytes > pageSizeBytesMax) return false
    events.push(event)
    return events.length < limit
  })
  return events
}
