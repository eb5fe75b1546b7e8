import { MonotableError } from '../core/errors.js'
import type { AttributeType } from '../protocol/attribute-value.js'
import type { OperandNode } from './condition-node.js'
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

/** Refuses an operand whose values have no order, as DynamoDB would. */
export function needOrder(place: Place, operand: OperandNode, operator: string): void {
  if (!canBe(operand, ordered)) refuseComparison(place, operator)
}

/** Refuses two operands of types that never meet: DynamoDB would answer that they are never equal, nor in order. */
export function needCommonType(place: Place, left: OperandNode, right: OperandNode, operator: string): void {
  if (right.kind === 'value') return
  const types = right.kind === 'size' ? sizeTypes : right.types
  if (types !== undefined && !canBe(left, types)) refuseComparison(place, operator)
}

/** Refuses bounds of two types, as DynamoDB would. */
export function needBounds(place: Place, lower: OperandNode, upper: OperandNode, operator: string): void {
  if (!ordered.some((type) => isOfType(lower, type) && isOfType(upper, type)))
    refuseComparison(place, operator)
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
