import type { ListStreamsOutput } from '../../protocol/streams.js'
import type { Engine } from '../engine.js'
import { allStreams } from '../streams/stream-registry.js'
import type { ListStreamsRequest } from './list-streams.validate.js'
import { validateListStreams } from './list-streams.validate.js'
import type { Operation } from './operation.js'
import { defineOperation } from './operation.js'

export const listStreams: Operation<'ListStreams'> = defineOperation(validateListStreams, run)

function run(engine: Engine, { tableName, after, limit }: ListStreamsRequest): ListStreamsOutput {
  const remaining = allStreams(engine)
    .map(({ identity }) => identity)
    .filter((each) => tableName === undefined || each.tableName === tableName)
    .filter((each) => after === undefined || each.arn > after)
  const page = remaining.slice(0, limit)
  const Streams = page.map((each) => ({
    StreamArn: each.arn,
    TableName: each.tableName,
    StreamLabel: each.label,
  }))
  if (remaining.length <= limit) return { Streams }
  return { Streams, LastEvaluatedStreamArn: page.at(-1)?.arn }
}
