import { encodeBase64 } from './base64.js'
import { isObject } from './read-attribute-value.js'

/** The map as JSON has it: itself, unless there is a binary in it. */
export function writeAttributeMap(map: Record<string, unknown>): Record<string, unknown> {
  return mapHoldsBinary(map) ? copyMap(map) : map
}

/** The value as JSON has it: itself, unless there is a binary in it. */
export function writeAttributeValue(value: unknown): unknown {
  return isObject(value) && holdsBinary(value) ? copyValue(value) : value
}

function mapHoldsBinary(map: Record<string, unknown>): boolean {
  for (const name in map) {
    const value = map[name]
    if (isObject(value) && holdsBinary(value)) return true
  }
  return false
}

// The most frequent types first: pages of items pass through here.
function holdsBinary(value: Record<string, unknown>): boolean {
  if (value['S'] !== undefined || value['N'] !== undefined) return false
  if (isObject(value['M'])) return mapHoldsBinary(value['M'])
  if (Array.isArray(value['L'])) {
    return value['L'].some((element: unknown) => isObject(element) && holdsBinary(element))
  }
  return value['B'] !== undefined || value['BS'] !== undefined
}

function copyMap(map: Record<string, unknown>): Record<string, unknown> {
  // A spread, since a name may be `__proto__`, which an assignment takes for the prototype where it is no member yet.
  const result = { ...map }
  for (const name of Object.keys(map)) result[name] = writeAttributeValue(map[name])
  return result
}

function copyValue({ B, BS, L, M }: Record<string, unknown>): object {
  if (isObject(M)) return { M: copyMap(M) }
  if (Array.isArray(L)) return { L: L.map(writeAttributeValue) }
  return Array.isArray(BS) ? { BS: BS.map(writeBinary) } : { B: writeBinary(B) }
}

export function writeBinary(member: unknown): unknown {
  return member instanceof Uint8Array ? encodeBase64(member) : member
}
