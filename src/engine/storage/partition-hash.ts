import type { ScalarAttributeType } from '../../protocol/tables.js'
import { KnownHashes } from './known-hashes.js'
import { md5BytesMax, md5Head, md5Message } from './md5.js'
import { partitionBytes } from './partition-bytes.js'

const hashValues = 2 ** 32
/** What the service puts before a key that it hashes, as dynalite's authors found out. */
const salt = 'Outliers'
const known: Readonly<Record<ScalarAttributeType, KnownHashes>> = {
  S: new KnownHashes((text) => digest(writeText(text))),
  N: new KnownHashes((text) => digest(writeBytes(partitionBytes(text, 'N')))),
  B: new KnownHashes((text) => digest(writeBytes(partitionBytes(text, 'B')))),
}

/**
 * Where a partition key lies on the ring of hashes, as a signed 32-bit integer: scans go through a table in this order,
 * and segments of a parallel scan share the ring out. The hash, and so the order, is the service's. A key of several
 * attributes, of which nobody knows how the service hashes it, is hashed as the string that its text is.
 */
export function partitionHash(partition: string, type: ScalarAttributeType): number {
  return known[type].hashOf(partition)
}

/** The lowest hash of a segment; that of the segment after the last is above every hash. */
export function segmentStart(segment: number, totalSegments: number): number {
  return Math.ceil((segment / totalSegments) * hashValues) - hashValues / 2
}

/** Lowest first as a signed integer, where the digest is unsigned. */
function digest(length: number): number {
  for (let at = 0; at < salt.length; at += 1) md5Message[at] = salt.charCodeAt(at)
  return md5Head(salt.length + length) ^ 0x80000000
}

/** Writes a key to where it is hashed, and gives its length. Most are short, and of characters that take one byte. */
function writeText(text: string): number {
  if (text.length > md5BytesMax - salt.length) return writeBytes(partitionBytes(text, 'S'))
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code > 0x7f) return writeBytes(partitionBytes(text, 'S'))
    md5Message[salt.length + at] = code
  }
  return text.length
}

function writeBytes(bytes: Uint8Array): number {
  // Nothing is stored under a key that is longer.
  const hashed = bytes.subarray(0, md5BytesMax - salt.length)
  md5Message.set(hashed, salt.length)
  return hashed.length
}
