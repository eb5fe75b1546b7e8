import type { Random } from '../../core/random.js'
import { openShards, streamRetentionMilliseconds } from '../../protocol/limits.js'
import type { StreamViewType } from '../../protocol/tables.js'
import type { Engine } from '../engine.js'
import type { Table } from '../tables/table.js'
import { Stream } from './stream.js'

/** Gives the table a stream of its own from now on. The table has none that is open. */
export function enableStream(engine: Engine, table: Table, viewType: StreamViewType): void {
  const { clock, random } = engine.environment
  const createdAt = clock.now()
  const { schema } = table
  let label = labelOf(createdAt)
  // Two streams of one table, or of two by one name, may be made in the same millisecond.
  for (let later = createdAt + 1; isTaken(engine, table, arnOf(schema.arn, label)); later += 1)
    label = labelOf(later)
  table.openStream(
    new Stream({
      arn: arnOf(schema.arn, label),
      label,
      tableName: schema.name,
      key: schema.key,
      viewType,
      createdAt,
      partitions: partitionsOf(table),
      seed: { high: word(random), low: word(random) },
    }),
  )
}

/**
 * How many partitions the service makes for a new table, each of which has a shard: a partition takes 3,000 reads and 1,000
 * writes a second. They do not become more here.
 */
function partitionsOf({ settings: { billingMode, throughput } }: Table): number {
  if (billingMode === 'PAY_PER_REQUEST') return openShards
  return Math.max(1, Math.ceil(throughput.reads / 3000 + throughput.writes / 1000))
}

/** Ends the stream of the table, if it has one; what it recorded stays readable for a day. */
export function disableStream(engine: Engine, table: Table): void {
  const stream = table.closeStream(engine.environment.clock.now())
  if (stream === undefined) return
  forgetOld(engine)
  engine.state.closedStreams.set(stream.identity.arn, stream)
}

/** The stream with this ARN as it is now, open or closed not longer than a day ago. */
export function findStream(engine: Engine, arn: string): Stream | undefined {
  forgetOld(engine)
  const closed = engine.state.closedStreams.get(arn)
  if (closed !== undefined) return closed
  const table = engine.state.tables.get(tableNameOf(arn))
  if (table?.stream?.identity.arn !== arn) return undefined
  engine.bringToPresent(table)
  return table.stream
}

/** All of them in the order of their ARNs. */
export function allStreams(engine: Engine): Stream[] {
  forgetOld(engine)
  const open = [...engine.state.tables.values()].flatMap(({ stream }) => stream ?? [])
  return [...open, ...engine.state.closedStreams.values()].sort((left, right) =>
    left.identity.arn < right.identity.arn ? -1 : 1,
  )
}

/** Nothing at or before this time is still in a stream. */
export function trimHorizon(engine: Engine): number {
  return engine.environment.clock.now() - streamRetentionMilliseconds
}

function forgetOld(engine: Engine): void {
  const { closedStreams } = engine.state
  if (closedStreams.size === 0) return
  const horizon = trimHorizon(engine)
  for (const [arn, { closedAt }] of closedStreams) {
    if (closedAt !== undefined && closedAt <= horizon) closedStreams.delete(arn)
  }
}

function isTaken(engine: Engine, { latestStream }: Table, arn: string): boolean {
  return engine.state.closedStreams.has(arn) || latestStream?.arn === arn
}

function arnOf(tableArn: string, label: string): string {
  return `${tableArn}/stream/${label}`
}

function tableNameOf(streamArn: string): string {
  return streamArn.split('/')[1] ?? ''
}

function labelOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, -1)
}

function word(random: Random): number {
  return Math.floor(random() * 2 ** 32) | 0
}
