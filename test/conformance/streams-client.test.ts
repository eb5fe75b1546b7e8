import { CreateTableCommand, DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb-streams'
import { expect, test } from 'vitest'
import { memory } from '../../src/engine/index.js'
import { plain, S } from '../engine/support.js'
import { clientOn, streamsClientOn } from './clients.js'

test("changes are read with the streams' own client", async () => {
  const backend = memory()
  const client = clientOn(backend)
  const streams = streamsClientOn(backend)
  const { TableDescription } = await client.send(
    new CreateTableCommand({
      ...plain,
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  )
  const item = { id: S('a'), bytes: { B: Uint8Array.of(1, 2) } }
  await client.send(new PutItemCommand({ TableName: 'plain', Item: item }))
  await client.send(new DeleteItemCommand({ TableName: 'plain', Key: { id: S('a') } }))

  const { Streams = [] } = await streams.send(new ListStreamsCommand({ TableName: 'plain' }))
  expect(Streams.map(({ StreamArn }) => StreamArn)).toEqual([TableDescription?.LatestStreamArn])
  const StreamArn = Streams[0]?.StreamArn
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }))
  expect(StreamDescription).toMatchObject({
    StreamStatus: 'ENABLED',
    KeySchema: plain.KeySchema,
    CreationRequestDateTime: expect.any(Date) as Date,
  })
  const shards = StreamDescription?.Shards ?? []
  const records = await Promise.all(
    shards.map(async ({ ShardId }) => {
      const { ShardIterator } = await streams.send(
        new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
      )
      return (await streams.send(new GetRecordsCommand({ ShardIterator }))).Records ?? []
    }),
  )
  expect(records.flat()).toMatchObject([
    {
      eventName: 'INSERT',
      eventSource: 'aws:dynamodb',
      dynamodb: {
        Keys: { id: S('a') },
        NewImage: item,
        ApproximateCreationDateTime: expect.any(Date) as Date,
      },
    },
    { eventName: 'REMOVE', dynamodb: { Keys: { id: S('a') }, OldImage: item } },
  ])
})

test("refusals are the client's own errors", async () => {
  const StreamArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/none/stream/2026-01-01T00:00:00.000'
  await expect(streamsClientOn(memory()).send(new DescribeStreamCommand({ StreamArn }))).rejects.toThrow(
    ResourceNotFoundException,
  )
})
