import { requestNestingDepthMax } from '../../protocol/limits.js'
import { unreadableRequest } from '../faults.js'
import { wireMessages } from './messages.js'
import { mistypedCollection } from './mistyped.js'
import type { Place } from './mistyped.js'
import { readBinary, readBoolean, readString } from './read-scalar.js'
import { attributeMap, attributeValue, list, string } from './shape.js'

const listOfValues = list(attributeValue)
const listOfScalars = list(string)

/** Reads a map of values in place; see `readShape`. `depth` counts the values around it. */
export function readAttributeMap(value: unknown, place: Place, depth = 0): unknown {
  if (!isObject(value)) throw mistypedCollection(value, attributeMap, place)
  for (const name of Object.keys(value)) readAttributeValue(value[name], 'element', depth)
  return value
}

/** Reads one value in place. How many types it has, and what they hold, is for the engine to judge. */
export function readAttributeValue(value: unknown, place: Place, depth = 0): unknown {
  if (!isObject(value)) throw mistypedCollection(value, attributeValue, place)
  for (const type in value) {
    const member = value[type]
    if (member !== null) readMember(value, type, member, depth)
  }
  return value
}

function readMember(value: Record<string, unknown>, type: string, member: unknown, depth: number): void {
  if (depth > requestNestingDepthMax) throw unreadableRequest(wireMessages.none)
  switch (type) {
    case 'S':
    case 'N':
      readString(member)
      break
    case 'B':
      value[type] = readBinary(member)
      break
    case 'BOOL':
    case 'NULL':
      value[type] = readBoolean(member)
      break
    case 'SS':
    case 'NS':
      for (const element of expectList(member, listOfScalars)) readString(element)
      break
    case 'BS':
      value[type] = expectList(member, listOfScalars).map(readBinary)
      break
    case 'L':
      for (const element of expectList(member, listOfValues))
        readAttributeValue(element, 'element', depth + 1)
      break
    case 'M':
      readAttributeMap(member, 'member', depth + 1)
      break
    default:
    // A member that is no type: the service ignores those.
  }
}

function expectList(member: unknown, shape: typeof listOfValues): unknown[] {
  if (!Array.isArray(member)) throw mistypedCollection(member, shape, 'member')
  return member
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
