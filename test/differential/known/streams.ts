import type { KnownDifference } from './known-difference.js'
import { answered, outputsOf, refusalOf } from './known-difference.js'

/** Operations of the streams' own service. */
const isOfStreams = /^(ListStreams|DescribeStream|GetShardIterator|GetRecords)$/

const emptyDocuments: KnownDifference = {
  name: 'empty maps in records and in errors of a batch, of which DynamoDB Local leaves out the type',
  because:
    'API reference of StreamRecord and BatchStatementError: maps of AttributeValue, of which each has a type',
  explain: (compared) => {
    const outputs = outputsOf(compared)
    if (outputs === undefined || !/^(GetRecords|BatchExecuteStatement)$/.test(compared.request.operation))
      return undefined
    const [local, engine] = outputs.map((output) => JSON.stringify(output)) as [string, string]
    const bare = JSON.stringify(likewise(JSON.parse(engine), JSON.parse(local)))
    return local === engine || bare === engine
      ? undefined
      : { ...compared, engine: { output: JSON.parse(bare) as Record<string, unknown> } }
  },
}

/** The first value, with empty maps as the second has them. */
function likewise(value: unknown, model: unknown): unknown {
  if (typeof value !== 'object' || value === null || typeof model !== 'object' || model === null) return value
  if (JSON.stringify(value) === '{"M":{}}' && JSON.stringify(model) === '{}') return model
  if (Array.isArray(value))
    return value.map((one, place) => likewise(one, (model as readonly unknown[])[place]))
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      likewise(one, (model as Record<string, unknown>)[name]),
    ]),
  )
}

export const streamDifferences: readonly KnownDifference[] = [
  emptyDocuments,
  answered(
    'members of requests about streams: missing ones, lengths and words',
    'API reference of the streams: required members, their lengths and values; the general form, as everywhere',
    ({ request, local, engine }) =>
      isOfStreams.test(request.operation) &&
      ('output' in local ||
        /^(ValidationException: (Invalid StreamArn|No ShardId specified\.|Invalid ShardIterator)|ResourceNotFoundException: (Shard does not exist|Requested resource not found: Stream: x not found)|InternalFailure: .*)$/.test(
          refusalOf(local) ?? '',
        )) &&
      /^ValidationException: 1 validation error detected: Value .* failed to satisfy constraint: Member must (not be null|have length (greater|less) than or equal to \d+|satisfy enum value set: \[[\w, ]+\])$/.test(
        refusalOf(engine) ?? '',
      ),
  ),
  answered(
    'sequence numbers that are missing or are none',
    'observed on the service (docs/internals/engine-fidelity.md): "SequenceNumber cannot be null"; DynamoDB Local stumbles over what is no number',
    ({ request, local, engine }) =>
      request.operation === 'GetShardIterator' &&
      /(: Invalid SequenceNumber|^InternalFailure: .*)$/.test(refusalOf(local) ?? '') &&
      /^ValidationException: (One or more parameter values were invalid: SequenceNumber cannot be null|Invalid SequenceNumber for the shard)$/.test(
        refusalOf(engine) ?? '',
      ),
  ),
]
