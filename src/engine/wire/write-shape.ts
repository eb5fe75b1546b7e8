import { unreachable } from '../../core/assert.js'
import { isObject } from './read-attribute-value.js'
import type { Shape, StructureShape } from './shape.js'
import { writeAttributeMap, writeAttributeValue, writeBinary } from './write-attribute-value.js'

/**
 * Gives an output, or an input, the form that JSON has for it: binaries as base64, dates as seconds. What needs no
 * change is shared with the value, which itself stays as it is. What has another shape is passed on unchanged.
 */
export function writeShape(shape: Shape, value: unknown): unknown {
  if (shape.isPlain || value === undefined || value === null) return value
  switch (shape.kind) {
    case 'string':
    case 'boolean':
    case 'integer':
    case 'long':
    case 'double':
      return value
    case 'binary':
      return writeBinary(value)
    case 'timestamp':
      return value instanceof Date ? value.getTime() / 1000 : value
    case 'list':
      return Array.isArray(value) ? value.map((element) => writeShape(shape.of, element)) : value
    case 'map':
      if (!isObject(value)) return value
      return shape.of.kind === 'attribute-value' ? writeAttributeMap(value) : writeMap(shape.of, value)
    case 'structure':
      return isObject(value) ? writeStructure(shape, value) : value
    case 'attribute-value':
      return writeAttributeValue(value)
    default:
      return unreachable(shape, 'shape')
  }
}

function writeMap(of: Shape, value: Record<string, unknown>): object {
  // A spread, since a name may be `__proto__`, which an assignment takes for the prototype where it is no member yet.
  const result = { ...value }
  for (const name of Object.keys(value)) result[name] = writeShape(of, value[name])
  return result
}

function writeStructure(shape: StructureShape, value: Record<string, unknown>): object {
  const result: Record<string, unknown> = {}
  for (const name of Object.keys(value)) {
    const member = shape.members.get(name)
    if (member !== undefined) result[name] = writeShape(member, value[name])
  }
  return result
}
