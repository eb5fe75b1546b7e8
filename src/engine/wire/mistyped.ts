import { unreachable } from '../../core/assert.js'
import type { ServiceError } from '../../protocol/service-errors.js'
import { unreadableRequest } from '../faults.js'
import { wireMessages } from './messages.js'
import type { ScalarShape, Shape } from './shape.js'

/** Where a JSON value stands: as a member of a structure, or in a list or map. The service's words depend on it. */
export type Place = 'member' | 'element'

/** Of a value that should be a scalar, such as a `String` or an `Integer`. */
export function mistypedScalar(value: unknown, wanted: string): ServiceError {
  const refusal = refuseObject(value, `class java.lang.${wanted}`)
  return refusal ?? unreadableRequest(wireMessages.notConvertible(tokenOf(value), wanted))
}

export function mistypedBinary(value: unknown): ServiceError {
  return refuseObject(value, 'class java.nio.ByteBuffer') ?? unreadableRequest(wireMessages.notBase64)
}

/** Of a value that should be a list, a map or a structure. */
export function mistypedCollection(
  value: unknown,
  shape: Exclude<Shape, ScalarShape>,
  place: Place,
): ServiceError {
  const isStructure = shape.kind === 'structure' || shape.kind === 'attribute-value'
  const refusal = refuseObject(value, isStructure ? `class ${javaType(shape)}` : javaType(shape))
  if (refusal !== undefined) return refusal
  if (place === 'member') return unreadableRequest(wireMessages.unexpectedField)
  return unreadableRequest(
    isStructure || value === null ? wireMessages.unexpectedValue : wireMessages.castFailed,
  )
}

/** Undefined when the value is a scalar. */
function refuseObject(value: unknown, wantedType: string): ServiceError | undefined {
  if (Array.isArray(value)) return unreadableRequest(wireMessages.unexpectedCollection(wantedType))
  if (typeof value === 'object' && value !== null) return unreadableRequest(wireMessages.unexpectedStructure)
  return undefined
}

/** The service's parser's name for a scalar. */
function tokenOf(value: unknown): string {
  if (typeof value === 'string') return 'STRING_VALUE'
  if (typeof value === 'number') return Number.isInteger(value) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE'
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE'
  return 'NULL_VALUE'
}

/** The type in the service's own code, which stands in its messages. */
function javaType(shape: Shape): string {
  switch (shape.kind) {
    case 'string':
      return 'java.lang.String'
    case 'binary':
      return 'java.nio.ByteBuffer'
    case 'boolean':
      return 'java.lang.Boolean'
    case 'integer':
      return 'java.lang.Integer'
    case 'long':
      return 'java.lang.Long'
    case 'double':
      return 'java.lang.Double'
    case 'timestamp':
      return 'java.util.Date'
    case 'list':
      return `java.util.List<${javaType(shape.of)}>`
    case 'map':
      return `java.util.Map<java.lang.String, ${javaType(shape.of)}>`
    case 'structure':
      return `com.amazonaws.dynamodb.v20120810.${shape.name}`
    case 'attribute-value':
      return 'com.amazonaws.dynamodb.v20120810.AttributeValue'
    default:
      return unreachable(shape, 'shape')
  }
}
