import { encodeBase64 } from './base64.js'
import { isObject } from './read-attribute-value.js'

/** The map as JSON has it: itself, unless there is a binary in it. */
export function writeAttributeMap(map: Record<string, unknown>): Record<string, unknown> {
  let result = map
  for (const name of Object.keys(map)) {
    const value = map[name]
    const written = writeAttributeValue(value)
    if (written === value) continue
    if (result === map) result = { ...map }
    result[name] = written
  }
  return result
}

/** The value as JSON has it: itself, unless there is a binary in it. */
export function writeAttributeValue(value: unknown): unknown {
  if (!isObject(value)) return value
  for (const type in value) {
    const member = value[type]
    const written = writeMember(type, member)
    if (written !== member) return { [type]: written }
  }
  return value
}

function writeMember(type: string, member: unknown): unknown {
  switch (type) {
    case 'B':
      return writeBinary(member)
    case 'BS':
      return Array.isArray(member) ? member.map(writeBinary) : member
    case 'L':
      return Array.isArray(member) ? writeList(member) : member
    case 'M':
      return isObject(member) ? writeAttributeMap(member) : member
    default:
      return member
  }
}

function writeBinary(member: unknown): unknown {
  return member instanceof Uint8Array ? encodeBase64(member) : member
}

function writeList(list: unknown[]): unknown[] {
  let result = list
  for (const [index, element] of list.entries()) {
    const written = writeAttributeValue(element)
    if (written === element) continue
    if (result === list) result = list.slice()
    result[index] = written
  }
  return result
}
