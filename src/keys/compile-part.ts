import { unreachable } from '../core/assert.js'
import { booleanPart } from './boolean-part.js'
import { datePart } from './date-part.js'
import { enumPart } from './enum-part.js'
import { keyError } from './errors.js'
import type { KeyPart, PartCodec, PartContext } from './key-part.js'
import { numericPart } from './numeric-part.js'
import { stringPart } from './string-part.js'

/** Chooses the form of a hole, once, when its template is compiled. */
export function compilePart(part: KeyPart, context: PartContext): PartCodec {
  const isDescending = part.descending === true
  if (isDescending && context.role === 'partition')
    throw keyError(
      'keys.descending-unsupported',
      context,
      'partition keys have no order, so nothing in them can be descending',
    )
  switch (part.kind) {
    case 'string':
      return stringPart(part, context)
    case 'enum':
      return enumPart(part, context)
    case 'number':
    case 'bigint':
      return numericPart(part, context)
    case 'date':
      return datePart(isDescending, context)
    case 'boolean':
      return booleanPart(isDescending, context)
    default:
      return unreachable(part, 'kind of key part')
  }
}
