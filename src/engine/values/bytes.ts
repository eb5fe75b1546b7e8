import { textIncludes } from './text.js'

/** Orders binaries as the service does: byte by byte, unsigned, a prefix before what continues it. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const length = Math.min(left.length, right.length)
  for (let index = 0; index < length; index += 1) {
    const difference = (left[index] as number) - (right[index] as number)
    if (difference !== 0) return difference < 0 ? -1 : 1
  }
  return Math.sign(left.length - right.length)
}

/** Bytes that are made into text at once, as arguments of one call. */
const argumentsMax = 4096

/** One character for each byte: a form in which a Set or Map can tell binaries apart by content. */
export function bytesAsText(bytes: Uint8Array): string {
  if (bytes.length <= argumentsMax) return String.fromCharCode(...bytes)
  const parts: string[] = []
  for (let start = 0; start < bytes.length; start += argumentsMax) {
    parts.push(String.fromCharCode(...bytes.subarray(start, start + argumentsMax)))
  }
  return parts.join('')
}

/** The binary as it stands in messages of the service. */
export function bytesAsBase64(bytes: Uint8Array): string {
  return btoa(bytesAsText(bytes))
}

/** Whether `bytes` holds `part` as a run of consecutive bytes. */
export function bytesInclude(bytes: Uint8Array, part: Uint8Array): boolean {
  return textIncludes(bytesAsText(bytes), bytesAsText(part))
}

/** Whether `bytes` begins with `prefix`. */
export function bytesStartWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  return bytes.length >= prefix.length && prefix.every((byte, index) => bytes[index] === byte)
}
