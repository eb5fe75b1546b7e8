import type { AttributeValue } from '../protocol/attribute-value.js'
import type { KeyPart } from './key-part.js'

/** The hole that a shard's number fills. */
export const shardHole = 'shard'

/** Every read asks every shard, and a cursor has a position for each. */
export const shardsMax = 256

/** A shard's number in a key: plain decimal, whatever the count, so that the count may grow. */
export const shardPart: KeyPart = { kind: 'number', integer: true, minimum: 0, maximum: shardsMax - 1 }

const offsetBasis = 0x811c9dc5
const prime = 0x01000193

/**
 * The shard of an item: FNV-1a of 32 bits over its stored primary key, its upper half folded onto the lower, modulo the
 * count. The bytes are those of the partition key, then for each further key attribute a zero byte and its own: the
 * UTF-8 form of a string, or of a number's plain decimal text, as DynamoDB gives it back. Stored items are found by it: it never changes.
 *
 * @see https://datatracker.ietf.org/doc/html/draft-eastlake-fnv
 */
export function shardOf(primaryKey: readonly AttributeValue[], count: number): number {
  let hash = offsetBasis
  for (const [index, value] of primaryKey.entries()) {
    if (index > 0) hash = Math.imul(hash, prime)
    for (const byte of bytesOf(value)) hash = Math.imul(hash ^ byte, prime)
  }
  return ((hash ^ (hash >>> 16)) >>> 0) % count
}

const bytesOf = ({ S, N, B }: AttributeValue): Uint8Array => B ?? new TextEncoder().encode(S ?? N)
