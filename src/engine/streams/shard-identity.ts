/** Two halves of 32 bits of a stream, from which the ids of its shards and events are made without storing them. */
export interface StreamSeed {
  readonly high: number
  readonly low: number
}

/**
 * The id of a shard: when it opened, and eight digits that tell apart what opened together. Different numbers give
 * different ids, since the mixing can be undone.
 */
export function shardId({ high }: StreamSeed, openedAt: number, number: number): string {
  return `shardId-${String(openedAt).padStart(20, '0')}-${hex(mixed(high ^ number))}`
}

/** The id of the event with this ordinal: half of it the stream's, half of it its own. */
export function eventId({ high, low }: StreamSeed, ordinal: number): string {
  const own = mixed(low ^ (ordinal >>> 0))
  return hex(high) + hex(low) + hex(own) + hex(mixed(own ^ Math.floor(ordinal / 2 ** 32)))
}

/** A permutation of the integers of 32 bits. */
function mixed(value: number): number {
  let result = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  result = Math.imul(result ^ (result >>> 13), 0xc2b2ae35)
  return result ^ (result >>> 16)
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0')
}
