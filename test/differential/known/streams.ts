import type { KnownDifference } from './known-difference.js'
import { answered, outputsOf, refusalOf } from './known-difference.js'

/** Operations of the streams' own service. */
const isOfStreams = /^(ListStreams|DescribeStream|GetShardIterator|GetRecords)$/

const emptyDocuments: KnownDifference = {
  name: 'empty maps in records, of which DynamoDB Local leaves out the type',
  because: 'API reference of StreamRecord: images are maps of AttributeValue, of which each has a type',
  explain: (compared) => {
    const outputs = outputsOf(compared)
    if (outputs === undefined || compared.request.operation !== 'GetRecords') return undefined
    const [local, engine] = outputs.map((output) => JSON.stringify(output)) as [string, string]
    const bare = engine.replaceAll('{"M":{}}', '{}')
    return local === engine || bare === engine
      ? undefined
      : { ...compared, engine: { output: JSON.parse(bare) as Record<string, unknown> } }
  },
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
