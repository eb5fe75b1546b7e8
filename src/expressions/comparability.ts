import { MonotableError } from '../core/errors.js'
import type { AttributeType, AttributeValue } from '../protocol/attribute-value.js'
import type { OperandNode } from './condition-node.js'
import { refuseValue } from './operand.js'
import { isEncoded } from './model-below.js'
import { relationOf } from './place-relation.js'
import type { Place } from './place.js'

/** The types whose values have an order, each among themselves. */
const ordered: readonly AttributeType[] = ['S', 'N', 'B']

/** Whether what an operand gives can be of one of these types. */
export function canBe(operand: OperandNode, types: Iterable<AttributeType>): boolean {
  for (const type of types) if (isOfType(operand, type)) return true
  return false
}

function isOfType(operand: OperandNode, type: AttributeType): boolean {
  if (operand.kind === 'size') return type === 'N'
  if (operand.kind === 'value') return type in operand.value
  return operand.types === undefined || operand.types.has(type)
}

/** Refuses an operand whose values have no order, as DynamoDB would, and one whose order in the table is not known. */
export function needOrder(place: Place, operand: OperandNode, operator: string): void {
  if (operand.kind === 'place') needPlainForm(operand, operator)
  if (!canBe(operand, ordered)) refuseComparison(place, operator)
}

/**
 * Refuses what is stored through a codec of the schema: DynamoDB looks at the encoded form, of which neither the order
 * nor the parts need be those of the values.
 */
export function needPlainForm(place: Place, operator: string): void {
  if (!isEncoded(place.model)) return
  throw new MonotableError(
    'expressions.not-comparable',
    `${operator}: ${place.title} is stored through a codec of the schema, and DynamoDB would look at its encoded form: compare it by eq, ne or isIn, or store it in a form of DynamoDB's own.`,
    { entity: place.source?.entityName, path: place.path, operator },
  )
}

/** Refuses two operands of types that never meet, which are never equal, nor in order; and a place beside itself. */
export function needCommonType(place: Place, left: OperandNode, right: OperandNode, operator: string): void {
  if (right.kind === 'value') return
  const types = right.kind === 'size' ? sizeTypes : right.types
  if (types !== undefined && !canBe(left, types)) refuseComparison(place, operator)
  needDistinct(left, right, operator)
}

/** Refuses a place beside itself, as DynamoDB would. */
export function needDistinct(left: OperandNode, right: OperandNode, operator: string): void {
  if (left.kind === 'place' && right.kind === 'place' && relationOf(left, right) === 'same')
    refuseValue(left, operator, left, 'DynamoDB takes a place only with another one')
}

/** Refuses bounds of two types, and bounds between which nothing lies, as DynamoDB would. */
export function needBounds(place: Place, lower: OperandNode, upper: OperandNode, operator: string): void {
  if (!ordered.some((type) => isOfType(lower, type) && isOfType(upper, type)))
    refuseComparison(place, operator)
  if (lower.kind === 'value' && upper.kind === 'value' && isAbove(lower.value, upper.value))
    throw new MonotableError(
      'expressions.empty-range',
      `${operator}: the lower bound for ${place.title} is above the upper one: give the lower one first.`,
      { entity: place.source?.entityName, path: place.path, operator },
    )
}

/** Whether one value is certainly above another; where exact arithmetic would be needed, the service decides. */
function isAbove(value: AttributeValue, other: AttributeValue): boolean {
  if (value.N !== undefined) return other.N !== undefined && Number(value.N) > Number(other.N)
  if (value.S === undefined || other.S === undefined || value.S <= other.S) return false
  // DynamoDB orders text by code points, JavaScript by units: they differ only where there are surrogates.
  return !/[\ud800-\udfff]/.test(value.S + other.S)
}

export function refuseComparison(place: Place, operator: string): never {
  const stored = place.types === undefined ? 'any type' : [...place.types].join(' or ')
  throw new MonotableError(
    'expressions.not-comparable',
    `${operator}: ${place.title} is stored as ${stored}, which does not go with that operator or that operand; order exists among S, among N and among B.`,
    { entity: place.source?.entityName, path: place.path, operator },
  )
}

const sizeTypes: readonly AttributeType[] = ['N']
