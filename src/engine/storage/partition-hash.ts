const hashValues = 2 ** 32

/**
 * Where a partition key lies on the ring of hashes, as a signed 32-bit integer: scans go through a table in this order,
 * and segments of a parallel scan share the ring out. FNV-1a, mixed once more so that the high bits are as good as the
 * low ones.
 */
export function partitionHash(partition: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < partition.length; index += 1) {
    hash = Math.imul(hash ^ partition.charCodeAt(index), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/** The lowest hash of a segment; that of the segment after the last is above every hash. */
export function segmentStart(segment: number, totalSegments: number): number {
  return Math.ceil((segment / totalSegments) * hashValues) - hashValues / 2
}
