import type { ChangeRecord, Shard } from '../../../src/protocol/streams.js'
import type { CreateTableInput, StreamViewType } from '../../../src/protocol/tables.js'
import type { MemoryBackend, MemoryOptions } from '../../../src/engine/index.js'
import { backendWith, manualClock, shop } from '../support.js'

export const hour = 3_600_000

/** The table `shop` with a stream. */
const watched = (StreamViewType: StreamViewType = 'NEW_AND_OLD_IMAGES'): CreateTableInput => ({
  ...shop,
  StreamSpecification: { StreamEnabled: true, StreamViewType },
})

export async function watchedShop(viewType?: StreamViewType, options: MemoryOptions = {}) {
  const clock = manualClock()
  const backend = await backendWith([watched(viewType)], { clock, ...options })
  return { backend, clock, streamArn: await streamArnOf(backend) }
}

export async function streamArnOf(backend: MemoryBackend, TableName = 'shop'): Promise<string> {
  const { Table } = await backend.execute('DescribeTable', { TableName })
  return Table?.LatestStreamArn ?? ''
}

/** All shards of the stream, a few at a time. */
export async function shardsOf(backend: MemoryBackend, StreamArn: string): Promise<Shard[]> {
  const shards: Shard[] = []
  let after: string | undefined
  do {
    const page = { StreamArn, Limit: 3, ExclusiveStartShardId: after }
    const { StreamDescription } = await backend.execute('DescribeStream', page)
    shards.push(...(StreamDescription?.Shards ?? []))
    after = StreamDescription?.LastEvaluatedShardId
  } while (after !== undefined)
  return shards
}

export async function iteratorOf(
  backend: MemoryBackend,
  StreamArn: string,
  ShardId: string | undefined,
  ShardIteratorType: 'LATEST' | 'TRIM_HORIZON' = 'TRIM_HORIZON',
): Promise<string> {
  const input = { StreamArn, ShardId, ShardIteratorType }
  return (await backend.execute('GetShardIterator', input)).ShardIterator ?? ''
}

/** All records that the stream still has, shard by shard, then in the order of their sequence numbers. */
export async function recordsOf(backend: MemoryBackend, streamArn: string): Promise<ChangeRecord[]> {
  const records: ChangeRecord[] = []
  for (const { ShardId } of await shardsOf(backend, streamArn)) {
    let ShardIterator: string | undefined = await iteratorOf(backend, streamArn, ShardId)
    for (let isEmpty = false; ShardIterator !== undefined && !isEmpty;) {
      const page: { Records?: ChangeRecord[] | undefined; NextShardIterator?: string | undefined } =
        await backend.execute('GetRecords', { ShardIterator })
      records.push(...(page.Records ?? []))
      isEmpty = page.Records?.length === 0
      ShardIterator = page.NextShardIterator
    }
  }
  return records.toSorted((left, right) => (sequenceOf(left) < sequenceOf(right) ? -1 : 1))
}

export function sequenceOf({ dynamodb }: ChangeRecord): string {
  return dynamodb?.SequenceNumber ?? ''
}
