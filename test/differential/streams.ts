import type { Answer, Contestant, Output } from './contestant.js'
import type { GeneratedRequest, Input } from './generators/requests.js'
import { plainNumbers } from './known/plain-numbers.js'

/** A stream as one side has it, for what is asked of both under names of their own. */
interface Stream {
  readonly arn: string
  readonly shards: readonly string[]
}

/** What happened to one item, change by change. */
export type History = Readonly<Record<string, readonly unknown[]>>

async function outputOf(contestant: Contestant, operation: string, input: Input): Promise<Output> {
  const answer = await contestant({ operation, input })
  if ('output' in answer) return answer.output
  throw new Error(`${operation} ${JSON.stringify(input)}: ${answer.refusal}: ${answer.message}`)
}

export async function streamOf(contestant: Contestant, TableName: string): Promise<Stream> {
  const { Streams } = await outputOf(contestant, 'ListStreams', { TableName })
  const [{ StreamArn: arn }] = Streams as [{ StreamArn: string }]
  const { StreamDescription } = await outputOf(contestant, 'DescribeStream', { StreamArn: arn })
  const { Shards } = StreamDescription as { Shards: readonly { ShardId: string }[] }
  return { arn, shards: Shards.map(({ ShardId }) => ShardId) }
}

/**
 * All records of a stream by their items, each in its order: how a stream is divided into shards, and what order records
 * of several items have, is not the same on both sides and not promised by the service.
 */
export async function historyOf(contestant: Contestant, { arn, shards }: Stream): Promise<History> {
  const records: StreamRecord[] = []
  for (const ShardId of shards) {
    const begin = { StreamArn: arn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }
    let { ShardIterator } = await outputOf(contestant, 'GetShardIterator', begin)
    while (ShardIterator !== undefined) {
      const page = await outputOf(contestant, 'GetRecords', { ShardIterator })
      const read = page['Records'] as readonly StreamRecord[]
      records.push(...read)
      ShardIterator = read.length === 0 ? undefined : page['NextShardIterator']
    }
  }
  const histories = new Map<string, unknown[]>()
  for (const { dynamodb, ...event } of records) {
    const change = without(dynamodb, /^(ApproximateCreationDateTime|SequenceNumber)$/)
    const what = without(event, /^(eventID|awsRegion)$/)
    const key = keyText(dynamodb['Keys'] as Output)
    histories.set(key, [...(histories.get(key) ?? []), { ...what, dynamodb: change }])
  }
  return Object.fromEntries([...histories].sort(([left], [right]) => (left < right ? -1 : 1)))
}

interface StreamRecord {
  readonly dynamodb: Output
}

/** A key as one text, the same however its members are ordered. */
export function keyText(key: Readonly<Record<string, unknown>>): string {
  return plainNumbers(JSON.stringify(Object.entries(key).sort(([left], [right]) => (left < right ? -1 : 1))))
}

/** Questions about a stream, right and wrong ones; `ARN`, `SHARD` and `TABLE` stand for what each side calls its own. */
export const streamQuestions: readonly GeneratedRequest[] = [
  { operation: 'ListStreams', input: { TableName: 'TABLE' } },
  { operation: 'ListStreams', input: { TableName: 'TABLE', Limit: 0 } },
  { operation: 'ListStreams', input: { TableName: 'not-there' } },
  { operation: 'ListStreams', input: { ExclusiveStartStreamArn: 'x', TableName: 'TABLE' } },
  { operation: 'DescribeStream', input: { StreamArn: 'ARN' } },
  { operation: 'DescribeStream', input: { StreamArn: 'ARN', Limit: 0 } },
  { operation: 'DescribeStream', input: { StreamArn: 'ARNx' } },
  { operation: 'DescribeStream', input: { StreamArn: 'x' } },
  { operation: 'DescribeStream', input: {} },
  { operation: 'GetShardIterator', input: { StreamArn: 'ARN', ShardId: 'SHARD' } },
  { operation: 'GetShardIterator', input: { StreamArn: 'ARN', ShardIteratorType: 'LATEST' } },
  {
    operation: 'GetShardIterator',
    input: { StreamArn: 'ARN', ShardId: 'SHARD', ShardIteratorType: 'SOMETIME' },
  },
  { operation: 'GetShardIterator', input: { StreamArn: 'ARN', ShardId: 'x', ShardIteratorType: 'LATEST' } },
  {
    operation: 'GetShardIterator',
    input: {
      StreamArn: 'ARN',
      ShardId: 'shardId-00000000000000000000-00000000',
      ShardIteratorType: 'LATEST',
    },
  },
  {
    operation: 'GetShardIterator',
    input: { StreamArn: 'ARN', ShardId: 'SHARD', ShardIteratorType: 'AT_SEQUENCE_NUMBER' },
  },
  {
    operation: 'GetShardIterator',
    input: {
      StreamArn: 'ARN',
      ShardId: 'SHARD',
      ShardIteratorType: 'AFTER_SEQUENCE_NUMBER',
      SequenceNumber: 'x'.repeat(21),
    },
  },
  { operation: 'GetRecords', input: { ShardIterator: 'x' } },
  { operation: 'GetRecords', input: { ShardIterator: '' } },
  { operation: 'GetRecords', input: { Limit: 1 } },
  { operation: 'GetRecords', input: { ShardIterator: 'ARN|1|x' } },
]

/** Asks one side about its stream, and gives the answer without what it calls its own. */
export async function askAboutStream(
  contestant: Contestant,
  { arn, shards: [shard = ''] }: Stream,
  table: string,
  { operation, input }: GeneratedRequest,
): Promise<Answer> {
  const own = JSON.stringify(input)
    .replaceAll('ARN', arn)
    .replaceAll('SHARD', shard)
    .replaceAll('"TABLE"', `"${table}"`)
  const answer = await contestant({ operation, input: JSON.parse(own) as Input })
  const text = JSON.stringify(answer)
    .replaceAll(arn, 'ARN')
    .replaceAll(shard, 'SHARD')
    .replaceAll(`"${table}"`, '"TABLE"')
  const plain = JSON.parse(text) as Answer
  if (!('output' in plain)) return plain
  return { output: withoutShards(without(plain.output, /^ShardIterator$/)) }
}

/** Shards and labels are each side's own. */
function withoutShards(output: Output): Output {
  const entries = Object.entries(output).map(([name, value]): [string, unknown] => {
    if (name === 'Streams') return [name, (value as readonly Output[]).map(withoutLabel)]
    if (name === 'StreamDescription') return [name, withoutLabel(value as Output)]
    return [name, value]
  })
  return Object.fromEntries(entries)
}

function withoutLabel(description: Output): Output {
  return without(description, /^(StreamLabel|Shards|CreationRequestDateTime)$/)
}

function without(output: Output, names: RegExp): Output {
  return Object.fromEntries(Object.entries(output).filter(([name]) => !names.test(name)))
}
