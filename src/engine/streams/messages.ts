/** What the service says about streams, their shards and iterators. */
const invalid = 'One or more parameter values were invalid: '

export const streamMessages = {
  invalidStreamArn: 'Invalid StreamArn',
  streamMissing: (arn: string): string => `Requested resource not found: Stream: ${arn} not found`,
  /** GetShardIterator words it otherwise. */
  streamGone: 'Stream does not exist',
  shardMissing: 'Shard does not exist',
  invalidIterator: 'Invalid ShardIterator',
  expiredIterator:
    'The shard iterator has expired and can no longer be used to retrieve stream records. A shard iterator expires 15 minutes after it is retrieved using the GetShardIterator action.',
  trimmed: 'The operation attempted to read past the oldest stream record in a shard.',
  sequenceNumberMissing: `${invalid}SequenceNumber cannot be null`,
  sequenceNumberUnwanted: `${invalid}SequenceNumber should not be passed for this iterator type`,
  sequenceNumberForeign: 'Invalid SequenceNumber for the shard',
  listLimit: (limit: number): string =>
    `${invalid}Limit cannot be greater than the maximum allowed size: ${limit}`,
  describeLimit: (limit: number): string => `${invalid}Limit cannot be greater than the maximum: ${limit}`,
  recordsLimit: (limit: number): string => `${invalid}Limit should be less than or equal to ${limit}`,
  filterWithStart: 'ShardFilter and ExclusiveStartShardId both should not be specified in the request.',
}
