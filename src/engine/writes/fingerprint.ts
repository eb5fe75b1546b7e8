import { bytesAsBase64 } from '../values/index.js'

/** A text that is the same for requests that are, whatever the order in which their members were written. */
export function fingerprint(value: unknown): string {
  if (value instanceof Uint8Array) return `b${JSON.stringify(bytesAsBase64(value))}`
  if (Array.isArray(value)) return `[${value.map(fingerprint).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined && member !== null)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${fingerprint(member)}`)
  return `{${members.join(',')}}`
}
