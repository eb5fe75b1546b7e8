import { partitionKeySizeBytesMax, sortKeySizeBytesMax } from '../protocol/limits.js'

/** Which key attribute a template fills. Sort keys keep the order of values; partition keys need none. */
export type KeyRole = 'partition' | 'sort'

/** The size that DynamoDB allows, in UTF-8 bytes. */
export function keySizeBytesMax(role: KeyRole): number {
  return role === 'partition' ? partitionKeySizeBytesMax : sortKeySizeBytesMax
}
