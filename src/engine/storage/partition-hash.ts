import type { ScalarAttributeType } from '../../protocol/tables.js'
import { KnownHashes } from './known-hashes.js'
import { md5Block, md5BlockMax, md5Head, md5HeadOfBlock } from './md5.js'
import { partitionBytes } from './partition-bytes.js'

const hashValues = 2 ** 32
/** What the service puts before a key that it hashes, as dynalite's authors found out. */
const salt = new TextEncoder().encode('Outliers')
const saltWords = salt.length / 4
const known: Readonly<Record<ScalarAttributeType, KnownHashes>> = {
  S: new KnownHashes((text) =>
    fillBlock(text) ? onRing(md5HeadOfBlock(salt.length + text.length)) : hashOfBytes(text, 'S'),
  ),
  N: new KnownHashes((text) => hashOfBytes(text, 'N')),
  B: new KnownHashes((text) => hashOfBytes(text, 'B')),
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
function onRing(head: number): number {
  return head ^ 0x80000000
}

function hashOfBytes(text: string, type: ScalarAttributeType): number {
  const bytes = partitionBytes(text, type)
  const salted = new Uint8Array(salt.length + bytes.length)
  salted.set(salt)
  salted.set(bytes, salt.length)
  return onRing(md5Head(salted))
}

/** Fills a block with a string key; false where it is long, or has characters that take several bytes. Most are short. */
function fillBlock(text: string): boolean {
  const { length } = text
  if (length > md5BlockMax - salt.length) return false
  md5Block[0] = 0x6c74754f
  md5Block[1] = 0x73726569
  let units = 0
  let word = saltWords
  for (let at = 0; at < length; word += 1) {
    let four = 0
    for (let shift = 0; shift < 32 && at < length; shift += 8, at += 1) {
      const code = text.charCodeAt(at)
      units |= code
      four |= code << shift
    }
    md5Block[word] = four
  }
  for (; word < md5Block.length; word += 1) md5Block[word] = 0
  return units < 0x80
}
