import type { Buffer } from 'node:buffer'
import { limits } from '../../protocol/limits.js'

/** Texts up to this length are parsed in no time, whatever is in them. */
const harmlessSizeBytes = 65_536

const quote = 0x22
const backslash = 0x5c
const colon = 0x3a

/**
 * Whether a JSON text is nested deeper, or has more members, than any request that the service would carry out.
 * `JSON.parse` takes seconds for 16 MB of nothing but brackets, and nobody else is served meanwhile.
 */
export function exceedsJsonBounds(text: Buffer): boolean {
  if (text.length <= harmlessSizeBytes) return false
  let depth = 0
  let members = 0
  let isInString = false
  for (let index = 0; index < text.length; index += 1) {
    const byte = text[index]
    if (isInString) {
      if (byte === backslash) index += 1
      else if (byte === quote) isInString = false
    } else if (byte === quote) isInString = true
    else if (byte === colon) members += 1
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1
      if (depth > limits.requestNestingDepthMax) return true
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1
  }
  return members > limits.requestMembersMax
}
