import { bytesAsBase64 } from '../values/index.js'

/**
 * A text that is the same for requests that are, whatever the order in which their members were written, and another for
 * almost all others: short, whatever the request holds, as it is kept for a while.
 */
export function fingerprint(value: unknown): string {
  const text = canonicalText(value)
  return [text.length, ...seeds.map((seed) => hashOf(text, seed))].join('-')
}

/** A text that is the same for values that are, and for no others. */
export function canonicalText(value: unknown): string {
  if (value instanceof Uint8Array) return `b${JSON.stringify(bytesAsBase64(value))}`
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined && member !== null)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalText(member)}`)
  return `{${members.join(',')}}`
}

const seeds = [0x811c9dc5, 0x9747b28c, 0x27d4eb2f, 0x165667b1]

/** FNV-1a from a seed, mixed once more so that texts with the same end go apart. */
function hashOf(text: string, seed: number): string {
  let hash = seed
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
    hash ^= hash >>> 15
  }
  return (hash >>> 0).toString(36)
}
