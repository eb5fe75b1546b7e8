import { unreachable } from '../../core/assert.js'
import { mistypedCollection } from './mistyped.js'
import type { Place } from './mistyped.js'
import { isObject, readAttributeMap, readAttributeValue } from './read-attribute-value.js'
import { readBinary, readBoolean, readNumber, readString } from './read-scalar.js'
import type { ListShape, MapShape, Shape, StructureShape } from './shape.js'

/**
 * Gives parsed JSON the form that JavaScript callers give a request: binaries decoded, null members absent. Works in
 * place, since nobody else holds what was just parsed. Throws SerializationException for what has another shape.
 */
export function readShape(shape: Shape, value: unknown, place: Place): unknown {
  switch (shape.kind) {
    case 'string':
      return readString(value)
    case 'binary':
      return readBinary(value)
    case 'boolean':
      return readBoolean(value)
    case 'integer':
      return readNumber(value, 'Integer')
    case 'long':
      return readNumber(value, 'Long')
    case 'double':
      return readNumber(value, 'Double')
    case 'timestamp':
      return new Date(readNumber(value, 'Double') * 1000)
    case 'list':
      return readList(shape, value, place)
    case 'map':
      return shape.of.kind === 'attribute-value'
        ? readAttributeMap(value, place)
        : readMap(shape, value, place)
    case 'structure':
      return readStructure(shape, value, place)
    case 'attribute-value':
      return readAttributeValue(value, place)
    default:
      return unreachable(shape, 'shape')
  }
}

function readList(shape: ListShape, value: unknown, place: Place): unknown[] {
  if (!Array.isArray(value)) throw mistypedCollection(value, shape, place)
  for (let index = 0; index < value.length; index += 1) {
    value[index] = readShape(shape.of, value[index], 'element')
  }
  return value
}

function readMap(shape: MapShape, value: unknown, place: Place): object {
  if (!isObject(value)) throw mistypedCollection(value, shape, place)
  // A name may be `__proto__`: the parser made it a member like any other, so that it is assigned like any other.
  for (const name of Object.keys(value)) value[name] = readShape(shape.of, value[name], 'element')
  return value
}

/** Drops members that the shape does not know: another operation's may have a meaning to what operations share. */
function readStructure(shape: StructureShape, value: unknown, place: Place): object {
  if (!isObject(value)) throw mistypedCollection(value, shape, place)
  for (const name of Object.keys(value)) {
    const member = shape.members.get(name)
    if (member === undefined) {
      delete value[name]
      continue
    }
    const given = value[name]
    const read = given === null ? undefined : readShape(member, given, 'member')
    if (read !== given) value[name] = read
  }
  return value
}
